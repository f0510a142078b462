package io.xisuan.model;

/** The name of a {@code Tenant} resource: an enterprise, university, institute or person that buys. */
public record TenantId(String value) implements Comparable<TenantId> {
    public TenantId {
        value = Identifiers.checked(value, "tenant id");
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
