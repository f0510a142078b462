package io.xisuan.billing.invoice;

import io.xisuan.billing.rating.LineKey;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Notes on usage: what stands when a document is computed anew ({@link MovedApart}), less what the invoice and all its notes say by now.
 *
 * <p>The VAT of a note is the VAT of all after it less that of all before it, by rate, so any number of notes comes to the VAT of what
 * stands. What settlements and agreed credits moved stays moved, as far as the usage that is left bears it: no line falls below nothing.
 */
public final class UsageNotes {
    private static final Comparator<LineKey> BY_DAY = Comparator.comparing(LineKey::day)
            .thenComparing(key -> key.attempt().job())
            .thenComparing(Comparator.naturalOrder());

    private final Invoice original;
    private final Standing before;
    private final Standing after;
    private final InvoiceDraft fresh;

    private UsageNotes(Invoice original, List<Invoice> earlier, InvoiceDraft fresh, List<KeptDeduction> kept) {
        this.original = original;
        this.before = Standing.of(original, earlier);
        this.after = MovedApart.of(earlier).standing(fresh, kept, before);
        this.fresh = fresh;
    }

    /**
     * Returns the draft of the note that brings an invoice to its fresh state; empty when nothing changed.
     *
     * @param earlier all notes of the invoice so far
     * @param fresh the invoice as it would be drafted now
     * @throws IllegalArgumentException when the fresh draft is of another contract or month
     */
    public static Optional<InvoiceDraft> of(Invoice original, List<Invoice> earlier, InvoiceDraft fresh, String cause) {
        return of(original, earlier, fresh, List.of(), cause);
    }

    /** Returns the same where part of what was settled stays posted to its vouchers. */
    static Optional<InvoiceDraft> of(
            Invoice original, List<Invoice> earlier, InvoiceDraft fresh, List<KeptDeduction> kept, String cause) {
        if (!fresh.contract().equals(original.contract()) || !fresh.period().equals(original.period())) {
            throw new IllegalArgumentException("%s is of %s for %s, not of %s for %s"
                    .formatted(
                            original.number(),
                            original.contract(),
                            original.period(),
                            fresh.contract(),
                            fresh.period()));
        }
        return new UsageNotes(original, earlier, fresh, kept).draft(cause);
    }

    private Optional<InvoiceDraft> draft(String cause) {
        List<LineKey> changed = changed();
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<LineKey, Money> taxes = taxes(changed);
        List<InvoiceLine> lines = changed.stream()
                .map(key -> line(key, Optional.ofNullable(taxes.get(key)).orElseThrow()))
                .toList();
        Money payable = lines.stream().map(InvoiceLine::customer).reduce(Money.ZERO, Money::plus);
        Money gross = lines.stream().map(InvoiceLine::gross).reduce(Money.ZERO, Money::plus);
        return Optional.of(new InvoiceDraft(
                InvoiceKind.ofNote(payable, gross),
                original.seller(),
                original.buyer(),
                original.contract(),
                original.period(),
                lines,
                vat(lines),
                payments(),
                expected(),
                List.of(),
                fresh.journal(),
                Optional.of(new Correction(original.number(), Correction.Family.USAGE, cause))));
    }

    private List<LineKey> changed() {
        TreeSet<LineKey> keys = new TreeSet<>(before.lines().keySet());
        keys.addAll(after.lines().keySet());
        return keys.stream()
                .filter(key -> !difference(key).isNothing())
                .sorted(BY_DAY)
                .toList();
    }

    /** What changes on one line. */
    private record Difference(
            long deviceMillis, HourlyPrice unitPrice, Rate vatRate, Money gross, Money subsidy, Money reimbursable) {
        boolean isNothing() {
            return deviceMillis == 0 && gross.isZero() && subsidy.isZero() && reimbursable.isZero();
        }
    }

    private Difference difference(LineKey key) {
        Standing.Line was = before.lines().get(key);
        Standing.Line is = after.lines().get(key);
        Standing.Line known =
                Optional.ofNullable(is).or(() -> Optional.ofNullable(was)).orElseThrow();
        Standing.Line nothing = known.nothing();
        Standing.Line from = was == null ? nothing : was;
        Standing.Line to = is == null ? nothing : is;
        return new Difference(
                Math.subtractExact(to.deviceMillis(), from.deviceMillis()),
                known.unitPrice(),
                known.vatRate(),
                to.gross().minus(from.gross()),
                to.subsidy().minus(from.subsidy()),
                to.reimbursable().minus(from.reimbursable()));
    }

    private SortedMap<LineKey, Money> taxes(List<LineKey> changed) {
        Map<Rate, List<LineKey>> byRate = new TreeMap<>();
        changed.forEach(key -> byRate.computeIfAbsent(difference(key).vatRate(), rate -> new ArrayList<>())
                .add(key));
        SortedMap<LineKey, Money> taxes = new TreeMap<>();
        byRate.forEach((rate, keys) -> {
            List<Money> shares = Vat.shared(
                    keys.stream().map(key -> difference(key).gross()).toList(),
                    rate,
                    tax(after, rate).minus(tax(before, rate)));
            for (int i = 0; i < keys.size(); i++) {
                taxes.put(keys.get(i), shares.get(i));
            }
        });
        return taxes;
    }

    private static Money tax(Standing standing, Rate rate) {
        VatLine line = standing.vat().get(rate);
        return line == null ? Money.ZERO : line.tax();
    }

    private InvoiceLine line(LineKey key, Money tax) {
        Difference difference = difference(key);
        return new InvoiceLine(
                key.attempt(),
                key.component(),
                key.site(),
                key.model(),
                key.tariffVersion(),
                key.tier(),
                key.funding(),
                key.day(),
                new DeviceMillis(Math.abs(difference.deviceMillis())),
                difference.unitPrice(),
                difference.gross(),
                difference.subsidy(),
                difference.gross().minus(difference.subsidy()),
                difference.reimbursable(),
                difference.vatRate(),
                tax,
                difference.deviceMillis() < 0);
    }

    private static List<VatLine> vat(List<InvoiceLine> lines) {
        SortedMap<Rate, Money> gross = new TreeMap<>();
        SortedMap<Rate, Money> taxes = new TreeMap<>();
        lines.forEach(line -> {
            gross.merge(line.vatRate(), line.gross(), Money::plus);
            taxes.merge(line.vatRate(), line.tax(), Money::plus);
        });
        List<VatLine> vat = new ArrayList<>();
        gross.forEach((rate, amount) -> {
            Money tax = taxes.getOrDefault(rate, Money.ZERO);
            if (!amount.isZero() || !tax.isZero()) {
                vat.add(new VatLine(rate, amount, amount.minus(tax), tax));
            }
        });
        return vat;
    }

    private List<VoucherPayment> payments() {
        SortedMap<String, VoucherPayment> all = new TreeMap<>(before.payments());
        all.putAll(after.payments());
        List<VoucherPayment> changes = new ArrayList<>();
        all.values().forEach(one -> {
            Money change =
                    after.paidBy(one.programme(), one.voucher()).minus(before.paidBy(one.programme(), one.voucher()));
            if (!change.isZero()) {
                changes.add(new VoucherPayment(one.programme(), one.voucher(), one.voucherNumber(), change));
            }
        });
        return changes;
    }

    private List<ExpectedReimbursement> expected() {
        SortedMap<String, ExpectedReimbursement> all = new TreeMap<>(before.expected());
        all.putAll(after.expected());
        List<ExpectedReimbursement> changes = new ArrayList<>();
        all.forEach((key, one) -> {
            Money change = after.expectedOf(key).minus(before.expectedOf(key));
            if (!change.isZero()) {
                changes.add(new ExpectedReimbursement(one.programme(), one.payer(), one.likelyMonth(), change));
            }
        });
        return changes;
    }
}
