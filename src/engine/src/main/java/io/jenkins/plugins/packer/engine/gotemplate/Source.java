package io.jenkins.plugins.packer.engine.gotemplate;

/**
 * The text of a template, for messages.
 *
 * @param text all of it
 */
record Source(String text) {

    /** An error at an offset into the text. Line and column are counted here, since most templates have no error. */
    GoTemplateException error(int offset, String message) {
        int line = 1;
        int lineStart = 0;
        int end = Math.min(offset, text.length());
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new GoTemplateException(message, line, 1 + text.codePointCount(lineStart, end));
    }
}
