package io.jenkins.plugins.packer.pipeline.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The builds of some runs side by side on one time line, for a picture: a row for each build with a bar for each of its phases,
 * in units of which the whole is {@value #WIDTH} wide.
 */
public final class Timeline {
    /** Width of the whole. */
    public static final int WIDTH = 1000;

    private static final int ROW = 28;
    private static final int BAR = 18;
    private static final double NARROWEST = 2;

    private final List<Row> rows;
    private final long start;
    private final long end;

    private Timeline(List<Row> rows, long start, long end) {
        this.rows = rows;
        this.start = start;
        this.end = end;
    }

    /** The time line of these runs. */
    public static Timeline of(List<RunResult> runs) {
        long start = Long.MAX_VALUE;
        long end = 0;
        List<BuildResult> builds = new ArrayList<>();
        for (RunResult run : runs) {
            for (BuildResult build : run.getBuilds()) {
                if (build.getStart() > 0) {
                    builds.add(build);
                    start = Math.min(start, build.getStart());
                    end = Math.max(end, Math.max(build.getEnd(), build.getStart()));
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (BuildResult build : builds) {
            rows.add(new Row(build, rows.size(), start, Math.max(end, start + 1)));
        }
        return new Timeline(rows, start, end);
    }

    public List<Row> getRows() {
        return rows;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public int getWidth() {
        return WIDTH;
    }

    public int getHeight() {
        return rows.size() * ROW;
    }

    /** Milliseconds from the first start to the last end. */
    public long getDuration() {
        return rows.isEmpty() ? 0 : end - start;
    }

    /** One build. */
    public static final class Row {
        private final BuildResult build;
        private final int number;
        private final List<Bar> bars = new ArrayList<>();

        Row(BuildResult build, int number, long start, long end) {
            this.build = build;
            this.number = number;
            long last = build.getEnd() == 0 ? end : build.getEnd();
            bars.add(new Bar("whole", build.getState(), build.getName(), build.getStart(), last, start, end));
            for (PhaseResult phase : build.getPhases()) {
                long until = phase.getEnd() == 0 ? last : phase.getEnd();
                bars.add(new Bar(
                        phase.getKind(),
                        phase.getState(),
                        phase.getDescription(),
                        phase.getStart(),
                        until,
                        start,
                        end));
            }
        }

        public BuildResult getBuild() {
            return build;
        }

        /** Its bars: the whole first, the phases over it. */
        public List<Bar> getBars() {
            return bars;
        }

        public int getY() {
            return number * ROW + (ROW - BAR) / 2;
        }

        public int getHeight() {
            return BAR;
        }
    }

    /** A phase of a build. */
    public static final class Bar {
        private final String kind;
        private final String state;
        private final String description;
        private final double x;
        private final double width;
        private final long duration;

        Bar(String kind, String state, String description, long from, long to, long start, long end) {
            double scale = WIDTH / (double) (end - start);
            this.kind = kind;
            this.state = state;
            this.description = description;
            this.x = Math.min((from - start) * scale, WIDTH - NARROWEST);
            this.width = Math.max(NARROWEST, (to - from) * scale);
            this.duration = to - from;
        }

        /** {@code whole}, {@code build}, {@code provision}, {@code post_process} or {@code cleanup}. */
        public String getKind() {
            return kind;
        }

        public String getState() {
            return state;
        }

        /** What it is and how long it took. */
        public String getTitle() {
            return description + ", " + Durations.text(duration);
        }

        public String getX() {
            return String.format(Locale.ROOT, "%.1f", x);
        }

        public String getWidth() {
            return String.format(Locale.ROOT, "%.1f", width);
        }
    }
}
