package io.xisuan.billing.invoice;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One issued document: an invoice, one per supplier, tenant, contract and month, or a note on one; after issue nothing in it changes.
 *
 * @param number gap-free per supplier, kind and year, as {@code ZW-2025-000001}
 */
public record Invoice(String number, Instant issuedAt, InvoiceDraft content) {
    public Invoice {
        if (number.isBlank()) {
            throw new IllegalArgumentException("An issued document has a number (%s)".formatted(content.contract()));
        }
    }

    public InvoiceKind kind() {
        return content.kind();
    }

    public Seller seller() {
        return content.seller();
    }

    public Buyer buyer() {
        return content.buyer();
    }

    public ContractId contract() {
        return content.contract();
    }

    public BillingPeriod period() {
        return content.period();
    }

    public List<InvoiceLine> lines() {
        return content.lines();
    }

    public List<VatLine> vat() {
        return content.vat();
    }

    public List<VoucherPayment> voucherPayments() {
        return content.voucherPayments();
    }

    public List<ExpectedReimbursement> expectedLater() {
        return content.expectedLater();
    }

    public List<UnconfirmedSubsidy> notConfirmed() {
        return content.notConfirmed();
    }

    public JournalReference journal() {
        return content.journal();
    }

    /** Returns what a note corrects; empty on an invoice. */
    public Optional<Correction> corrects() {
        return content.corrects();
    }

    public Money gross() {
        return content.gross();
    }

    public Money net() {
        return content.net();
    }

    public Money tax() {
        return content.tax();
    }

    public Money subsidy() {
        return content.subsidy();
    }

    public Money payableNow() {
        return content.payableNow();
    }

    public Money expectedLaterTotal() {
        return content.expectedLaterTotal();
    }
}
