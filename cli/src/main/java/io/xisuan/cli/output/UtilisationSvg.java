package io.xisuan.cli.output;

import io.xisuan.cli.output.UtilisationChart.Shares;
import io.xisuan.cli.output.UtilisationChart.Site;
import io.xisuan.cli.output.UtilisationChart.Use;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Draws a {@link UtilisationChart} as SVG: one panel per site, the uses stacked to 100 %. All coordinates are whole
 * numbers, so the same chart gives the same text everywhere.
 */
public final class UtilisationSvg {
    private static final int WIDTH = 960;
    private static final int LEFT = 190;
    private static final int PLOT_WIDTH = 744;
    private static final int PLOT_HEIGHT = 92;
    private static final int TOP = 84;
    private static final int PANEL = PLOT_HEIGHT + 38;
    private static final int WHOLE = 1000;

    private final UtilisationChart chart;
    private final SvgDocument svg;

    private UtilisationSvg(UtilisationChart chart) {
        this.chart = chart;
        int height = TOP + PANEL * chart.sites().size() + 8;
        svg = new SvgDocument(WIDTH, height, "算力利用率 Utilisation " + chart.period());
    }

    /** Returns the SVG document. */
    public static String draw(UtilisationChart chart) {
        return new UtilisationSvg(chart).draw();
    }

    private String draw() {
        svg.text(
                "算力利用率 Utilisation by site",
                "x",
                24,
                "y",
                34,
                "font-size",
                19,
                "font-weight",
                "bold",
                "fill",
                SvgDocument.BLUE);
        svg.right(chart.period() + " (Asia/Shanghai)", WIDTH - 26, 34, 13);
        legend();
        for (int i = 0; i < chart.sites().size(); i++) {
            panel(chart.sites().get(i), TOP + i * PANEL);
        }
        return svg.end();
    }

    private void legend() {
        int x = 24;
        for (Use use : Use.values()) {
            svg.shape("rect", "x", x, "y", 52, "width", 12, "height", 12, "fill", use.colour());
            svg.text(use.label(), "x", x + 18, "y", 62, "font-size", 12, "fill", SvgDocument.DARK);
            x += 36 + DisplayWidth.of(use.label()) * 7;
        }
    }

    private void panel(Site site, int top) {
        String devices = String.format(Locale.ROOT, "%,d 卡 devices", site.devices());
        svg.text(site.name(), "x", 24, "y", top + 20, "font-size", 14, "font-weight", "bold", "fill", SvgDocument.DARK);
        svg.text(devices, "x", 24, "y", top + 38, "font-size", 11, "fill", SvgDocument.GREY);
        svg.text(
                "计费 billed " + mean(site, Use.BILLED),
                "x",
                24,
                "y",
                top + 58,
                "font-size",
                12,
                "fill",
                SvgDocument.BLUE);
        svg.text("空闲 idle " + mean(site, Use.IDLE), "x", 24, "y", top + 75, "font-size", 12, "fill", SvgDocument.GREY);
        areas(site, top);
        scale(top);
        days(top);
    }

    /** Draws each use as one outline in units of a step and a thousandth, which the group scales to the panel. */
    private void areas(Site site, int top) {
        String scale = SvgDocument.ratio(PLOT_WIDTH, site.steps().size()) + " " + SvgDocument.ratio(PLOT_HEIGHT, WHOLE);
        String transform = "translate(" + LEFT + " " + top + ") scale(" + scale + ")";
        svg.group("transform", transform, "shape-rendering", "crispEdges");
        List<Use> fromTheTop = Arrays.asList(Use.values()).reversed();
        for (Use use : fromTheTop) {
            svg.shape("path", "fill", use.colour(), "d", outline(site, use));
        }
        svg.endGroup();
    }

    /** Returns the outline from the upper edge of a use down to the base, which the uses below it then cover. */
    private static String outline(Site site, Use use) {
        StringBuilder path = new StringBuilder("M0 " + WHOLE);
        int steps = site.steps().size();
        int height = WHOLE;
        for (int step = 0; step < steps; step++) {
            int edge = WHOLE - upTo(use, site.steps().get(step));
            if (edge != height) {
                path.append(step == 0 ? "" : "H" + step).append('V').append(edge);
                height = edge;
            }
        }
        return path.append('H')
                .append(steps)
                .append('V')
                .append(WHOLE)
                .append('Z')
                .toString();
    }

    private static int upTo(Use use, Shares shares) {
        int sum = 0;
        for (Use part : Use.values()) {
            sum += shares.of(part);
            if (part == use) {
                break;
            }
        }
        return sum;
    }

    private void scale(int top) {
        for (int part = 0; part <= 2; part++) {
            int y = top + PLOT_HEIGHT - PLOT_HEIGHT * part / 2;
            String line = "M" + LEFT + " " + y + "H" + (LEFT + PLOT_WIDTH);
            svg.shape("path", "d", line, "stroke", SvgDocument.DARK, "stroke-opacity", part == 0 ? "0.7" : "0.18");
            svg.right(50 * part + " %", LEFT - 6, y + 4, 10);
        }
    }

    private void days(int top) {
        int days = chart.period().month().lengthOfMonth();
        int bottom = top + PLOT_HEIGHT;
        StringBuilder ticks = new StringBuilder();
        for (int day = 1; day <= days; day++) {
            int x = LEFT + PLOT_WIDTH * (day - 1) / days;
            boolean labelled = day == 1 || day % 5 == 0;
            ticks.append("M" + x + " " + bottom + "v" + (labelled ? 5 : 3));
            if (labelled) {
                svg.text(
                        day,
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
        }
        svg.shape("path", "d", ticks, "stroke", SvgDocument.DARK, "stroke-opacity", "0.7");
    }

    /** Returns the mean share of the month in per cent, rounded down to a tenth. */
    private static String mean(Site site, Use use) {
        int perMille = site.steps().stream().mapToInt(step -> step.of(use)).sum()
                / site.steps().size();
        return perMille / 10 + "." + perMille % 10 + " %";
    }
}
