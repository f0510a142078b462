package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.device.NodeOffer;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.DeviceMode;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.demand.CpuArchitecture;
import io.xisuan.scheduler.demand.DeviceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nodes of a cluster as the scheduler sees them, with what pods that are not ours hold of them. */
public final class NodeTranslation {
    /** Names the rack of a node within its site. */
    public static final String RACK_LABEL = "xisuan.io/rack";

    /** Names the NVLink (or HCCS) domain of a node, as NVIDIA's GPU feature discovery writes it. */
    public static final String NVLINK_LABEL = "nvidia.com/gpu.clique";

    private static final String ARCHITECTURE_LABEL = "kubernetes.io/arch";

    /** The label of a node that names its accelerator model. */
    public static final String ACCELERATOR_LABEL = "xisuan.io/accelerator";

    /** The label of our own pods; what they hold is in the plan and not background. */
    public static final String JOB_LABEL = "xisuan.io/job";

    private static final List<String> TERMINAL = List.of("Succeeded", "Failed");

    private NodeTranslation() {}

    /** Says whether a site's selector chooses the node. */
    public static boolean belongs(Site site, Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        return labels != null && chooses(site, labels);
    }

    /** Says whether a site's selector chooses a node with these labels. */
    public static boolean chooses(Site site, Map<String, String> labels) {
        return labels.entrySet().containsAll(site.getSpec().nodeSelector().entrySet());
    }

    /** Returns a node of the site; the pods are all that are bound to it. */
    public static Translation<NodeShape> shape(Site site, Node node, List<Pod> pods) {
        return Translation.of(() -> {
            Map<String, String> labels = node.getMetadata().getLabels();
            AcceleratorModel model = model(labels == null ? Map.of() : labels);
            Map<String, Quantity> allocatable = node.getStatus().getAllocatable();
            String resource = model.vendor().resourceName();
            String place = "status.allocatable.";
            Capacity capacity = Capacity.of(
                    read(place + resource, QuantityText.of(allocatable, resource), QuantityText::count),
                    read(place + "cpu", QuantityText.of(allocatable, "cpu"), QuantityText::cpuMillis),
                    read(place + "memory", QuantityText.of(allocatable, "memory"), QuantityText::memoryMib));
            return new NodeShape(
                    new SiteId(site.getMetadata().getName()),
                    new NodeName(node.getMetadata().getName()),
                    DeviceType.of(model),
                    capacity,
                    traits(labels == null ? Map.of() : labels),
                    background(pods, resource, capacity.devices()));
        });
    }

    /** Returns a node of the site as it was observed, with what the pods of others hold of it. */
    public static Translation<NodeShape> shape(Site site, ObservedNode node) {
        return Translation.of(() -> {
            AcceleratorModel model = model(node.labels());
            NodeOffer offer = read("status.allocatable", node, seen -> offer(model, seen));
            return new NodeShape(
                    new SiteId(site.getMetadata().getName()),
                    node.name(),
                    DeviceType.of(model),
                    read(
                            "status.allocatable",
                            offer,
                            known -> known.capacity(
                                    node.allocatable().getOrDefault("cpu", 0L),
                                    node.allocatable().getOrDefault("memory", 0L),
                                    node.foreign()::devices)),
                    traits(node.labels()).selling(offer.mode().sells()),
                    new NodeLoad(
                            offer.background(model, node.foreign()::devices),
                            node.foreign().cpuMillis(),
                            node.foreign().memoryMib()));
        });
    }

    /**
     * Returns what a node offers of a model.
     *
     * @throws IllegalArgumentException when it offers it in two ways, or counts something else than devices
     */
    public static NodeOffer offer(AcceleratorModel model, ObservedNode node) {
        return NodeOffer.of(
                model, new NodeOffer.Stated(node.labels(), node.allocatable(), node.registrations(), node.claimable()));
    }

    /** A node of another architecture than ARM64 counts as AMD64, the only other one that accelerators are sold with. */
    private static NodeTraits traits(Map<String, String> labels) {
        return new NodeTraits(
                "arm64".equals(labels.get(ARCHITECTURE_LABEL)) ? CpuArchitecture.ARM64 : CpuArchitecture.AMD64,
                DeviceMode.WHOLE,
                labels.getOrDefault(RACK_LABEL, ""),
                labels.getOrDefault(NVLINK_LABEL, ""));
    }

    private static AcceleratorModel model(Map<String, String> labels) {
        String field = "metadata.labels." + ACCELERATOR_LABEL;
        String label = Optional.ofNullable(labels.get(ACCELERATOR_LABEL))
                .orElseThrow(() -> new FieldRefusal(field, "is missing: it names the node's accelerator model"));
        return read(field, label, AcceleratorModel::parse);
    }

    private static NodeLoad background(List<Pod> pods, String resource, int most) {
        long devices = 0;
        long cpu = 0;
        long memory = 0;
        for (Pod pod : pods) {
            if (holds(pod) && !ours(pod)) {
                devices += effective(pod, resource, QuantityText::count);
                cpu += effective(pod, "cpu", QuantityText::cpuMillis);
                memory += effective(pod, "memory", QuantityText::memoryMib);
            }
        }
        return new NodeLoad((int) Math.min(devices, most), cpu, memory);
    }

    private static boolean holds(Pod pod) {
        return pod.getStatus() == null || !TERMINAL.contains(pod.getStatus().getPhase());
    }

    private static boolean ours(Pod pod) {
        return pod.getMetadata().getLabels() != null
                && pod.getMetadata().getLabels().containsKey(JOB_LABEL);
    }

    /** How a quantity becomes a whole number. */
    private interface Whole {
        long of(Quantity quantity);
    }

    /** Returns the larger of all containers together and any one init container, and the pod's overhead. */
    private static long effective(Pod pod, String resource, Whole whole) {
        long together = 0;
        for (Container container : pod.getSpec().getContainers()) {
            together += request(container, resource, whole);
        }
        long largest = 0;
        for (Container container : pod.getSpec().getInitContainers()) {
            largest = Math.max(largest, request(container, resource, whole));
        }
        Map<String, Quantity> overhead = pod.getSpec().getOverhead();
        long extra = overhead == null ? 0 : whole.of(QuantityText.of(overhead, resource));
        return Math.max(together, largest) + extra;
    }

    /** Returns a container's request, or its limit where it states no request. */
    private static long request(Container container, String resource, Whole whole) {
        if (container.getResources() == null) {
            return 0;
        }
        Map<String, Quantity> requests = container.getResources().getRequests();
        Map<String, Quantity> limits = container.getResources().getLimits();
        if (requests != null && requests.containsKey(resource)) {
            return whole.of(QuantityText.of(requests, resource));
        }
        return limits == null ? 0 : whole.of(QuantityText.of(limits, resource));
    }
}
