package io.xisuan.operator.observe;

import io.xisuan.operator.device.DraNames;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What DRA drivers offer on nodes and what ResourceClaims hold of it; nothing where the API server serves no such thing. */
final class ClaimedDevices {
    private final KnownObjects<NarrowSlice> slices;
    private final KnownObjects<NarrowClaim> claims;

    ClaimedDevices(Changes changes) {
        this.slices = new KnownObjects<>(changes, slice -> true);
        this.claims = new KnownObjects<>(changes, claim -> !claim.results().isEmpty());
    }

    KnownObjects<NarrowSlice> slices() {
        return slices;
    }

    KnownObjects<NarrowClaim> claims() {
        return claims;
    }

    /** Returns how many whole devices each node has of each driver, by the slices of each pool's last generation. */
    SortedMap<String, SortedMap<String, Integer>> offered() {
        SortedMap<String, SortedMap<String, Integer>> offered = new TreeMap<>();
        for (NarrowSlice.Spec slice : current()) {
            int whole = (int)
                    slice.devices().stream().filter(NarrowSlice.Device::whole).count();
            offered.computeIfAbsent(String.valueOf(slice.nodeName()), node -> new TreeMap<>())
                    .merge(String.valueOf(slice.driver()), whole, Integer::sum);
        }
        return offered;
    }

    private List<NarrowSlice.Spec> current() {
        TreeMap<String, Long> generations = new TreeMap<>();
        List<NarrowSlice.Spec> all = slices.all().stream()
                .map(NarrowSlice::getSpec)
                .filter(slice -> slice.nodeName() != null && slice.driver() != null && slice.pool() != null)
                .toList();
        all.forEach(slice -> generations.merge(pool(slice), generation(slice), Math::max));
        return all.stream()
                .filter(slice -> generations.getOrDefault(pool(slice), 0L) == generation(slice))
                .toList();
    }

    private static long generation(NarrowSlice.Spec slice) {
        return slice.pool() == null ? 0 : slice.pool().generation();
    }

    private static String pool(NarrowSlice.Spec slice) {
        return slice.driver() + "/" + (slice.pool() == null ? "" : slice.pool().name());
    }

    /**
     * Returns how many accelerators of each node are allocated to claims that are not of our pods.
     *
     * @param ours the uids of our pods, asked for only where there are claims: they are many
     */
    SortedMap<String, Long> heldByOthers(Supplier<Set<String>> ours) {
        List<NarrowClaim> holding = claims.all().stream()
                .filter(claim -> !claim.results().isEmpty())
                .toList();
        if (holding.isEmpty()) {
            return Collections.emptySortedMap();
        }
        Set<String> pods = ours.get();
        List<NarrowClaim> others =
                holding.stream().filter(claim -> !claim.isOf(pods)).toList();
        TreeMap<String, String> nodes = new TreeMap<>();
        current().forEach(slice -> nodes.put(pool(slice), String.valueOf(slice.nodeName())));
        TreeMap<String, Long> held = new TreeMap<>();
        for (NarrowClaim claim : others) {
            for (NarrowClaim.Result result : claim.results()) {
                Optional.ofNullable(nodes.get(result.driver() + "/" + result.pool()))
                        .ifPresent(node -> held.merge(node, 1L, Long::sum));
            }
        }
        return held;
    }

    /** Returns a node's load of others with the devices that their claims hold. */
    static ForeignLoad with(ForeignLoad load, long claimed) {
        if (claimed == 0) {
            return load;
        }
        TreeMap<String, Long> devices = new TreeMap<>(load.devices());
        devices.put(DraNames.HELD, claimed);
        return new ForeignLoad(load.pods(), devices, load.cpuMillis(), load.memoryMib());
    }

    /** Returns a pod of ours with the devices of its claims in place of their names. */
    ObservedPod resolved(ObservedPod pod) {
        if (pod.given().claims().isEmpty()) {
            return pod;
        }
        List<String> devices = pod.given().claims().stream()
                .flatMap(name -> claims.find(pod.namespace() + "/" + name).stream())
                .flatMap(claim -> claim.results().stream())
                .map(NarrowClaim.Result::key)
                .sorted()
                .toList();
        return pod.given(new ObservedPod.Given(
                pod.given().annotation(), devices, pod.given().ascend()));
    }
}
