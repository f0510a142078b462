package io.xisuan.scheduler.simulation.trace;

import io.xisuan.scheduler.simulation.TraceNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        Map<String, Integer> seen = new HashMap<>();
        for (Row row : file.rows()) {
            Integer before = seen.put(row.required("vc"), row.line());
            if (before != null) {
                throw row.wrong("vc", "%s stands in line %d already".formatted(row.text("vc"), before));
            }
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
