package io.xisuan.operator.market;

/** What a problem is with; in the order in which things lean on each other, so that causes come before what follows from them. */
public enum ResourceKind {
    TENANT("Tenant"),
    CONTRACT("Contract"),
    SITE("Site"),
    NODE("Node"),
    TARIFF("Tariff"),
    VOUCHER_PROGRAMME("VoucherProgramme"),
    VOUCHER("Voucher"),
    TRAINING_JOB("TrainingJob");

    private final String word;

    ResourceKind(String word) {
        this.word = word;
    }

    /** Returns the kind as a manifest writes it; a Contract is no resource but a row of the books. */
    public String word() {
        return word;
    }
}
