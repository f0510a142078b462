package io.xisuan.billing.store;

import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.InvoiceDocument;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.util.Optional;

/**
 * An issued document as stored, invoice or note: the document, and what lists show of it.
 *
 * @param subsidy what vouchers pay, deducted by the supplier
 * @param later what authorities are expected to pay to the tenant
 * @param corrects what a note corrects; empty on an invoice
 */
public record StoredInvoice(
        String number,
        long issuedAtMillis,
        SupplierId supplier,
        TenantId tenant,
        ContractId contract,
        BillingPeriod period,
        Money gross,
        Money subsidy,
        Money payable,
        Money later,
        InvoiceKind kind,
        Optional<Correction> corrects,
        InvoiceDocument document) {}
