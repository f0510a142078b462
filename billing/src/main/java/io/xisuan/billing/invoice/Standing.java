package io.xisuan.billing.invoice;

import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.VoucherId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands of an invoice after its notes: the sums of both by line, rate, voucher and expected payer. The basis of the next note.
 *
 * @param lines in order of key; a line that notes took back whole is there with nothing
 * @param vat by rate
 * @param payments what each voucher pays, by programme and voucher
 * @param expected what is expected later, by programme, payer and month
 */
public record Standing(
        SortedMap<LineKey, Line> lines,
        SortedMap<Rate, VatLine> vat,
        SortedMap<String, VoucherPayment> payments,
        SortedMap<String, ExpectedReimbursement> expected) {
    /** What stands of one line. */
    public record Line(
            long deviceMillis, HourlyPrice unitPrice, Rate vatRate, Money gross, Money subsidy, Money reimbursable) {
        private static Line of(InvoiceLine line) {
            return new Line(
                    line.signedDeviceMillis(),
                    line.unitPrice(),
                    line.vatRate(),
                    line.gross(),
                    line.subsidy(),
                    line.reimbursable());
        }

        private Line plus(Line other) {
            if (!unitPrice.equals(other.unitPrice) || !vatRate.equals(other.vatRate)) {
                throw new IllegalArgumentException(
                        "One line has two prices or two rates of VAT: %s and %s".formatted(this, other));
            }
            return new Line(
                    Math.addExact(deviceMillis, other.deviceMillis),
                    unitPrice,
                    vatRate,
                    gross.plus(other.gross),
                    subsidy.plus(other.subsidy),
                    reimbursable.plus(other.reimbursable));
        }

        /** Returns the sum, at the price of the later one. */
        private Line at(Line later) {
            return new Line(deviceMillis, later.unitPrice, vatRate, gross, subsidy, reimbursable).plus(later);
        }

        /** Returns a line at the same price with nothing on it. */
        Line nothing() {
            return new Line(0, unitPrice, vatRate, Money.ZERO, Money.ZERO, Money.ZERO);
        }

        /** Returns what the tenant owes for the line. */
        public Money customer() {
            return gross.minus(subsidy);
        }
    }

    public Standing {
        lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
        vat = Collections.unmodifiableSortedMap(new TreeMap<>(vat));
        payments = Collections.unmodifiableSortedMap(new TreeMap<>(payments));
        expected = Collections.unmodifiableSortedMap(new TreeMap<>(expected));
    }

    /**
     * Returns what stands after all notes.
     *
     * @throws IllegalArgumentException when a note is another invoice's
     */
    public static Standing of(Invoice invoice, List<Invoice> notes) {
        for (Invoice note : notes) {
            if (note.corrects()
                    .filter(one -> one.number().equals(invoice.number()))
                    .isEmpty()) {
                throw new IllegalArgumentException("%s is no note of %s".formatted(note.number(), invoice.number()));
            }
        }
        List<InvoiceDraft> documents = new ArrayList<>(List.of(invoice.content()));
        notes.forEach(note -> documents.add(note.content()));
        return of(documents);
    }

    /** Returns the sums of documents of one contract. */
    static Standing of(List<InvoiceDraft> documents) {
        SortedMap<LineKey, Line> lines = new TreeMap<>();
        SortedMap<Rate, VatLine> vat = new TreeMap<>();
        SortedMap<String, VoucherPayment> payments = new TreeMap<>();
        SortedMap<String, ExpectedReimbursement> expected = new TreeMap<>();
        for (InvoiceDraft document : documents) {
            document.lines().forEach(line -> add(lines, line.key(document.contract()), Line.of(line)));
            document.vat().forEach(line -> vat.merge(line.rate(), line, Standing::plus));
            document.voucherPayments().forEach(one -> payments.merge(key(one), one, Standing::plus));
            document.expectedLater().forEach(one -> expected.merge(key(one), one, Standing::plus));
        }
        return new Standing(lines, vat, payments, expected);
    }

    /** A minimum charge is written as one hour at what is missing: its price is what it comes to, and the last one stands. */
    private static void add(SortedMap<LineKey, Line> lines, LineKey key, Line line) {
        lines.merge(
                key, line, (one, other) -> key.component() == Component.COMMITMENT ? one.at(other) : one.plus(other));
    }

    /** Returns what a voucher pays by now. */
    public Money paidBy(ProgrammeId programme, VoucherId voucher) {
        VoucherPayment payment = payments.get(programme + "/" + voucher);
        return payment == null ? Money.ZERO : payment.amount();
    }

    Money expectedOf(String key) {
        ExpectedReimbursement known = expected.get(key);
        return known == null ? Money.ZERO : known.amount();
    }

    public Money gross() {
        return lines.values().stream().map(Line::gross).reduce(Money.ZERO, Money::plus);
    }

    /** Returns what the tenant owes by now. */
    public Money payable() {
        return lines.values().stream().map(Line::customer).reduce(Money.ZERO, Money::plus);
    }

    static String key(VoucherPayment payment) {
        return payment.programme() + "/" + payment.voucher();
    }

    static String key(ExpectedReimbursement expected) {
        return expected.programme() + "/" + expected.payer() + "/" + expected.likelyMonth();
    }

    private static VatLine plus(VatLine one, VatLine other) {
        return new VatLine(
                one.rate(),
                one.gross().plus(other.gross()),
                one.net().plus(other.net()),
                one.tax().plus(other.tax()));
    }

    static VoucherPayment plus(VoucherPayment one, VoucherPayment other) {
        return new VoucherPayment(
                one.programme(),
                one.voucher(),
                one.voucherNumber(),
                one.amount().plus(other.amount()));
    }

    private static ExpectedReimbursement plus(ExpectedReimbursement one, ExpectedReimbursement other) {
        return new ExpectedReimbursement(
                one.programme(), one.payer(), one.likelyMonth(), one.amount().plus(other.amount()));
    }
}
