package io.xisuan.cli.output;

import java.util.List;

/**
 * Quantities over time to be compared line by line, in panels below each other over one time axis; {@link StepChartSvg} draws
 * it.
 *
 * @param title what is shown, the page's heading
 * @param lines the names of the lines, the same in every panel
 * @param time the time that the steps of every line divide into equal parts
 */
public record StepChart(String title, List<String> lines, Time time, List<Panel> panels) {
    /** The most lines that can be told apart by their colours. */
    public static final int MOST_LINES = 8;

    public StepChart {
        lines = List.copyOf(lines);
        panels = List.copyOf(panels);
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw new IllegalArgumentException("%d lines: a chart shows 1 to %d".formatted(lines.size(), MOST_LINES));
        }
        for (Panel panel : panels) {
            if (panel.lines().size() != lines.size()) {
                throw new IllegalArgumentException("%s has %d lines of %d"
                        .formatted(panel.name(), panel.lines().size(), lines.size()));
            }
        }
    }

    /**
     * The time axis.
     *
     * @param spanMillis how long all steps take together; more than zero
     * @param since what its zero is, in words
     */
    public record Time(long spanMillis, String since) {
        public Time {
            if (spanMillis <= 0) {
                throw new IllegalArgumentException("A chart spans some time, not %d ms".formatted(spanMillis));
            }
        }
    }

    /**
     * One quantity.
     *
     * @param detail a few words below the name
     * @param unit the unit of the scale, written above it
     */
    public record Panel(String name, String detail, String unit, Scale scale, List<Line> lines) {
        public Panel {
            lines = List.copyOf(lines);
            if (lines.stream().map(line -> line.steps().size()).distinct().count() > 1) {
                throw new IllegalArgumentException("%s has lines of different lengths".formatted(name));
            }
        }
    }

    /**
     * One line of a panel.
     *
     * @param figure the one figure that sums it up, for people
     * @param steps values in thousandths of the unit
     */
    public record Line(String figure, List<Long> steps) {
        public Line {
            steps = List.copyOf(steps);
        }
    }

    /**
     * The vertical axis, from 0 up.
     *
     * @param topMilli its upper end in thousandths of the unit
     */
    public record Scale(long topMilli) {
        public Scale {
            if (topMilli < 1) {
                throw new IllegalArgumentException("A scale goes up from 0, not to %d".formatted(topMilli));
            }
        }

        /** Returns the smallest scale to 1, 2 or 5 times a power of ten, or to 4, that has room for a value. */
        public static Scale of(long mostMilli) {
            long step = 1000;
            while (true) {
                for (long factor : new long[] {1, 2, 4, 5}) {
                    if (factor * step >= mostMilli) {
                        return new Scale(factor * step);
                    }
                }
                step = Math.multiplyExact(step, 10L);
            }
        }
    }
}
