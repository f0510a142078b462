package io.xisuan.benchmarks;

import io.xisuan.benchmarks.cluster.ClusterRun;
import java.util.List;

/** All runs there are. */
final class Catalogue {
    private Catalogue() {}

    static List<Run> runs() {
        return List.of(
                new TraceRun(TraceExperiment.MURI),
                new TraceRun(TraceExperiment.HELIOS),
                new TraceRun(TraceExperiment.PHILLY),
                new ForecastRun(),
                new FgdRun(),
                new PlacementRun(),
                new GangsRun(),
                new PreemptRun(),
                new VerdictRun(),
                new CycleRun(),
                new TwinRun(),
                new RatingRun(),
                new HoldsRun(),
                new CloseRun(),
                new DocumentsRun(),
                new ExpositionRun(),
                new FoldRun(),
                new JournalRun(),
                new ScrapeRun(),
                new FenceRun(),
                new ClusterRun(),
                new InformersRun());
    }
}
