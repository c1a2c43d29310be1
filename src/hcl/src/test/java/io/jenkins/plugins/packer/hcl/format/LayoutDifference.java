package io.jenkins.plugins.packer.hcl.format;

import java.nio.charset.StandardCharsets;

/** Where our layout differs from that of Debian's hclwrite 2.14.1 on purpose; each has its reason. */
enum LayoutDifference {
    /** Function namespaces came with 2.20: the older scanner sees two colons and puts spaces around them. */
    FUNCTION_NAMESPACES {
        @Override
        boolean applies(String source) {
            return source.contains("::");
        }
    },
    /** The scanner there takes malformed UTF-8 into names; it is refused here, so that no such file is ever laid out. */
    MALFORMED_UTF8 {
        @Override
        boolean applies(String source) {
            return source.indexOf('\uFFFD') >= 0;
        }
    };

    abstract boolean applies(String source);

    /** The difference that a source may show, or null. */
    static LayoutDifference of(byte[] source) {
        String text = new String(source, StandardCharsets.UTF_8);
        for (LayoutDifference difference : values()) {
            if (difference.applies(text)) {
                return difference;
            }
        }
        return null;
    }
}
