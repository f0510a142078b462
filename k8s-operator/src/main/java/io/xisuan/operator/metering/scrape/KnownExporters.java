package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.scrape.ExporterRule.Place;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Where the usual exporters answer when nobody changed it, by the defaults of their own charts and sources. */
public final class KnownExporters {
    private static final List<ExporterRule> ALL = List.of(
            onNode("dcgm-exporter", 9400, "nvidia.com/"),
            onNode("npu-exporter", 8082, "huawei.com/"),
            onNode("hami-scheduler", 31993, "nvidia.com/"),
            onNode("hami-monitor", 31992, "nvidia.com/"),
            onNode("mlu-exporter", 30108, "cambricon.com/"),
            onNode("dcu-exporter", 16080, "hygon.com/"),
            onNode("amd-device-metrics-exporter", 5000, "amd.com/"),
            onNode("xpumanager", 29999, "gpu.intel.com/"),
            onNode("xisuan-agent", 9460, ""));

    private KnownExporters() {}

    /** Returns them all. */
    public static List<ExporterRule> all() {
        return ALL;
    }

    /** Returns one by its name. */
    public static Optional<ExporterRule> named(String name) {
        return ALL.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }

    private static ExporterRule onNode(String name, int port, String resource) {
        return new ExporterRule(
                name,
                new Place.OnNode(port),
                resource.isEmpty() ? Optional.empty() : Optional.of(resource),
                new TreeMap<>(),
                false,
                "/metrics",
                TargetAccess.STANDARD);
    }
}
