package io.xisuan.model;

/** The name of a {@code VoucherProgramme} resource: one programme of one authority. */
public record ProgrammeId(String value) implements Comparable<ProgrammeId> {
    public ProgrammeId {
        value = Identifiers.checked(value, "programme id");
    }

    @Override
    public int compareTo(ProgrammeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
