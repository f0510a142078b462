package io.xisuan.scheduler.simulation.trace;

import io.xisuan.scheduler.simulation.TraceNode;
import java.util.ArrayList;
import java.util.List;

/** Counts of machines of 8 GPUs by virtual cluster, as published beside the Philly trace; each is a site. */
final class PhillyNodes implements NodeLayout {
    private static final int MAX_NODES = 100_000;

    @Override
    public String name() {
        return "nodes per virtual cluster";
    }

    @Override
    public List<String> columns() {
        return List.of("vc", "node num");
    }

    @Override
    public List<TraceNode> read(CsvFile file) {
        List<TraceNode> nodes = new ArrayList<>();
        for (Row row : file.rows()) {
            nodes.addAll(counted(row.required("vc"), row.count("node num", 1, MAX_NODES)));
        }
        return nodes;
    }

    /** Returns so many machines of 8 GPUs. */
    static List<TraceNode> counted(String site, int count) {
        List<TraceNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(TraceNode.ofDevices(site, "%s-%04d".formatted(site, i), Layouts.DEVICES_PER_COUNTED_NODE));
        }
        return nodes;
    }
}
