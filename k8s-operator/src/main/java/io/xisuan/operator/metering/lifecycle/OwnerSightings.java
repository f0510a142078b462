package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the agents of a site said in their polls: which pods own which device. */
public final class OwnerSightings {
    /** How many polls in a row may name two owners, as when one pod follows another between two answers. */
    private static final int TOLERATED_POLLS = 2;

    /** How long after the last good sample the owner may have been named. */
    static final long NAMED_WITHIN_MILLIS = 60_000;

    /** A device that two pods claim over a span. */
    public record Conflict(NodeName node, String resource, DeviceKey device, SortedSet<String> podUids, Interval span) {
        public Conflict {
            podUids = Collections.unmodifiableSortedSet(new TreeSet<>(podUids));
        }
    }

    private record Named(String resource, DeviceKey device) implements Comparable<Named> {
        @Override
        public int compareTo(Named other) {
            int byDevice = device.compareTo(other.device);
            return byDevice != 0 ? byDevice : resource.compareTo(other.resource);
        }
    }

    /** By node, by time of the poll: who is named for each device. */
    private final TreeMap<NodeName, TreeMap<Long, TreeMap<Named, TreeSet<String>>>> polls = new TreeMap<>();

    /** By pod: the devices that it was ever named for. */
    private final TreeMap<String, TreeSet<Named>> devices = new TreeMap<>();

    private final TreeMap<String, Long> lastNamed = new TreeMap<>();

    /** Takes one line of a poll. */
    public void seen(Observation.OwnerSeen owner) {
        Named named = new Named(owner.resource(), owner.device());
        polls.computeIfAbsent(owner.node(), node -> new TreeMap<>())
                .computeIfAbsent(owner.atMillis(), at -> new TreeMap<>())
                .computeIfAbsent(named, device -> new TreeSet<>())
                .add(owner.podUid());
        devices.computeIfAbsent(owner.podUid(), pod -> new TreeSet<>()).add(named);
        lastNamed.merge(owner.podUid(), owner.atMillis(), Math::max);
    }

    /** Drops polls before the given time. */
    public void forgetBefore(long millis) {
        polls.values().forEach(node -> node.headMap(millis).clear());
        polls.values().removeIf(TreeMap::isEmpty);
        TreeSet<String> named = new TreeSet<>();
        polls.values()
                .forEach(node -> node.values().forEach(poll -> poll.values().forEach(named::addAll)));
        devices.keySet().retainAll(named);
        lastNamed.keySet().retainAll(named);
    }

    /** Returns the devices of a resource that the pod was named for, by key. */
    public List<DeviceKey> devicesOf(String podUid, String resource) {
        return devices.getOrDefault(podUid, new TreeSet<>()).stream()
                .filter(named -> named.resource().equals(resource))
                .map(Named::device)
                .toList();
    }

    /** Returns which of the pod's lanes is the device, counted from 0: its place among the pod's devices by key. */
    public int laneOf(String podUid, String resource, DeviceKey device, int lanes) {
        int place = devicesOf(podUid, resource).indexOf(device);
        return place >= 0 && place < lanes ? place : 0;
    }

    /** Returns the pod that was named last as the owner of a device that was well at the given time. */
    public Optional<String> ownerAt(NodeName node, DeviceKey device, long lastGoodMillis) {
        for (TreeMap<Named, TreeSet<String>> poll : polls.getOrDefault(node, new TreeMap<>())
                .headMap(lastGoodMillis + NAMED_WITHIN_MILLIS, true)
                .descendingMap()
                .values()) {
            Optional<String> owner = poll.entrySet().stream()
                    .filter(entry -> entry.getKey().device().equals(device))
                    .flatMap(entry -> entry.getValue().stream())
                    .min(String::compareTo);
            if (owner.isPresent()) {
                return owner;
            }
        }
        return Optional.empty();
    }

    /** Returns the last poll that named the pod as owner of anything. */
    public Optional<Long> lastNamed(String podUid) {
        return Optional.ofNullable(lastNamed.get(podUid));
    }

    /** Returns whether the poll of that time named the pod as the device's owner. */
    public boolean named(NodeName node, long atMillis, String resource, DeviceKey device, String podUid) {
        return polls.getOrDefault(node, new TreeMap<>())
                .getOrDefault(atMillis, new TreeMap<>())
                .getOrDefault(new Named(resource, device), new TreeSet<>())
                .contains(podUid);
    }

    /** Returns the devices that two pods claimed for more polls in a row than is tolerated. */
    public List<Conflict> conflicts() {
        List<Conflict> found = new ArrayList<>();
        polls.forEach((node, byTime) -> {
            TreeSet<Named> named = new TreeSet<>();
            byTime.values().forEach(poll -> named.addAll(poll.keySet()));
            named.forEach(device -> addConflicts(node, device, found));
        });
        return found;
    }

    private void addConflicts(NodeName node, Named device, List<Conflict> found) {
        List<Long> run = new ArrayList<>();
        TreeSet<String> pods = new TreeSet<>();
        for (var poll : polls.getOrDefault(node, new TreeMap<>()).entrySet()) {
            TreeSet<String> owners = poll.getValue().getOrDefault(device, new TreeSet<>());
            if (owners.size() > 1) {
                run.add(poll.getKey());
                pods.addAll(owners);
            } else {
                conflict(node, device, run, poll.getKey(), pods).ifPresent(found::add);
                run.clear();
                pods.clear();
            }
        }
        conflict(node, device, run, run.isEmpty() ? 0 : run.get(run.size() - 1), pods)
                .ifPresent(found::add);
    }

    private static Optional<Conflict> conflict(
            NodeName node, Named device, List<Long> run, long untilMillis, SortedSet<String> pods) {
        if (run.size() <= TOLERATED_POLLS) {
            return Optional.empty();
        }
        Interval span =
                new Interval(Math.floorDiv(run.get(0), 1000L) * 1000L, Math.ceilDiv(untilMillis, 1000L) * 1000L);
        return Optional.of(new Conflict(node, device.resource(), device.device(), pods, span));
    }
}
