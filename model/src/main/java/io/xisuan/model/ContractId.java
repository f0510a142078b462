package io.xisuan.model;

/** The id of a contract between one tenant and one supplier. */
public record ContractId(String value) implements Comparable<ContractId> {
    public ContractId {
        value = Identifiers.checked(value, "contract id");
    }

    @Override
    public int compareTo(ContractId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
