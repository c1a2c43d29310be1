package io.jenkins.plugins.packer.pipeline.result;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something wrong with a template, or worth telling, with its place. */
public final class Problem implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String severity;
    private final String summary;
    private final String detail;
    private final String file;
    private final int line;
    private final int column;

    /**
     * A problem.
     *
     * @param severity {@code error} or {@code warning}
     * @param summary a few words
     * @param detail sentences, or empty
     * @param file name of the template's file, or empty where it is nowhere in one
     * @param line from 1, or 0
     * @param column from 1, or 0
     */
    public Problem(String severity, String summary, String detail, String file, int line, int column) {
        this.severity = severity;
        this.summary = summary;
        this.detail = detail;
        this.file = file;
        this.line = line;
        this.column = column;
    }

    public boolean isError() {
        return severity.equals("error");
    }

    /** In one line, with its place in front. */
    public String inOneLine() {
        String place = file.isEmpty() ? "" : file + ":" + line + "," + column + ": ";
        return place + summary + (detail.isEmpty() ? "" : ": " + detail.replaceAll("\\s+", " "));
    }

    /** For a Pipeline. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("summary", summary);
        map.put("detail", detail);
        map.put("file", file);
        map.put("line", line);
        map.put("column", column);
        return map;
    }
}
