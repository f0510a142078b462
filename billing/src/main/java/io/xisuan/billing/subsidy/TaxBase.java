package io.xisuan.billing.subsidy;

/** Whether a programme counts amounts with or without VAT. */
public enum TaxBase {
    WITH_VAT,
    WITHOUT_VAT
}
