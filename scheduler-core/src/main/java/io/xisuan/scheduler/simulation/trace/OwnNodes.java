package io.xisuan.scheduler.simulation.trace;

import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import io.xisuan.scheduler.cluster.DeviceMode;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.simulation.TraceNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Machines as users write them; {@code price_per_device_hour} in yuan is optional and one for
 * each site and model; an empty limit is none. {@code rack}, {@code nvlink} (a domain within the rack) and
 * {@code mode} (whole or shared) are optional. */
final class OwnNodes implements NodeLayout {
    private static final String PRICE = "price_per_device_hour";

    @Override
    public String name() {
        return "your own nodes";
    }

    @Override
    public List<String> columns() {
        return List.of("site", "node", "model", "devices", "cpu_milli", "memory_mib");
    }

    @Override
    public List<TraceNode> read(CsvFile file) {
        List<TraceNode> nodes = new ArrayList<>();
        Map<List<String>, Optional<HourlyPrice>> prices = new HashMap<>();
        for (Row row : file.rows()) {
            TraceNode node = node(row);
            Optional<HourlyPrice> before = prices.put(List.of(node.site(), node.model()), node.price());
            if (before != null && !before.equals(node.price())) {
                throw row.wrong(PRICE, "differs from the price above of the same site and model");
            }
            nodes.add(node);
        }
        return nodes;
    }

    private static TraceNode node(Row row) {
        return new TraceNode(
                row.required("site"),
                row.required("node"),
                row.text("model"),
                row.count("devices", 0, TraceNode.MAX_DEVICES),
                row.wholeOr("cpu_milli", TraceNode.UNLIMITED, Layouts.MAX_RESOURCE),
                row.wholeOr("memory_mib", TraceNode.UNLIMITED, Layouts.MAX_RESOURCE),
                price(row),
                new NodeTraits(NodeTraits.PLAIN.architecture(), mode(row), row.text("rack"), row.text("nvlink")));
    }

    private static DeviceMode mode(Row row) {
        return switch (row.text("mode")) {
            case "", "whole" -> DeviceMode.WHOLE;
            case "shared" -> DeviceMode.SHARED;
            default -> throw row.wrong("mode", "\"%s\" is neither whole nor shared".formatted(row.text("mode")));
        };
    }

    private static Optional<HourlyPrice> price(Row row) {
        String value = row.text(PRICE);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(HourlyPrice.parse(value));
        } catch (IllegalArgumentException e) {
            throw InputException.at(row.file(), row.line(), PRICE, String.valueOf(e.getMessage()), e);
        }
    }
}
