package io.xisuan.operator.agent;

import io.xisuan.model.AcceleratorShare;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Joins what the kubelet lists by name with what the API server knows by uid; pure.
 *
 * <p>The proof of a uid: the API server was asked after the kubelet. A pod that exists then under the name, and that this kubelet had
 * accepted a whole second before it was read ({@code status.startTime} is cut to seconds), was the only pod of that name at the time of
 * the read, because a name is free again only when its pod is gone.
 */
final class OwnersJoin {
    private static final long START_STEP_MILLIS = 1000;

    private final String node;
    private final KubeletView.Read read;
    private final PodDirectory.Answer directory;
    private final PodMemory memory;
    private final SortedMap<PodName, Integer> listings = new TreeMap<>();
    private final SortedSet<DeviceOwner> owners = new TreeSet<>();
    private final SortedSet<PodName> ended = new TreeSet<>();
    private final SortedMap<PodName, PodMemory.Remembered> remembered = new TreeMap<>();

    OwnersJoin(String node, KubeletView.Read read, PodDirectory.Answer directory, PodMemory memory) {
        this.node = node;
        this.read = read;
        this.directory = directory;
        this.memory = memory;
        holders(read).forEach(pod -> listings.merge(name(pod), 1, Integer::sum));
        holders(read).forEach(this::join);
    }

    /** Returns the names that have to be looked up: those of pods that hold a device. */
    static SortedSet<PodName> names(KubeletView.Read read) {
        SortedSet<PodName> names = new TreeSet<>();
        holders(read).forEach(pod -> names.add(name(pod)));
        return names;
    }

    /** Returns who holds what. */
    NodeOwners owners() {
        String note = directory instanceof PodDirectory.Answer.Unreachable unreachable ? unreachable.reason() : "";
        return new NodeOwners(
                read,
                Optional.of(read.readMillis()),
                List.copyOf(owners),
                List.copyOf(ended),
                once(read.allocatable().orElse(List.of())),
                note);
    }

    /** Returns what to remember for the next read. */
    PodMemory memory() {
        return new PodMemory(remembered);
    }

    private static List<PodResources> holders(KubeletView.Read read) {
        return read.pods().stream().filter(PodResources::holdsDevices).toList();
    }

    private static PodName name(PodResources pod) {
        return new PodName(pod.namespace(), pod.name());
    }

    private void join(PodResources listed) {
        PodName name = name(listed);
        if (listings.getOrDefault(name, 0) > 1) {
            own(listed, Optional.empty(), UidVerdict.NAME_LISTED_TWICE);
            return;
        }
        switch (directory) {
            case PodDirectory.Answer.Found found ->
                found(listed, Optional.ofNullable(found.pods().get(name)));
            case PodDirectory.Answer.Unreachable unreachable -> lastKnown(listed);
            case PodDirectory.Answer.NotAsked asked -> own(listed, Optional.empty(), UidVerdict.API_NOT_ASKED);
        }
    }

    private void found(PodResources listed, Optional<ApiPod> pod) {
        UidVerdict verdict = pod.map(this::verdict).orElse(UidVerdict.NOT_IN_API);
        if (verdict == UidVerdict.CONFIRMED) {
            pod.ifPresent(proved -> remembered.put(name(listed), new PodMemory.Remembered(listed, proved)));
        }
        own(listed, pod.filter(proved -> verdict == UidVerdict.CONFIRMED), verdict);
    }

    private UidVerdict verdict(ApiPod pod) {
        if (!pod.node().equals(node)) {
            return UidVerdict.ON_ANOTHER_NODE;
        }
        boolean accepted =
                pod.startMillis().isPresent() && pod.startMillis().getAsLong() + START_STEP_MILLIS <= read.readMillis();
        return accepted ? UidVerdict.CONFIRMED : UidVerdict.NOT_ACCEPTED_YET;
    }

    private void lastKnown(PodResources listed) {
        Optional<ApiPod> before = memory.of(listed);
        before.ifPresent(pod -> remembered.put(name(listed), new PodMemory.Remembered(listed, pod)));
        own(listed, before, before.isPresent() ? UidVerdict.LAST_KNOWN : UidVerdict.API_UNREACHABLE);
    }

    private void own(PodResources listed, Optional<ApiPod> pod, UidVerdict verdict) {
        if (pod.isPresent() && pod.get().terminal()) {
            ended.add(name(listed));
            return;
        }
        for (ContainerResources container : listed.containers()) {
            for (ContainerDevices held : container.devices()) {
                plugged(held, container.name(), name(listed), pod, verdict);
            }
            for (DynamicClaim claim : container.claims()) {
                for (ClaimedDevice device : claim.devices()) {
                    owners.add(new DeviceOwner(
                            device.driver(),
                            claimed(device),
                            "",
                            Optional.empty(),
                            name(listed),
                            container.name(),
                            pod.map(ApiPod::uid),
                            verdict));
                }
            }
        }
    }

    private static String claimed(ClaimedDevice device) {
        String name = device.pool() + "/" + device.device();
        return device.shareId().isEmpty() ? name : name + "/" + device.shareId();
    }

    private void plugged(
            ContainerDevices held, String container, PodName name, Optional<ApiPod> pod, UidVerdict verdict) {
        List<HamiDevices.Part> parts =
                pod.map(known -> HamiDevices.of(known, container)).orElse(List.of());
        boolean hami = !parts.isEmpty() && parts.size() == held.ids().size();
        for (int i = 0; i < held.ids().size(); i++) {
            String id = held.ids().get(i);
            DeviceId read = DeviceId.of(id);
            Optional<HamiDevices.Part> part =
                    hami && read.part() == DeviceId.Part.PLACE ? Optional.of(parts.get(i)) : Optional.empty();
            owners.add(new DeviceOwner(
                    held.resource(),
                    id,
                    part.map(HamiDevices.Part::uuid).orElse(read.parent()),
                    part.map(HamiDevices.Part::share).orElseGet(() -> share(held.resource(), read)),
                    name,
                    container,
                    pod.map(ApiPod::uid),
                    verdict));
        }
    }

    private Optional<AcceleratorShare> share(String resource, DeviceId id) {
        return switch (id.part()) {
            case WHOLE -> Optional.of(AcceleratorShare.WHOLE);
            case REPLICA -> {
                int siblings = siblings(resource, id.parent());
                yield siblings > 0 ? Optional.of(new AcceleratorShare(1, siblings)) : Optional.empty();
            }
            case SLICE, PLACE, UNKNOWN -> Optional.empty();
        };
    }

    /** Returns how many equal parts of a device the plugin offers. */
    private int siblings(String resource, String parent) {
        NavigableSet<String> ids = new TreeSet<>();
        for (ContainerDevices offered : read.allocatable().orElse(Collections.emptyList())) {
            if (offered.resource().equals(resource)) {
                offered.ids().stream()
                        .filter(id -> DeviceId.of(id).parent().equals(parent))
                        .forEach(ids::add);
            }
        }
        return ids.size();
    }

    /** Returns the names of the devices that are offered, once each, by resource. */
    static List<ContainerDevices> once(List<ContainerDevices> offered) {
        SortedMap<String, SortedSet<String>> byResource = new TreeMap<>();
        offered.forEach(devices -> byResource
                .computeIfAbsent(devices.resource(), resource -> new TreeSet<>())
                .addAll(devices.ids()));
        List<ContainerDevices> once = new ArrayList<>();
        byResource.forEach((resource, ids) -> once.add(new ContainerDevices(resource, List.copyOf(ids))));
        return List.copyOf(once);
    }
}
