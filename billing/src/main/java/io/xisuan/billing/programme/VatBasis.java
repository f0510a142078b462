package io.xisuan.billing.programme;

/** Whether the base includes value added tax. */
public enum VatBasis {
    WITH_VAT,
    WITHOUT_VAT
}
