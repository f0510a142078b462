package io.xisuan.billing.invoice;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything an invoice says but its number and its instant of issue: recomputable until it is issued.
 *
 * <p>It cannot be constructed unless its sums hold: lines to gross, VAT to gross, payments to subsidy, payable to
 * customer. A note names what it corrects, and its amounts are signed differences; an invoice does neither.
 *
 * @param journal of a note about usage the records that the whole month was computed from anew; of one about settlement those of
 *     the invoice
 * @param grounds why each grant gives what it gives to each line; none on notes, and none on documents of before they were kept
 */
public record InvoiceDraft(
        InvoiceKind kind,
        Seller seller,
        Buyer buyer,
        ContractId contract,
        BillingPeriod period,
        List<InvoiceLine> lines,
        List<VatLine> vat,
        List<VoucherPayment> voucherPayments,
        List<ExpectedReimbursement> expectedLater,
        List<UnconfirmedSubsidy> notConfirmed,
        JournalReference journal,
        Optional<Correction> corrects,
        List<Ground> grounds) {
    public InvoiceDraft {
        lines = List.copyOf(lines);
        vat = List.copyOf(vat);
        voucherPayments = List.copyOf(voucherPayments);
        expectedLater = List.copyOf(expectedLater);
        notConfirmed = List.copyOf(notConfirmed);
        grounds = List.copyOf(grounds);
        String what = "Draft of %s for %s".formatted(contract, period);
        same(what, "VAT bases", sum(vat, VatLine::gross), sum(lines, InvoiceLine::gross));
        same(what, "line taxes", sum(lines, InvoiceLine::tax), sum(vat, VatLine::tax));
        same(what, "voucher payments", sum(voucherPayments, VoucherPayment::amount), sum(lines, InvoiceLine::subsidy));
        same(
                what,
                "expected reimbursements",
                sum(expectedLater, ExpectedReimbursement::amount),
                sum(lines, InvoiceLine::reimbursable));
        if (corrects.isEmpty()) {
            requireInvoice(what, kind, lines);
        } else {
            requireNote(what, kind, lines, corrects.get());
        }
    }

    /** Returns the draft of an invoice, which corrects nothing. */
    public InvoiceDraft(
            InvoiceKind kind,
            Seller seller,
            Buyer buyer,
            ContractId contract,
            BillingPeriod period,
            List<InvoiceLine> lines,
            List<VatLine> vat,
            List<VoucherPayment> voucherPayments,
            List<ExpectedReimbursement> expectedLater,
            List<UnconfirmedSubsidy> notConfirmed,
            JournalReference journal) {
        this(
                kind,
                seller,
                buyer,
                contract,
                period,
                lines,
                vat,
                voucherPayments,
                expectedLater,
                notConfirmed,
                journal,
                Optional.empty(),
                List.of());
    }

    /** Returns a draft that gives no grounds. */
    public InvoiceDraft(
            InvoiceKind kind,
            Seller seller,
            Buyer buyer,
            ContractId contract,
            BillingPeriod period,
            List<InvoiceLine> lines,
            List<VatLine> vat,
            List<VoucherPayment> voucherPayments,
            List<ExpectedReimbursement> expectedLater,
            List<UnconfirmedSubsidy> notConfirmed,
            JournalReference journal,
            Optional<Correction> corrects) {
        this(
                kind,
                seller,
                buyer,
                contract,
                period,
                lines,
                vat,
                voucherPayments,
                expectedLater,
                notConfirmed,
                journal,
                corrects,
                List.of());
    }

    private static void requireInvoice(String what, InvoiceKind kind, List<InvoiceLine> lines) {
        if (kind != InvoiceKind.INVOICE) {
            throw new IllegalArgumentException("%s is a %s, but names no invoice".formatted(what, kind));
        }
        for (InvoiceLine line : lines) {
            if (line.lowers()) {
                throw new IllegalArgumentException("%s: the line of %s on %s has a negative amount"
                        .formatted(what, line.attempt().job(), line.day()));
            }
        }
    }

    private static void requireNote(String what, InvoiceKind kind, List<InvoiceLine> lines, Correction correction) {
        InvoiceKind right = InvoiceKind.ofNote(sum(lines, InvoiceLine::customer), sum(lines, InvoiceLine::gross));
        if (kind != right || lines.isEmpty()) {
            throw new IllegalArgumentException("%s corrects %s by %d lines as %s, not as %s"
                    .formatted(what, correction.number(), lines.size(), right, kind));
        }
        boolean settles = correction.family() == Correction.Family.SETTLEMENT;
        for (InvoiceLine line : lines) {
            if (settles
                    && !(line.gross().isZero()
                            && line.tax().isZero()
                            && line.quantity().value() == 0)) {
                throw new IllegalArgumentException("%s settles %s, but changes the gross of the line of %s on %s by %s"
                        .formatted(what, correction.number(), line.attempt().job(), line.day(), line.gross()));
            }
        }
    }

    /** Returns the sum of all lines, VAT included. */
    public Money gross() {
        return sum(lines, InvoiceLine::gross);
    }

    public Money tax() {
        return sum(vat, VatLine::tax);
    }

    public Money net() {
        return gross().minus(tax());
    }

    /** Returns what vouchers pay: the sum of the voucher payment lines. */
    public Money subsidy() {
        return sum(voucherPayments, VoucherPayment::amount);
    }

    /** Returns what the tenant owes now: gross less what the supplier deducts. */
    public Money payableNow() {
        return sum(lines, InvoiceLine::customer);
    }

    /** Returns what the tenant may expect from authorities later; not deducted from anything here. */
    public Money expectedLaterTotal() {
        return sum(expectedLater, ExpectedReimbursement::amount);
    }

    private static <T> Money sum(List<T> parts, Function<T, Money> amount) {
        return parts.stream().map(amount).reduce(Money.ZERO, Money::plus);
    }

    private static void same(String what, String parts, Money actual, Money expected) {
        if (!actual.equals(expected)) {
            throw new IllegalArgumentException("%s: the %s sum to %s, not %s".formatted(what, parts, actual, expected));
        }
    }
}
