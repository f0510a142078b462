package io.xisuan.operator.device;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.scheduler.demand.Accelerators;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the pod of one worker asks for to get its devices.
 *
 * @param resources extended resources with their amounts, as requests and limits of its container
 * @param claim what it claims in place of them, on nodes with a DRA driver
 * @param scheduler who binds the pod; empty for kube-scheduler
 */
public record DeviceRequest(SortedMap<String, Long> resources, Optional<Claim> claim, Optional<String> scheduler) {
    /** So many devices of a class, all of the pod's node. */
    public record Claim(String deviceClass, int devices) {
        public Claim {
            if (deviceClass.isBlank() || devices < 1) {
                throw new IllegalArgumentException(
                        "A claim is for devices of a class, not for %d of \"%s\"".formatted(devices, deviceClass));
            }
        }
    }

    public DeviceRequest {
        resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
        if (resources.isEmpty() == claim.isEmpty()) {
            throw new IllegalArgumentException(
                    "A worker asks for resources or claims devices: %s, %s".formatted(resources, claim));
        }
    }

    /** Returns a request of one resource, as device plugins offer it. */
    public static DeviceRequest of(String resource, long amount) {
        TreeMap<String, Long> one = new TreeMap<>();
        one.put(resource, amount);
        return new DeviceRequest(one, Optional.empty(), Optional.empty());
    }

    /**
     * Returns what a worker asks for on its seat.
     *
     * @param cores of a share by HAMi the hundredths of compute; else it does not matter
     * @param mib of a share by HAMi its memory; else it does not matter
     * @throws IllegalArgumentException when the seat's mode does not give that
     */
    public static DeviceRequest of(Seat seat, Accelerators each, AcceleratorModel model, int cores, long mib) {
        int lanes = DevicePart.lanes(each);
        if (each.isPart() && seat.mode() != (each instanceof Accelerators.Partition ? NodeMode.MIG : NodeMode.HAMI)) {
            throw new IllegalArgumentException(
                    "%s is not to be had of %s".formatted(each, seat.mode().words()));
        }
        return switch (seat.mode()) {
            case PLAIN, MIG -> of(DevicePart.resource(each, model), lanes);
            case HAMI -> {
                HamiNames names = HamiNames.named(model.vendor(), seat.word());
                SortedMap<String, Long> asked = each.isPart() ? names.asked(1, cores, mib) : names.asked(lanes, 100, 0);
                yield new DeviceRequest(asked, Optional.empty(), Optional.of(HamiNames.SCHEDULER));
            }
            case DRA ->
                new DeviceRequest(
                        Collections.emptySortedMap(),
                        Optional.of(new Claim(DraNames.driver(model.vendor()).orElseThrow(), lanes)),
                        Optional.empty());
        };
    }
}
