package io.xisuan.operator.device;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.demand.MigProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What a node offers of its accelerator: one mode, so many devices, and with MIG so many instances of each profile.
 *
 * @param devices healthy devices; with MIG those that are cut into instances
 * @param whole of MIG the devices beside them that are not cut; we do not sell them
 * @param deviceMemoryMib with HAMi the memory of a device that is shared out, never more than a device of the model has; else 0
 * @param places with HAMi how many pods its cards take together, by the resource that counts them
 */
public record NodeOffer(
        NodeMode mode,
        int devices,
        int whole,
        int deviceMemoryMib,
        SortedMap<MigProfile, Integer> instances,
        SortedMap<String, Long> places) {
    private static final String GPUS = "nvidia.com/gpu.count";
    private static final String PRODUCT = "nvidia.com/gpu.product";
    private static final String REPLICAS = "nvidia.com/gpu.replicas";

    public NodeOffer {
        places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
        instances = Collections.unmodifiableSortedMap(new TreeMap<>(instances));
    }

    /**
     * What a node states of itself.
     *
     * @param registrations its annotations by which HAMi lists its cards
     * @param claimable how many whole devices its ResourceSlices list, by driver
     */
    public record Stated(
            SortedMap<String, String> labels,
            SortedMap<String, Long> allocatable,
            SortedMap<String, String> registrations,
            SortedMap<String, Integer> claimable) {
        public Stated {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
            allocatable = Collections.unmodifiableSortedMap(new TreeMap<>(allocatable));
            registrations = Collections.unmodifiableSortedMap(new TreeMap<>(registrations));
            claimable = Collections.unmodifiableSortedMap(new TreeMap<>(claimable));
        }

        long has(String resource) {
            return allocatable.getOrDefault(resource, 0L);
        }
    }

    /**
     * Returns what a node offers of its model.
     *
     * @throws IllegalArgumentException with a sentence for operations when it offers it in two ways, or counts something else than devices
     */
    public static NodeOffer of(AcceleratorModel model, Stated node) {
        refuseOtherCounts(node);
        SortedMap<MigProfile, Integer> instances = instances(node);
        Optional<HamiNames> hami = HamiNames.of(model.vendor(), node.registrations(), node.allocatable());
        int claimable = DraNames.driver(model.vendor())
                .map(driver -> node.claimable().getOrDefault(driver, 0))
                .orElse(0);
        int counted = number(node.has(model.vendor().resourceName()));
        List<NodeMode> found = new ArrayList<>();
        if (!instances.isEmpty()) {
            found.add(NodeMode.MIG);
        }
        if (hami.isPresent()) {
            found.add(NodeMode.HAMI);
        }
        if (claimable > 0) {
            found.add(NodeMode.DRA);
        }
        boolean ofHami = hami.filter(
                        names -> names.count().equals(model.vendor().resourceName()))
                .isPresent();
        if (counted > 0 && instances.isEmpty() && !ofHami) {
            found.add(NodeMode.PLAIN);
        }
        return switch (only(found)) {
            case PLAIN -> whole(NodeMode.PLAIN, counted);
            case DRA -> whole(NodeMode.DRA, claimable);
            case MIG -> mig(node, instances, counted);
            case HAMI -> shared(model, node, hami.orElseThrow());
        };
    }

    private static NodeMode only(List<NodeMode> found) {
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "offers its devices by %s and by %s at once, and a node has one mode: take one of them off the node"
                            .formatted(found.get(0).words(), found.get(1).words()));
        }
        return found.isEmpty() ? NodeMode.PLAIN : found.getFirst();
    }

    /** NVIDIA's plugin can count slices or turns as if they were devices; each would be sold at the price of a whole one. */
    private static void refuseOtherCounts(Stated node) {
        if (node.labels().getOrDefault(PRODUCT, "").contains("-MIG-")) {
            throw new IllegalArgumentException(
                    "counts MIG instances as nvidia.com/gpu (label nvidia.com/gpu.product): set the device plugin's MIG strategy to mixed");
        }
        String replicas = node.labels().getOrDefault(REPLICAS, "1");
        if (!replicas.equals("1") && !replicas.equals("0")) {
            throw new IllegalArgumentException(
                    "counts %s turns at each device as nvidia.com/gpu (label nvidia.com/gpu.replicas): switch time slicing off"
                            .formatted(replicas));
        }
    }

    private static SortedMap<MigProfile, Integer> instances(Stated node) {
        SortedMap<MigProfile, Integer> instances = new TreeMap<>();
        for (Map.Entry<String, Long> entry : node.allocatable().entrySet()) {
            if (entry.getKey().startsWith(DevicePart.MIG) && entry.getValue() > 0) {
                instances.put(
                        MigProfile.parse(entry.getKey().substring(DevicePart.MIG.length())), number(entry.getValue()));
            }
        }
        return instances;
    }

    /** A number that no node has is refused where the capacity is made, with the others. */
    private static int number(long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    private static NodeOffer whole(NodeMode mode, int devices) {
        return new NodeOffer(mode, devices, 0, 0, new TreeMap<>(), new TreeMap<>());
    }

    private static NodeOffer mig(Stated node, SortedMap<MigProfile, Integer> instances, int whole) {
        String label = node.labels().getOrDefault(GPUS, "");
        int stated = label.matches("[0-9]{1,4}") ? Integer.parseInt(label) - whole : 0;
        return new NodeOffer(NodeMode.MIG, Math.max(stated, fewest(instances)), whole, 0, instances, new TreeMap<>());
    }

    /** Returns the fewest devices that can bear so many instances: by their compute slices, and by where each may begin. */
    private static int fewest(SortedMap<MigProfile, Integer> instances) {
        int slices = 0;
        int most = 0;
        for (Map.Entry<MigProfile, Integer> each : instances.entrySet()) {
            slices += each.getKey().computeSlices() * each.getValue();
            most = Math.max(most, Math.ceilDiv(each.getValue(), each.getKey().starts().length));
        }
        return Math.max(most, Math.ceilDiv(slices, 7));
    }

    private static NodeOffer shared(AcceleratorModel model, Stated node, HamiNames names) {
        TreeMap<String, Long> places = new TreeMap<>();
        places.put(names.count(), node.has(names.count()));
        HamiCards cards = names.cards(node.registrations(), node.allocatable());
        return new NodeOffer(
                NodeMode.HAMI,
                cards.healthy(),
                0,
                Math.min(cards.memoryMib(), DevicePart.memoryMib(model)),
                new TreeMap<>(),
                places);
    }

    /**
     * Returns what the scheduler may give of the node.
     *
     * @param foreign how many of a resource pods hold that are not ours
     */
    public Capacity capacity(long cpuMillis, long memoryMib, ToLongFunction<String> foreign) {
        TreeMap<String, Long> left = new TreeMap<>(places);
        instances.forEach((profile, count) -> {
            String resource = DevicePart.resource(profile);
            left.put(resource, Math.max(0, count - foreign.applyAsLong(resource)));
        });
        return new Capacity(devices, deviceMemoryMib, cpuMillis, memoryMib, left);
    }

    /**
     * Returns how many whole devices count as held by pods that are not ours, never more than there are: while one pod of the owner makes
     * way for another, or a device fell ill under one, their sum is larger, and that is no contradiction.
     */
    public int background(AcceleratorModel model, ToLongFunction<String> foreign) {
        return (int) Math.min(held(model, foreign), devices);
    }

    /**
     * Returns how many whole devices pods that are not ours hold by their sums, which may be more than there are. Of HAMi nobody says
     * which card a place is on before its scheduler chose, so that each place of others takes a whole card.
     */
    public long held(AcceleratorModel model, ToLongFunction<String> foreign) {
        return switch (mode) {
            case PLAIN -> foreign.applyAsLong(model.vendor().resourceName());
            case MIG -> 0;
            case HAMI -> Math.min(places.keySet().stream().mapToLong(foreign).sum(), devices);
            case DRA -> foreign.applyAsLong(DraNames.HELD);
        };
    }
}
