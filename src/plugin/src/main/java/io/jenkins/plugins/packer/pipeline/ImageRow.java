package io.jenkins.plugins.packer.pipeline;

import io.jenkins.plugins.packer.pipeline.result.BuildResult;
import io.jenkins.plugins.packer.pipeline.result.ConsoleLinks;
import io.jenkins.plugins.packer.pipeline.result.FileResult;
import io.jenkins.plugins.packer.pipeline.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A row of the table of what was built. */
public final class ImageRow {
    private final String build;
    private final String platform;
    private final String region;
    private final String id;
    private final String link;
    private final long size;

    private ImageRow(BuildResult build, String region, String id, String link, long size) {
        this.build = build.getName();
        this.platform = build.getBuilderType();
        this.region = region;
        this.id = id;
        this.link = link;
        this.size = size;
    }

    /** A row for each image of each successful build, and one for each of its files. */
    static List<ImageRow> of(List<RunResult> runs) {
        List<ImageRow> rows = new ArrayList<>();
        for (RunResult run : runs) {
            for (BuildResult build : run.getBuilds()) {
                if (build.isSuccessful()) {
                    add(build, rows);
                }
            }
        }
        return rows;
    }

    private static void add(BuildResult build, List<ImageRow> rows) {
        for (Map.Entry<String, String> image : build.images().entrySet()) {
            String link = ConsoleLinks.of(build.getBuilderType(), image.getKey(), image.getValue());
            rows.add(new ImageRow(build, image.getKey(), image.getValue(), link, -1));
        }
        for (FileResult file : build.files()) {
            rows.add(new ImageRow(build, "", file.getPath(), "", file.getSize()));
        }
    }

    public String getBuild() {
        return build;
    }

    public String getPlatform() {
        return platform;
    }

    public String getRegion() {
        return region;
    }

    public String getId() {
        return id;
    }

    /** Page of the platform's console, or empty. */
    public String getLink() {
        return link;
    }

    /** For people; empty where it is not known. */
    public String getSize() {
        return size < 0 ? "" : text(size);
    }

    private static String text(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
