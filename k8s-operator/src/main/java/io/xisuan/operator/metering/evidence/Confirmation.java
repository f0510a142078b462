package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who else says that a pod held a device of its lane, beside the API server: it says how sure a record is, never how much it is.
 *
 * @param basis where the device's identity comes from
 * @param device its hardware id, when it is known
 * @param polls how many polls of the node within the interval named the pod as the device's owner
 * @param missed how many polls there should have been and were not
 * @param firstMillis the first such poll, 0 when there was none
 * @param lastMillis the last such poll, 0 when there was none
 * @param flags what an auditor should look at, as CLOCK_SKEW; sorted
 */
public record Confirmation(
        Basis basis,
        Optional<DeviceKey> device,
        int polls,
        int missed,
        long firstMillis,
        long lastMillis,
        SortedSet<String> flags) {
    /** Where the identity of a device comes from. */
    public enum Basis {
        /** Nowhere: devices were counted, and the invoice says "verified by count". */
        COUNT,
        /** The node's agent, from the kubelet's pod-resources. */
        AGENT,
        /** The allocation that a scheduler extender wrote onto the pod, as HAMi does. */
        ANNOTATION,
        /** The allocation of a DRA ResourceClaim. */
        CLAIM
    }

    public Confirmation {
        flags = Collections.unmodifiableSortedSet(new TreeSet<>(flags));
        if (polls < 0 || missed < 0 || (basis != Basis.COUNT && device.isEmpty())) {
            throw new IllegalArgumentException(
                    "No confirmation: %s by %s, %d polls, %d missed".formatted(device, basis, polls, missed));
        }
    }

    /** Returns what is known of a lane that nobody confirmed. */
    public static Confirmation byCount(SortedSet<String> flags) {
        return new Confirmation(Basis.COUNT, Optional.empty(), 0, 0, 0, 0, flags);
    }
}
