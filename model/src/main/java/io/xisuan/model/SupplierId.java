package io.xisuan.model;

/** The id of a supplier: the seller of record that issues the invoices of a site. */
public record SupplierId(String value) implements Comparable<SupplierId> {
    public SupplierId {
        value = Identifiers.checked(value, "supplier id");
    }

    @Override
    public int compareTo(SupplierId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
