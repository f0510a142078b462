package io.xisuan.scheduler.demand;

/**
 * The accelerators of one worker, all on its node.
 *
 * <p>A node sells in exactly one mode: whole devices, shares of a device, or partitions of one; so a worker that asks for a
 * share never lands beside a partition.
 */
public sealed interface Accelerators {
    /** Thousandths that make a whole device. */
    int WHOLE_MILLI = 1000;

    /** No accelerator: a worker of CPU and memory only. */
    record None() implements Accelerators {
        @Override
        public String toString() {
            return "0";
        }
    }

    /** So many whole devices, at least one. */
    record Whole(int devices) implements Accelerators {
        public Whole {
            if (devices < 1) {
                throw new IllegalArgumentException(
                        "A worker takes one whole device at least, not %d".formatted(devices));
            }
        }

        @Override
        public String toString() {
            return Integer.toString(devices);
        }
    }

    /** Thousandths of one device, from 1 to 999. */
    record Share(int milli) implements Accelerators {
        public Share {
            if (milli < 1 || milli >= WHOLE_MILLI) {
                throw new IllegalArgumentException(
                        "A share is 1 to 999 thousandths of a device, not %d: ask for whole devices".formatted(milli));
            }
        }

        @Override
        public String toString() {
            return milli + "m";
        }
    }

    /** So many MiB of the memory of one device, as HAMi sells it; more than zero. */
    record MemoryShare(int mib) implements Accelerators {
        public MemoryShare {
            if (mib < 1) {
                throw new IllegalArgumentException("A share of device memory is 1 MiB at least, not %d".formatted(mib));
            }
        }

        @Override
        public String toString() {
            return mib + "Mi";
        }
    }

    /** One MIG instance of a profile. */
    record Partition(MigProfile profile) implements Accelerators {
        @Override
        public String toString() {
            return profile.toString();
        }
    }

    /** Returns so many whole devices, or none. */
    static Accelerators whole(int devices) {
        return devices == 0 ? new None() : new Whole(devices);
    }

    /** Returns the devices that are taken whole; 0 when none or only a part of one is. */
    default int wholeDevices() {
        return switch (this) {
            case Whole(int devices) -> devices;
            case None none -> 0;
            case Share share -> 0;
            case MemoryShare share -> 0;
            case Partition partition -> 0;
        };
    }

    /** Says whether a part of one device is asked for. */
    default boolean isPart() {
        return switch (this) {
            case None none -> false;
            case Whole whole -> false;
            case Share share -> true;
            case MemoryShare share -> true;
            case Partition partition -> true;
        };
    }
}
