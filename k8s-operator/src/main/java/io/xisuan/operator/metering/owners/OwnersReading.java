package io.xisuan.operator.metering.owners;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One answer of a node's agent.
 *
 * @param node the node's name in the cluster
 * @param bootId the kernel's id of its boot
 * @param kubeletUp whether the agent could read the kubelet; when not, no owners are known, which does not mean that there are none
 * @param readMillis when the kubelet last answered, by the node's clock
 * @param owners who holds what, in order
 * @param allocatable the devices that plugins offer, by resource; empty for kubelets that do not say it
 */
public record OwnersReading(
        String node,
        String bootId,
        boolean kubeletUp,
        OptionalLong readMillis,
        List<OwnedDevice> owners,
        SortedMap<String, SortedSet<String>> allocatable) {
    /** What became of an answer. */
    public sealed interface Outcome {}

    /** It was understood whole. */
    public record Understood(OwnersReading reading) implements Outcome {}

    /** It is no answer of an agent, or not all of one: nothing of it may be used. */
    public record Refused(String why) implements Outcome {}

    public OwnersReading {
        owners = List.copyOf(owners);
        TreeMap<String, SortedSet<String>> copy = new TreeMap<>();
        allocatable.forEach(
                (resource, devices) -> copy.put(resource, Collections.unmodifiableSortedSet(new TreeSet<>(devices))));
        allocatable = Collections.unmodifiableSortedMap(copy);
        if (!kubeletUp && !(owners.isEmpty() && allocatable.isEmpty())) {
            throw new IllegalArgumentException("owners on %s without a kubelet".formatted(node));
        }
        if (kubeletUp && readMillis.isEmpty()) {
            throw new IllegalArgumentException("the kubelet of %s was read at no time".formatted(node));
        }
    }

    /** Reads an answer of {@code /metrics} in either format; OpenMetrics is known by its last line. */
    public static Outcome of(byte[] body) {
        byte[] end = "# EOF\n".getBytes(StandardCharsets.US_ASCII);
        boolean open = body.length >= end.length
                && Arrays.equals(body, body.length - end.length, body.length, end, 0, end.length);
        return new OwnersText().read(body, open);
    }

    /** Returns how long before {@code nowMillis} the kubelet was read; never negative, as the node's clock may be ahead. */
    public OptionalLong ageMillis(long nowMillis) {
        return readMillis.isPresent()
                ? OptionalLong.of(Math.max(0, nowMillis - readMillis.getAsLong()))
                : OptionalLong.empty();
    }
}
