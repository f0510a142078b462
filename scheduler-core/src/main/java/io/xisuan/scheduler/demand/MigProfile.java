package io.xisuan.scheduler.demand;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MIG instance profile such as {@code 3g.40gb}: compute slices of seven and memory in GB.
 *
 * <p>Which memory slices an instance of so many compute slices may begin at is fixed by the hardware (NVIDIA MIG User Guide,
 * "Supported MIG Profiles", A100 and H100): a device has eight memory slices; {@code 1g} takes one and begins at 0 to 6,
 * {@code 2g} takes two and begins at 0, 2 or 4, {@code 3g} takes four and begins at 0 or 4, {@code 4g} takes four and begins
 * at 0, {@code 7g} takes all eight.
 *
 * @param computeSlices 1, 2, 3, 4 or 7
 * @param memoryGb the memory of the instance in GB, as in its name; more than zero
 */
public record MigProfile(int computeSlices, int memoryGb) implements Comparable<MigProfile> {
    private static final Pattern NAME = Pattern.compile("([12347])g\\.([1-9][0-9]{0,3})gb");

    public MigProfile {
        if (memoryGb < 1 || memorySlices(computeSlices) == 0) {
            throw new IllegalArgumentException(
                    "No MIG profile has %d compute slices and %d GB".formatted(computeSlices, memoryGb));
        }
    }

    /**
     * Reads a profile's name.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static MigProfile parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"%s\" is no MIG profile: write it as 3g.40gb".formatted(name));
        }
        return new MigProfile(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Returns the memory slices, of eight, that an instance takes. */
    public int memorySlices() {
        return memorySlices(computeSlices);
    }

    private static int memorySlices(int computeSlices) {
        return switch (computeSlices) {
            case 1 -> 1;
            case 2 -> 2;
            case 3, 4 -> 4;
            case 7 -> 8;
            default -> 0;
        };
    }

    /** Returns the slices at which an instance may begin, lowest first. */
    public int[] starts() {
        return switch (computeSlices) {
            case 1 -> new int[] {0, 1, 2, 3, 4, 5, 6};
            case 2 -> new int[] {0, 2, 4};
            case 3 -> new int[] {0, 4};
            default -> new int[] {0};
        };
    }

    @Override
    public int compareTo(MigProfile other) {
        int bySlices = Integer.compare(computeSlices, other.computeSlices);
        return bySlices != 0 ? bySlices : Integer.compare(memoryGb, other.memoryGb);
    }

    @Override
    public String toString() {
        return computeSlices + "g." + memoryGb + "gb";
    }
}
