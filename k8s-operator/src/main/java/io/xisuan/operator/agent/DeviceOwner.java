package io.xisuan.operator.agent;

import io.xisuan.model.AcceleratorShare;
import java.util.Comparator;
import java.util.Optional;

/**
 * One device, or part of one, that one container holds.
 *
 * @param resource the extended resource, or the driver of a claimed device
 * @param device what the plugin calls it; {@code pool/device} of a claimed one
 * @param parent the device that the part belongs to, empty where it is whole or not known
 * @param share which part of the device it is, where that is known exactly
 * @param uid the pod's uid: confirmed, or last known, as {@code verdict} says
 */
public record DeviceOwner(
        String resource,
        String device,
        String parent,
        Optional<AcceleratorShare> share,
        PodName pod,
        String container,
        Optional<String> uid,
        UidVerdict verdict)
        implements Comparable<DeviceOwner> {
    private static final Comparator<DeviceOwner> ORDER = Comparator.comparing(DeviceOwner::resource)
            .thenComparing(DeviceOwner::device)
            .thenComparing(DeviceOwner::pod)
            .thenComparing(DeviceOwner::container);

    public DeviceOwner {
        boolean named = verdict == UidVerdict.CONFIRMED || verdict == UidVerdict.LAST_KNOWN;
        if (uid.isPresent() != named) {
            throw new IllegalArgumentException("%s with uid %s".formatted(verdict, uid));
        }
    }

    /** Returns the uid where it is proved; the last known one is not. */
    public Optional<String> confirmedUid() {
        return verdict == UidVerdict.CONFIRMED ? uid : Optional.empty();
    }

    @Override
    public int compareTo(DeviceOwner other) {
        return ORDER.compare(this, other);
    }
}
