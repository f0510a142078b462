package io.xisuan.scheduler.simulation.trace;

import java.util.List;
import java.util.stream.Collectors;

/** The layouts that are known, in the order in which a header is compared with them. */
final class Layouts {
    /** The longest time that is believed: 100 years. */
    static final long MAX_MILLIS = 100L * 365 * 24 * 3_600_000;
    /** The longest instant that is believed, as milliseconds since 1970: 300 years. */
    static final long MAX_INSTANT_MILLIS = 3 * MAX_MILLIS;
    /** The largest CPU or memory figure that is believed. */
    static final long MAX_RESOURCE = 1L << 40;
    /** The most devices of one job that are believed. */
    static final int MAX_JOB_DEVICES = 1_000_000;
    /** GPUs of each machine in the traces that only count machines. */
    static final int DEVICES_PER_COUNTED_NODE = 8;

    static final List<NodeLayout> NODES =
            List.of(new OwnNodes(), new OpenbNodes(), new PhillyNodes(), new MuriCluster(), new HeliosPools());
    static final List<JobLayout> JOBS =
            List.of(new OwnJobs(), new HeliosJobs(), new MuriJobs(), new OpenbPods(), new PhillyJobs());

    private Layouts() {}

    static String described(List<? extends Layout> layouts) {
        return layouts.stream()
                .map(layout -> layout.name() + " (" + String.join(",", layout.columns()) + ")")
                .collect(Collectors.joining("; "));
    }
}
