package io.xisuan.operator.device;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.MigProfile;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.TreeMap;

/**
 * What one worker takes of a device: its text as it is stored, the share of a device that it comes to, and the resource whose lanes it
 * holds. A share is fixed by what was asked for and never by how much of it was used.
 */
public final class DevicePart {
    /** The text of whole devices. */
    public static final String WHOLE = "whole";

    /** What the resources of MIG instances begin with, as NVIDIA's device plugin names them with the strategy {@code mixed}. */
    public static final String MIG = "nvidia.com/mig-";

    private static final int MIB_PER_GIB = 1024;
    private static final int COMPUTE_SLICES = 7;

    private DevicePart() {}

    /** Returns how many lanes a worker holds: its whole devices, or one of which it holds a part. */
    public static int lanes(Accelerators each) {
        return each.isPart() ? 1 : each.wholeDevices();
    }

    /** Returns the text of what each worker takes. */
    public static String text(Accelerators each) {
        return each.isPart() ? each.toString() : WHOLE;
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param lanes how many lanes a worker holds
     * @throws IllegalArgumentException when it is no such text
     */
    public static Accelerators parse(String text, int lanes) {
        if (text.equals(WHOLE)) {
            return Accelerators.whole(lanes);
        }
        if (text.endsWith("gb")) {
            return new Accelerators.Partition(MigProfile.parse(text));
        }
        if (text.endsWith("Mi")) {
            return new Accelerators.MemoryShare(Integer.parseInt(text.substring(0, text.length() - 2)));
        }
        if (text.endsWith("m")) {
            return new Accelerators.Share(Integer.parseInt(text.substring(0, text.length() - 1)));
        }
        throw new IllegalArgumentException("\"%s\" is no part of a device".formatted(text));
    }

    /** Returns the share of one device of a model that the part comes to. */
    public static AcceleratorShare share(Accelerators each, AcceleratorModel model) {
        return switch (each) {
            case Accelerators.None none -> AcceleratorShare.WHOLE;
            case Accelerators.Whole whole -> AcceleratorShare.WHOLE;
            case Accelerators.Share(int milli) -> new AcceleratorShare(milli, Accelerators.WHOLE_MILLI);
            case Accelerators.MemoryShare(int mib) -> new AcceleratorShare(mib, memoryMib(model));
            case Accelerators.Partition(MigProfile profile) -> share(profile);
        };
    }

    /** Returns the memory of a device of the model in MiB, as it is sold. */
    public static int memoryMib(AcceleratorModel model) {
        return model.memoryGib() * MIB_PER_GIB;
    }

    static AcceleratorShare share(MigProfile profile) {
        return new AcceleratorShare(profile.computeSlices(), COMPUTE_SLICES);
    }

    /** Returns the resource whose lanes the part is held on: instances have lanes of their own, all else is on those of devices. */
    public static String resource(Accelerators each, AcceleratorModel model) {
        return each instanceof Accelerators.Partition(MigProfile profile)
                ? resource(profile)
                : model.vendor().resourceName();
    }

    /** Returns the resource of a profile's instances. */
    public static String resource(MigProfile profile) {
        return MIG + profile;
    }

    /** Returns what one lane of a resource is of a device. */
    public static AcceleratorShare unit(String resource) {
        return resource.startsWith(MIG)
                ? share(MigProfile.parse(resource.substring(MIG.length())))
                : AcceleratorShare.WHOLE;
    }

    /** Returns what a worker needs on its node: of an instance also one of those that the node has. */
    public static WorkerShape worker(Accelerators each, long cpuMillis, long memoryMib) {
        WorkerShape shape = WorkerShape.of(each, cpuMillis, memoryMib);
        if (each instanceof Accelerators.Partition(MigProfile profile)) {
            TreeMap<String, Long> one = new TreeMap<>();
            one.put(resource(profile), 1L);
            return shape.with(one);
        }
        return shape;
    }

    /**
     * Returns the accelerators of a worker that asks for a share by HAMi: by memory where memory is the larger part on every model, else
     * by thousandths of the larger, rounded up.
     *
     * @param cores hundredths of the compute
     * @throws IllegalArgumentException when it is a whole device of one of the models
     */
    public static Accelerators shared(int cores, long mib, Iterable<AcceleratorModel> models) {
        boolean byMemory = true;
        long milli = cores * 10L;
        for (AcceleratorModel model : models) {
            long whole = memoryMib(model);
            if (cores >= 100 || mib >= whole) {
                throw new IllegalArgumentException("%d %% of the cores and %d MiB are a whole %s: ask for whole devices"
                        .formatted(cores, mib, model.id()));
            }
            byMemory &= mib * 100 >= cores * whole;
            milli = Math.max(milli, Math.ceilDiv(mib * Accelerators.WHOLE_MILLI, whole));
        }
        return byMemory ? new Accelerators.MemoryShare((int) mib) : new Accelerators.Share((int) Math.min(999, milli));
    }
}
