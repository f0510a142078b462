package io.xisuan.billing.store;

import io.xisuan.billing.control.Principal;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.billing.invoice.InvoiceReader;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.util.Optional;

/**
 * A document before it has a number, as a person reviews it.
 *
 * @param corrects of a note the number of the invoice
 * @param json the canonical document without number and instant
 * @param digest SHA-256 over it: what a review signs
 * @param number what it was issued under
 */
public record StoredDraft(
        long id,
        long run,
        State state,
        InvoiceKind kind,
        Optional<String> corrects,
        BillingPeriod period,
        SupplierId supplier,
        TenantId tenant,
        ContractId contract,
        Money gross,
        Money subsidy,
        Money payable,
        Money later,
        String json,
        String digest,
        Optional<Review> review,
        Optional<String> number) {
    /** The life of a draft; it follows from its review, its number and its run. */
    public enum State {
        DRAFT,
        REVIEWED,
        ISSUED,
        /** Its run was drafted anew before it was issued. */
        REPLACED
    }

    /** A person's word that the draft with this digest is right. */
    public record Review(String digest, Principal by, long atMillis) {}

    /** Returns the draft that was stored. */
    public InvoiceDraft content() {
        return InvoiceReader.readDraft(json);
    }
}
