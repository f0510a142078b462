package io.xisuan.benchmarks;

import io.xisuan.scheduler.simulation.Trace;
import io.xisuan.scheduler.simulation.trace.TraceReader;
import io.xisuan.scheduler.simulation.trace.TraceReader.Source;
import java.util.Map;

/**
 * A public trace with the files of its machines and jobs.
 *
 * @param published mean completion in seconds as published, by policy
 * @param publishedWithOverhead the same where each start costs what was profiled, by policy
 */
record TraceExperiment(
        String name,
        String about,
        Files files,
        String policies,
        Map<String, String> published,
        Map<String, String> publishedWithOverhead) {
    /** Paths within the folder of public data. */
    record Files(String nodes, String jobs) {}

    static final TraceExperiment MURI = new TraceExperiment(
            "muri",
            "992 jobs of a Philly virtual cluster as published with Muri (SIGCOMM'22): completion by policy",
            new Files("muri/n8g8.csv", "muri/trace3.csv.gz"),
            "srtf,srsf,fifo,sjf,backfill,xisuan",
            Map.of("srtf", "190377.38", "srsf", "183965.98"),
            Map.of("srtf", "193081.796", "srsf", "185021.8802"));

    static final TraceExperiment HELIOS = new TraceExperiment(
            "helios",
            "1,867 jobs of two virtual clusters of SenseTime's Venus: completion and wait by policy",
            new Files("helios/helios_venus_2vc_sept.csv.gz", "helios/helios_venus_2vc_sept.csv.gz"),
            "fifo,sjf,backfill,xisuan",
            Map.of("fifo", "16534.27", "sjf", "6272.79"),
            Map.of());

    static final TraceExperiment PHILLY = new TraceExperiment(
            "philly",
            "82,247 jobs of Microsoft's Philly cluster: completion and wait by policy",
            new Files("philly/philly_vc_nodes.csv", "philly/philly.csv.gz"),
            "fifo,backfill,xisuan",
            Map.of(),
            Map.of());

    TraceExperiment {
        published = Map.copyOf(published);
        publishedWithOverhead = Map.copyOf(publishedWithOverhead);
    }

    /**
     * Returns the machines and jobs.
     *
     * @throws NotMeasured when a file is not there
     */
    Trace read(PublicData data) {
        return TraceReader.read(
                new Source(data.lines(files.nodes()), files.nodes()),
                new Source(data.lines(files.jobs()), files.jobs()));
    }
}
