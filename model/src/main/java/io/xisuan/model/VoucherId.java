package io.xisuan.model;

/** The id of a {@code Voucher}: one grant to one tenant under one programme. */
public record VoucherId(String value) implements Comparable<VoucherId> {
    public VoucherId {
        value = Identifiers.checked(value, "voucher id");
    }

    @Override
    public int compareTo(VoucherId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
