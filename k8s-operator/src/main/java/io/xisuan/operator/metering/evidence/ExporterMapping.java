package io.xisuan.operator.metering.evidence;

import io.xisuan.operator.metering.exposition.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one exporter in one range of versions names its devices, pods and metrics.
 *
 * <p>What is not in the table is parsed and kept but confirms nothing.
 *
 * @param marker a label that only this range of versions writes; the exporter's name for its host
 * @param partition the label that tells apart the slices of one device, or "" when there are none
 */
public record ExporterMapping(
        String exporter,
        String versions,
        String marker,
        String device,
        String partition,
        Owner owner,
        Map<String, CanonicalMetric> metrics) {
    /** The labels that name the owning pod; "" where there is none. */
    public record Owner(String namespace, String pod, String uid) {}

    private static final Map<String, CanonicalMetric> DCGM_METRICS = Map.of(
            "DCGM_FI_DEV_GPU_UTIL", CanonicalMetric.UTILISATION,
            "DCGM_FI_DEV_FB_USED", CanonicalMetric.MEMORY_USED,
            "DCGM_FI_DEV_POWER_USAGE", CanonicalMetric.POWER,
            "DCGM_FI_DEV_XID_ERRORS", CanonicalMetric.FAULT_CODE);

    private static final Owner DCGM_OWNER = new Owner("namespace", "pod", "pod_uid");

    /** Every exporter that is understood. */
    public static final List<ExporterMapping> TABLE = List.of(
            new ExporterMapping(
                    "dcgm-exporter", "4.8 and later", "hostname", "UUID", "GPU_I_ID", DCGM_OWNER, DCGM_METRICS),
            new ExporterMapping(
                    "dcgm-exporter", "2.x to 4.7", "Hostname", "UUID", "GPU_I_ID", DCGM_OWNER, DCGM_METRICS),
            new ExporterMapping(
                    "npu-exporter",
                    "6.x",
                    "vdie_id",
                    "vdie_id",
                    "",
                    new Owner("namespace", "pod_name", ""),
                    Map.of(
                            "npu_chip_info_utilization", CanonicalMetric.UTILISATION,
                            "npu_chip_info_hbm_used_memory", CanonicalMetric.MEMORY_USED,
                            "npu_chip_info_power", CanonicalMetric.POWER,
                            "npu_chip_info_error_code", CanonicalMetric.FAULT_CODE)));

    /** Labels of a Prometheus that stood between; its relabelling cannot be trusted. */
    private static final String FEDERATED = "exported_pod";

    public ExporterMapping {
        metrics = Map.copyOf(metrics);
    }

    /** Returns the mapping whose metric and marker the sample carries. */
    static Optional<ExporterMapping> of(Sample sample) {
        for (ExporterMapping mapping : TABLE) {
            if (mapping.metrics.containsKey(sample.name())
                    && !sample.label(mapping.marker, "").isEmpty()
                    && sample.label(FEDERATED, "").isEmpty()) {
                return Optional.of(mapping);
            }
        }
        return Optional.empty();
    }

    /** Returns the hardware id, with the slice where the device is cut, or "" when the sample names none. */
    String deviceOf(Sample sample) {
        String id = sample.label(device, "");
        String slice = partition.isEmpty() ? "" : sample.label(partition, "");
        return slice.isEmpty() || id.isEmpty() ? id : id + "/gi" + slice;
    }

    Optional<PodOwner> ownerOf(Sample sample) {
        String pod = sample.label(owner.pod, "");
        String uid = owner.uid.isEmpty() ? "" : sample.label(owner.uid, "");
        return pod.isEmpty()
                ? Optional.empty()
                : Optional.of(new PodOwner(sample.label(owner.namespace, ""), pod, uid));
    }
}
