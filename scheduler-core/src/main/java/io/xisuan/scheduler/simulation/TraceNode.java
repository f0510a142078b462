package io.xisuan.scheduler.simulation;

import io.xisuan.model.HourlyPrice;
import io.xisuan.scheduler.cluster.DeviceMode;
import io.xisuan.scheduler.cluster.NodeTraits;
import java.util.Optional;

/**
 * One machine of a trace.
 *
 * @param site the data centre or virtual cluster; gangs never span two
 * @param model the accelerator model as the trace writes it; empty when it does not say
 * @param devices accelerators; 0 for a machine without any
 * @param cpuMilli milli-cores; {@link #UNLIMITED} when the trace does not say
 * @param memoryMib MiB; {@link #UNLIMITED} when the trace does not say
 * @param price list price, where the file has one
 * @param traits where it stands and whether its devices are shared; only the product's own scheduler looks at them
 */
public record TraceNode(
        String site,
        String name,
        String model,
        int devices,
        long cpuMilli,
        long memoryMib,
        Optional<HourlyPrice> price,
        NodeTraits traits) {
    /** Stands for a resource that the trace does not limit. */
    public static final long UNLIMITED = Long.MAX_VALUE / 4;
    /** The most accelerators of one machine that are believed. */
    public static final int MAX_DEVICES = 1024;
    /** The most accelerator models of one trace that are told apart. */
    public static final int MAX_MODELS = 63;

    public TraceNode {
        if (devices < 0 || devices > MAX_DEVICES || cpuMilli < 0 || memoryMib < 0) {
            throw new IllegalArgumentException("Node %s/%s: %d devices, %d milli-cores, %d MiB are out of range"
                    .formatted(site, name, devices, cpuMilli, memoryMib));
        }
    }

    /** A machine in no rack, of whole devices. */
    public TraceNode(
            String site,
            String name,
            String model,
            int devices,
            long cpuMilli,
            long memoryMib,
            Optional<HourlyPrice> price) {
        this(site, name, model, devices, cpuMilli, memoryMib, price, NodeTraits.PLAIN);
    }

    /** Returns this machine of another kind or elsewhere. */
    public TraceNode with(NodeTraits other) {
        return new TraceNode(site, name, model, devices, cpuMilli, memoryMib, price, other);
    }

    /** Says whether the product's own scheduler may share its devices among jobs. */
    boolean shares() {
        return traits.mode() == DeviceMode.SHARED;
    }

    /** Returns a machine of which only the accelerators are known. */
    public static TraceNode ofDevices(String site, String name, int devices) {
        return new TraceNode(site, name, "", devices, UNLIMITED, UNLIMITED, Optional.empty());
    }
}
