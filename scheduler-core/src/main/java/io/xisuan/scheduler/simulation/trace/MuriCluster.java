package io.xisuan.scheduler.simulation.trace;

import io.xisuan.scheduler.simulation.TraceNode;
import java.util.ArrayList;
import java.util.List;

/** A cluster by its counts, as Muri writes it ({@code n8g8.csv}); CPU and memory are left aside, its jobs name none. */
final class MuriCluster implements NodeLayout {
    private static final int MAX = 10_000;

    @Override
    public String name() {
        return "Muri cluster";
    }

    @Override
    public List<String> columns() {
        return List.of("num_switch", "num_node_p_switch", "num_gpu_p_node");
    }

    @Override
    public List<TraceNode> read(CsvFile file) {
        List<TraceNode> nodes = new ArrayList<>();
        for (Row row : file.rows()) {
            int switches = row.count("num_switch", 1, MAX);
            int perSwitch = row.count("num_node_p_switch", 1, MAX);
            int devices = row.count("num_gpu_p_node", 1, TraceNode.MAX_DEVICES);
            for (int i = 0; i < switches * perSwitch; i++) {
                String name = "line%d-switch%d-node%d".formatted(row.line(), i / perSwitch, i % perSwitch);
                nodes.add(TraceNode.ofDevices("muri", name, devices));
            }
        }
        return nodes;
    }
}
