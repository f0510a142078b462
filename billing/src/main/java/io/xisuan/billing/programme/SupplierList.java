package io.xisuan.billing.programme;

/** The list of admitted suppliers that a programme keeps; a supplier's record says whose lists name it. */
public record SupplierList(String name) {
    public SupplierList {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A list of suppliers has a name");
        }
    }
}
