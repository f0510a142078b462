package io.xisuan.cli.simulate;

import io.xisuan.cli.output.StepChart;
import io.xisuan.cli.output.StepChart.Line;
import io.xisuan.cli.output.StepChart.Panel;
import io.xisuan.cli.output.StepChart.Scale;
import io.xisuan.cli.output.StepChart.Time;
import io.xisuan.scheduler.series.StepSeries;
import io.xisuan.scheduler.simulation.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What replays looked like over time as a chart: a panel for the use of each site and two for the queue, a line for each
 * policy. Every step of a line is the mean over its time, so that no peak is lost between two of them.
 */
final class ReplayChart {
    private static final int STEPS = 362;
    private static final int MOST_SITES = 24;
    private static final long WHOLE = 1000;

    private final List<Timeline> timelines;
    private final long start;
    private final long span;
    private final int steps;

    private ReplayChart(List<Timeline> timelines) {
        this.timelines = timelines;
        List<StepSeries> queues = timelines.stream().map(Timeline::waitingJobs).toList();
        start = queues.stream().mapToLong(StepSeries::startMillis).min().orElse(0);
        long end = queues.stream().mapToLong(StepSeries::endMillis).max().orElse(0);
        span = Math.max(1, end - start);
        steps = (int) Math.min(STEPS, span);
    }

    /**
     * Returns the chart of replays of one trace.
     *
     * @param policies the name of each, in the same order
     */
    static StepChart of(List<String> policies, List<Timeline> timelines) {
        return new ReplayChart(timelines).chart(policies);
    }

    private StepChart chart(List<String> policies) {
        List<Panel> panels = new ArrayList<>();
        List<Timeline.Site> sites = timelines.getFirst().sites();
        List<Integer> shown = shown(sites);
        shown.forEach(site -> panels.add(site(site, sites.get(site))));
        panels.add(queue("排队作业", "waiting jobs", "作业 jobs", Timeline::waitingJobs));
        panels.add(queue("排队需求", "devices that they ask for", "卡 devices", Timeline::waitingDevices));
        String more = shown.size() == sites.size()
                ? ""
                : ": %d of %d sites, those with most devices".formatted(shown.size(), sites.size());
        return new StepChart(
                "利用率与队列 Utilisation and queue" + more,
                policies,
                new Time(span, "首个作业提交后 since the first submission"),
                panels);
    }

    /** Returns the sites to draw, in their order: all, or those with most devices. */
    private static List<Integer> shown(List<Timeline.Site> sites) {
        List<Integer> bySize = new ArrayList<>();
        for (int site = 0; site < sites.size(); site++) {
            bySize.add(site);
        }
        bySize.sort(Comparator.comparingLong((Integer site) -> sites.get(site).devices())
                .reversed());
        return bySize.stream().limit(MOST_SITES).sorted().toList();
    }

    private Panel site(int index, Timeline.Site site) {
        List<Line> lines = timelines.stream()
                .map(timeline -> timeline.sites().get(index))
                .map(one -> new Line(mean(one), means(one.usedMilli(), 100, Math.max(1, one.devices()))))
                .toList();
        String devices = String.format(Locale.ROOT, "%,d 卡 devices", site.devices());
        return new Panel(site.name(), devices, "利用率 used, %", new Scale(100 * WHOLE), lines);
    }

    /** Returns the mean use of a site from the first submission to the policy's own last end. */
    private String mean(Timeline.Site site) {
        long millis = Math.max(1, site.usedMilli().endMillis() - start);
        long permille =
                site.usedMilli().area(start, site.usedMilli().endMillis()) / Math.max(1, site.devices()) / millis;
        return "%d.%d %%".formatted(permille / 10, permille % 10);
    }

    private Panel queue(String name, String detail, String unit, Function<Timeline, StepSeries> series) {
        List<Line> lines = new ArrayList<>();
        long most = 0;
        for (Timeline timeline : timelines) {
            StepSeries queue = series.apply(timeline);
            List<Long> means = means(queue, WHOLE, 1);
            most = Math.max(
                    most, means.stream().mapToLong(Long::longValue).max().orElse(0));
            long peak = queue.peak(queue.startMillis(), queue.endMillis());
            lines.add(new Line(String.format(Locale.ROOT, "max %,d", peak), means));
        }
        return new Panel(name, detail, unit, Scale.of(most), lines);
    }

    /** Returns the means of a series in equal parts of the time, times a factor and divided. */
    private List<Long> means(StepSeries series, long factor, long divisor) {
        List<Long> means = new ArrayList<>(steps);
        for (int step = 0; step < steps; step++) {
            long from = start + span * step / steps;
            long to = start + span * (step + 1) / steps;
            means.add(Math.multiplyExact(series.area(from, to), factor) / divisor / Math.max(1, to - from));
        }
        return means;
    }
}
