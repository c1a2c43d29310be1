package io.jenkins.plugins.packer.engine.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A version number after semantic versioning, read as leniently as HashiCorp's go-version reads it: one to any number
 * of segments, an optional {@code v} in front, a pre-release and metadata.
 *
 * @param segments the numbers, padded with zeros to three
 * @param written how many of them were written
 * @param prerelease what follows the dash, or empty
 */
record Version(List<BigInteger> segments, int written, String prerelease) implements Comparable<Version> {

    Version {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException where the text is none
     */
    static Version parse(String text) {
        String rest = text.startsWith("v") ? text.substring(1) : text;
        int plus = rest.indexOf('+');
        if (plus >= 0) {
            requireIdentifiers(text, rest.substring(plus + 1));
            rest = rest.substring(0, plus);
        }
        int end = 0;
        while (end < rest.length() && (isDigit(rest.charAt(end)) || rest.charAt(end) == '.')) {
            end++;
        }
        String numbers = rest.substring(0, end);
        String prerelease = rest.substring(end);
        if (prerelease.startsWith("-")) {
            prerelease = prerelease.substring(1);
            requireIdentifiers(text, prerelease);
        } else if (!prerelease.isEmpty()) {
            requireIdentifiers(text, prerelease);
        }
        List<BigInteger> segments = new ArrayList<>();
        for (String number : numbers.split("\\.", -1)) {
            if (number.isEmpty()) {
                throw malformed(text);
            }
            segments.add(new BigInteger(number));
        }
        int written = segments.size();
        while (segments.size() < 3) {
            segments.add(BigInteger.ZERO);
        }
        return new Version(segments, written, prerelease);
    }

    private static void requireIdentifiers(String text, String dotted) {
        for (String identifier : dotted.split("\\.", -1)) {
            if (identifier.isEmpty()) {
                throw malformed(text);
            }
            for (int i = 0; i < identifier.length(); i++) {
                char c = identifier.charAt(i);
                if (!isDigit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '-' && c != '~') {
                    throw malformed(text);
                }
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("Malformed version: " + text);
    }

    boolean isPrerelease() {
        return !prerelease.isEmpty();
    }

    @Override
    public int compareTo(Version other) {
        int result = compareSegments(other);
        if (result != 0) {
            return result;
        }
        if (isPrerelease() != other.isPrerelease()) {
            return isPrerelease() ? -1 : 1;
        }
        return comparePrerelease(prerelease.split("\\."), other.prerelease.split("\\."));
    }

    int compareSegments(Version other) {
        for (int i = 0; i < Math.max(segments.size(), other.segments.size()); i++) {
            int result = segment(i).compareTo(other.segment(i));
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    BigInteger segment(int index) {
        return index < segments.size() ? segments.get(index) : BigInteger.ZERO;
    }

    private static int comparePrerelease(String[] mine, String[] others) {
        for (int i = 0; i < Math.min(mine.length, others.length); i++) {
            boolean number = isNumber(mine[i]);
            int result;
            if (number && isNumber(others[i])) {
                result = new BigInteger(mine[i]).compareTo(new BigInteger(others[i]));
            } else if (number != isNumber(others[i])) {
                result = number ? -1 : 1;
            } else {
                result = mine[i].compareTo(others[i]);
            }
            if (result != 0) {
                return result;
            }
        }
        return Integer.compare(mine.length, others.length);
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
