package io.xisuan.scheduler.simulation.trace;

import io.xisuan.scheduler.cluster.DeviceMode;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.simulation.TraceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Machines of the Alibaba GPU cluster trace 2023 ({@code openb_node_list_*.csv}): one site, whose devices are shared. */
final class OpenbNodes implements NodeLayout {
    @Override
    public String name() {
        return "openb nodes";
    }

    @Override
    public List<String> columns() {
        return List.of("sn", "cpu_milli", "memory_mib", "gpu", "model");
    }

    @Override
    public List<TraceNode> read(CsvFile file) {
        List<TraceNode> nodes = new ArrayList<>();
        for (Row row : file.rows()) {
            nodes.add(new TraceNode(
                    "openb",
                    row.required("sn"),
                    row.text("model"),
                    row.count("gpu", 0, TraceNode.MAX_DEVICES),
                    row.whole("cpu_milli", 0, Layouts.MAX_RESOURCE),
                    row.whole("memory_mib", 0, Layouts.MAX_RESOURCE),
                    Optional.empty(),
                    NodeTraits.PLAIN.selling(DeviceMode.SHARED)));
        }
        return nodes;
    }
}
