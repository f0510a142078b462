package io.xisuan.operator.device;

import io.xisuan.model.Vendor;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What HAMi calls the devices of a maker. Source: HAMi's {@code pkg/device} and the defaults of its chart.
 *
 * @param word tells apart names of one maker: the chip's word of Ascend, the count's of Cambricon; empty where there is one set only
 * @param count the resource that counts cards; of a node it counts places on them
 * @param cores the resource of hundredths of a card's compute; empty where shares have none
 * @param memory the resource of a card's memory
 * @param memoryUnitMib how many MiB one unit of it is
 * @param registered the annotation of a node that lists its cards; empty where the capacity of the node says it
 * @param allocated the annotation of a pod that names the cards which it was given
 */
public record HamiNames(
        String word,
        String count,
        Optional<String> cores,
        String memory,
        int memoryUnitMib,
        Optional<String> registered,
        String allocated) {
    /** The scheduler that binds pods with HAMi's resources. */
    public static final String SCHEDULER = "hami-scheduler";

    private static final String ASCEND_NODE = "hami.io/node-register-";
    private static final String MLU_CORES = "cambricon.com/mlu.smlu.vcore";

    /** Says whether an annotation of a node is how HAMi's device plugins list its cards. */
    public static boolean isRegistration(String annotation) {
        return annotation.startsWith(ASCEND_NODE)
                || (annotation.startsWith("hami.io/node-") && annotation.endsWith("-register"));
    }

    /** Says whether an annotation of a pod names the cards that HAMi gave it. */
    public static boolean isAllocation(String annotation) {
        return annotation.startsWith("hami.io/") && annotation.endsWith("-devices-allocated");
    }

    /**
     * Returns the names of a maker's devices on a node that HAMi shares; empty when it does not.
     *
     * @param registrations the node's annotations that list cards
     */
    static Optional<HamiNames> of(
            Vendor vendor, SortedMap<String, String> registrations, SortedMap<String, Long> allocatable) {
        return switch (vendor) {
            case NVIDIA, HYGON ->
                Optional.of(named(vendor, ""))
                        .filter(names -> names.registered()
                                .filter(annotation -> registrations.containsKey(annotation))
                                .isPresent());
            case HUAWEI ->
                registrations.keySet().stream()
                        .filter(key -> key.startsWith(ASCEND_NODE))
                        .map(key -> named(vendor, key.substring(ASCEND_NODE.length())))
                        .filter(names -> allocatable.getOrDefault(names.count(), 0L) > 0)
                        .findFirst();
            case CAMBRICON ->
                allocatable.getOrDefault(MLU_CORES, 0L) > 0
                        ? Optional.of(named(vendor, allocatable.containsKey("cambricon.com/vmlu") ? "vmlu" : "mlu"))
                        : Optional.empty();
        };
    }

    /** Returns the names that go with a word. */
    public static HamiNames named(Vendor vendor, String word) {
        return switch (vendor) {
            case NVIDIA ->
                new HamiNames(
                        "",
                        "nvidia.com/gpu",
                        Optional.of("nvidia.com/gpucores"),
                        "nvidia.com/gpumem",
                        1,
                        Optional.of("hami.io/node-nvidia-register"),
                        "hami.io/vgpu-devices-allocated");
            case HYGON ->
                new HamiNames(
                        "",
                        "hygon.com/dcunum",
                        Optional.of("hygon.com/dcucores"),
                        "hygon.com/dcumem",
                        1,
                        Optional.of("hami.io/node-dcu-register"),
                        "hami.io/dcu-devices-allocated");
            case CAMBRICON ->
                new HamiNames(
                        word,
                        "cambricon.com/" + word,
                        Optional.of(MLU_CORES),
                        "cambricon.com/mlu.smlu.vmemory",
                        256,
                        Optional.empty(),
                        "hami.io/cambricon-mlu-devices-allocated");
            case HUAWEI ->
                new HamiNames(
                        word,
                        "huawei.com/" + word,
                        Optional.empty(),
                        "huawei.com/" + word + "-memory",
                        1,
                        Optional.of(ASCEND_NODE + word),
                        "hami.io/" + word + "-devices-allocated");
        };
    }

    /**
     * Returns the word of a node that HAMi shares, by the resources of it that the scheduler knows.
     *
     * @see NodeOffer#capacity
     */
    public static String word(Vendor vendor, SortedSet<String> resources) {
        String prefix = named(vendor, "").count();
        return switch (vendor) {
            case NVIDIA, HYGON -> "";
            case HUAWEI, CAMBRICON ->
                resources.stream()
                        .filter(resource -> resource.startsWith(prefix))
                        .map(resource -> resource.substring(prefix.length()))
                        .findFirst()
                        .orElse("");
        };
    }

    /** Returns the cards that a node has by these names. */
    HamiCards cards(SortedMap<String, String> registrations, SortedMap<String, Long> allocatable) {
        return registered.isPresent()
                ? HamiCards.parse(registrations.getOrDefault(registered.get(), ""))
                : HamiCards.counted(
                        allocatable.getOrDefault(MLU_CORES, 0L) / 100,
                        Math.multiplyExact(allocatable.getOrDefault(memory, 0L), (long) memoryUnitMib));
    }

    /** Returns what a worker asks for that takes this part of a card, or so many whole ones. */
    SortedMap<String, Long> asked(long cards, long hundredths, long mib) {
        TreeMap<String, Long> asked = new TreeMap<>();
        asked.put(count, cards);
        cores.ifPresent(name -> asked.put(name, hundredths));
        if (mib > 0) {
            asked.put(memory, Math.ceilDiv(mib, (long) memoryUnitMib));
        }
        return asked;
    }
}
