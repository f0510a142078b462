package io.xisuan.billing.programme;

/** How the money flows. */
public enum Settlement {
    /** The supplier deducts and claims from the authority: payable now is less. */
    PROVIDER_CLAIM(true),
    /** The tenant pays in full and the authority pays the tenant later, on a claim. */
    CUSTOMER_REIMBURSED(false),
    /** The authority pays the tenant later without a voucher and without writing off. */
    DIRECT_SUBSIDY(false),
    /** The authority issues a voucher for later use: nothing is deducted now and no money is paid. */
    LATER_VOUCHER(false);

    private final boolean deducted;

    Settlement(boolean deducted) {
        this.deducted = deducted;
    }

    /** Returns whether the supplier deducts it from what is payable now. */
    public boolean deductedBySupplier() {
        return deducted;
    }
}
