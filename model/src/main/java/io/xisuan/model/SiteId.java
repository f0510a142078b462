package io.xisuan.model;

/** The name of a {@code Site} resource: one data centre. */
public record SiteId(String value) implements Comparable<SiteId> {
    public SiteId {
        value = Identifiers.checked(value, "site id");
    }

    @Override
    public int compareTo(SiteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
