package io.xisuan.billing.subsidy;

/** Who gets a programme's money, and so what a tenant pays now. */
public enum Settlement {
    /** The supplier deducts before invoicing and claims the money from the programme. */
    PROVIDER_CLAIM,
    /** The tenant pays in full and is paid by the authority afterwards. */
    CUSTOMER_REIMBURSED
}
