package io.xisuan.cli.output;

import io.xisuan.cli.output.StepChart.Line;
import io.xisuan.cli.output.StepChart.Panel;
import java.util.List;
import java.util.Locale;

/** Draws a {@link StepChart} as SVG; all coordinates are whole numbers, so the same chart gives the same text everywhere. */
public final class StepChartSvg {
    private static final int WIDTH = 960;
    private static final int LEFT = 210;
    private static final int PLOT_WIDTH = 724;
    private static final int PLOT_HEIGHT = 92;
    private static final int TOP = 92;
    private static final int PANEL = PLOT_HEIGHT + 44;
    /** Lines are drawn in tenths of a pixel. */
    private static final int FINE = 10;

    private static final int MOST_TICKS = 12;
    private static final int NAME_CELLS = 18;
    /** Colours that people with any colour sight tell apart (Okabe and Ito, "Color Universal Design", 2008). */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#7a4fb5", "#1c2129");

    /** A unit of the time axis. */
    private enum Unit {
        DAY("天 days", 86_400_000L),
        HOUR("小时 hours", 3_600_000L),
        MINUTE("分钟 minutes", 60_000L),
        SECOND("秒 seconds", 1000L),
        MILLISECOND("毫秒 milliseconds", 1L);

        private static final int FEW = 4;

        private final String words;
        private final long millis;

        Unit(String words, long millis) {
            this.words = words;
            this.millis = millis;
        }

        /** Returns the largest unit of which the span has more than a few. */
        static Unit of(long spanMillis) {
            for (Unit unit : values()) {
                if (spanMillis >= FEW * unit.millis) {
                    return unit;
                }
            }
            return MILLISECOND;
        }
    }

    private final StepChart chart;
    private final SvgDocument svg;
    private final Unit unit;

    private StepChartSvg(StepChart chart) {
        this.chart = chart;
        unit = Unit.of(chart.time().spanMillis());
        svg = new SvgDocument(WIDTH, TOP + PANEL * chart.panels().size() + 30, chart.title());
    }

    /** Returns the SVG document. */
    public static String draw(StepChart chart) {
        return new StepChartSvg(chart).draw();
    }

    private String draw() {
        svg.text(chart.title(), "x", 24, "y", 34, "font-size", 19, "font-weight", "bold", "fill", SvgDocument.BLUE);
        legend();
        for (int i = 0; i < chart.panels().size(); i++) {
            panel(chart.panels().get(i), TOP + i * PANEL);
        }
        int bottom = TOP + PANEL * chart.panels().size() + 6;
        String words = chart.time().since() + " (" + unit.words + ")";
        int middle = LEFT + PLOT_WIDTH / 2;
        svg.text(words, "x", middle, "y", bottom, "font-size", 12, "text-anchor", "middle", "fill", SvgDocument.DARK);
        return svg.end();
    }

    private void legend() {
        int x = 24;
        for (int line = 0; line < chart.lines().size(); line++) {
            String name = chart.lines().get(line);
            svg.shape("rect", "x", x, "y", 55, "width", 18, "height", 4, "fill", COLOURS.get(line));
            svg.text(name, "x", x + 24, "y", 62, "font-size", 12, "fill", SvgDocument.DARK);
            x += 44 + DisplayWidth.of(name) * 7;
        }
    }

    private void panel(Panel panel, int top) {
        String name = TextWrap.cut(panel.name(), NAME_CELLS);
        svg.text(name, "x", 24, "y", top + 6, "font-size", 14, "font-weight", "bold", "fill", SvgDocument.DARK);
        svg.text(panel.detail(), "x", 24, "y", top + 22, "font-size", 11, "fill", SvgDocument.GREY);
        int apart = Math.min(13, (PLOT_HEIGHT - 26) / chart.lines().size());
        for (int line = 0; line < panel.lines().size(); line++) {
            String words =
                    chart.lines().get(line) + " " + panel.lines().get(line).figure();
            int y = top + 38 + line * apart;
            svg.text(words, "x", 24, "y", y, "font-size", Math.min(11, apart), "fill", COLOURS.get(line));
        }
        scale(panel, top);
        time(top + PLOT_HEIGHT);
        lines(panel, top);
    }

    private void scale(Panel panel, int top) {
        svg.right(panel.unit(), LEFT + PLOT_WIDTH, top - 5, 10);
        for (int half = 0; half <= 2; half++) {
            int y = top + PLOT_HEIGHT - PLOT_HEIGHT * half / 2;
            String line = "M" + LEFT + " " + y + "H" + (LEFT + PLOT_WIDTH);
            String opacity = half == 0 ? "0.7" : "0.18";
            svg.shape("path", "d", line, "stroke", SvgDocument.DARK, "stroke-opacity", opacity);
            svg.right(thousandths(panel.scale().topMilli() * half / 2), LEFT - 6, y + 4, 10);
        }
    }

    /** Returns a value of the scale without needless places. */
    private static String thousandths(long milli) {
        String whole = String.format(Locale.ROOT, "%,d", milli / 1000);
        return milli % 1000 == 0 ? whole : whole + "." + milli % 1000 / 100;
    }

    private void time(int bottom) {
        long step = tickMillis();
        StringBuilder ticks = new StringBuilder();
        for (long at = 0; at <= chart.time().spanMillis(); at += step) {
            int x = LEFT + (int) (at * PLOT_WIDTH / chart.time().spanMillis());
            ticks.append('M').append(x).append(' ').append(bottom).append("v5");
            String words = String.format(Locale.ROOT, "%,d", at / unit.millis);
            svg.text(
                    words,
                    "x",
                    x,
                    "y",
                    bottom + 16,
                    "font-size",
                    10,
                    "text-anchor",
                    "middle",
                    "fill",
                    SvgDocument.GREY);
        }
        svg.shape("path", "d", ticks, "stroke", SvgDocument.DARK, "stroke-opacity", "0.7");
    }

    /** Returns the smallest distance of 1, 2 or 5 times a power of ten units at which the ticks are not too many. */
    private long tickMillis() {
        for (long power = unit.millis; ; power = Math.multiplyExact(power, 10L)) {
            for (long factor : new long[] {1, 2, 5}) {
                if (chart.time().spanMillis() / (power * factor) < MOST_TICKS) {
                    return power * factor;
                }
            }
        }
    }

    private void lines(Panel panel, int top) {
        svg.group("transform", "translate(" + LEFT + " " + top + ") scale(0.1)", "fill", "none");
        for (int line = panel.lines().size() - 1; line >= 0; line--) {
            String outline = outline(panel.lines().get(line), panel.scale().topMilli());
            svg.shape(
                    "path", "d", outline, "stroke", COLOURS.get(line), "stroke-width", 14, "stroke-linejoin", "bevel");
        }
        svg.endGroup();
    }

    private static String outline(Line line, long topMilli) {
        StringBuilder path = new StringBuilder();
        int steps = line.steps().size();
        long before = -1;
        for (int step = 0; step < steps; step++) {
            long most = Math.min(line.steps().get(step), topMilli);
            long y = PLOT_HEIGHT * FINE - Math.multiplyExact(PLOT_HEIGHT * (long) FINE, most) / topMilli;
            long x = (long) PLOT_WIDTH * FINE * step / steps;
            if (step == 0) {
                path.append("M0 ").append(y);
            } else if (y != before) {
                path.append('H').append(x).append('V').append(y);
            }
            before = y;
        }
        return path.append('H').append(PLOT_WIDTH * FINE).toString();
    }
}
