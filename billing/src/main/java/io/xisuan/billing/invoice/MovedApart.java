package io.xisuan.billing.invoice;

import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.subsidy.Allocation;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What notes moved on an invoice's lines that do not come from usage, and what therefore stands of usage that was computed anew.
 *
 * <p>Both are facts apart from usage: a settlement moved part of a deduction to the tenant, an agreed credit took part of a line off. Of a
 * line that usage lowers they count as far as there is something to count against, and in full again when it rises.
 *
 * @param settled what settlements took off each line's deduction, by line, and by programme and voucher
 * @param agreed what agreed credits took off each line
 */
record MovedApart(SortedMap<LineKey, SortedMap<String, VoucherPayment>> settled, SortedMap<LineKey, Money> agreed) {
    /** Returns what the notes of an invoice moved. */
    static MovedApart of(List<Invoice> notes) {
        SortedMap<LineKey, SortedMap<String, VoucherPayment>> settled = new TreeMap<>();
        SortedMap<LineKey, Money> agreed = new TreeMap<>();
        for (Invoice note : notes) {
            Correction.Family family = note.corrects().orElseThrow().family();
            for (InvoiceLine line : note.lines()) {
                LineKey key = line.key(note.contract());
                switch (family) {
                    case SETTLEMENT -> {
                        VoucherPayment payment = paying(
                                note.voucherPayments().getFirst(),
                                line.subsidy().negated());
                        settled.computeIfAbsent(key, first -> new TreeMap<>())
                                .merge(Standing.key(payment), payment, Standing::plus);
                    }
                    case AGREED -> agreed.merge(key, line.gross().negated(), Money::plus);
                    case USAGE -> {}
                }
            }
        }
        return new MovedApart(settled, agreed);
    }

    private static VoucherPayment paying(VoucherPayment voucher, Money amount) {
        return new VoucherPayment(voucher.programme(), voucher.voucher(), voucher.voucherNumber(), amount);
    }

    /** Returns what stays posted although usage gives less by now: what was settled of a voucher is not given back to it. */
    List<KeptDeduction> kept(List<SubsidisedCharge> fresh) {
        SortedMap<LineKey, SortedMap<String, Money>> given = new TreeMap<>();
        for (SubsidisedCharge charge : fresh) {
            for (Allocation allocation : charge.allocations()) {
                if (allocation.terms().settlement().deductedBySupplier()) {
                    given.computeIfAbsent(charge.charge().key(), first -> new TreeMap<>())
                            .merge(
                                    allocation.terms().grant().programme() + "/"
                                            + allocation.terms().grant().voucher(),
                                    allocation.amount(),
                                    Money::plus);
                }
            }
        }
        List<KeptDeduction> kept = new ArrayList<>();
        settled.forEach((key, payments) -> payments.forEach((voucher, payment) -> {
            Money missing = payment.amount()
                    .minus(given.getOrDefault(key, new TreeMap<>()).getOrDefault(voucher, Money.ZERO));
            if (missing.isPositive()) {
                kept.add(new KeptDeduction(key, paying(payment, missing)));
            }
        }));
        return kept;
    }

    /**
     * Returns what stands of an invoice whose usage was computed anew: by line, what fresh usage gives and what is kept, less what was
     * settled of the deduction, less the agreed credit as far as the tenant owes that much.
     *
     * @param before what stands by now
     */
    Standing standing(InvoiceDraft fresh, List<KeptDeduction> kept, Standing before) {
        Standing usage = Standing.of(List.of(fresh));
        SortedMap<LineKey, Standing.Line> lines = new TreeMap<>(usage.lines());
        before.lines().forEach((key, line) -> lines.putIfAbsent(key, line.nothing()));
        SortedMap<String, VoucherPayment> payments = new TreeMap<>(usage.payments());
        SortedMap<LineKey, Money> deducted = new TreeMap<>();
        settled.forEach((key, all) -> all.values().forEach(one -> {
            VoucherPayment less = paying(one, one.amount().negated());
            deducted.merge(key, less.amount(), Money::plus);
            payments.merge(Standing.key(less), less, Standing::plus);
        }));
        for (KeptDeduction one : kept) {
            deducted.merge(one.key(), one.payment().amount(), Money::plus);
            payments.merge(Standing.key(one.payment()), one.payment(), Standing::plus);
        }
        lines.replaceAll((key, line) -> line(key, line, deducted.getOrDefault(key, Money.ZERO)));
        return new Standing(lines, vat(lines), payments, usage.expected());
    }

    private Standing.Line line(LineKey key, Standing.Line usage, Money deducted) {
        Money subsidy = usage.subsidy().plus(deducted);
        Money payable = usage.gross().minus(subsidy);
        Money credited = agreed.getOrDefault(key, Money.ZERO).min(payable).max(Money.ZERO);
        return new Standing.Line(
                usage.deviceMillis(),
                usage.unitPrice(),
                usage.vatRate(),
                usage.gross().minus(credited),
                subsidy,
                usage.reimbursable());
    }

    private static SortedMap<Rate, VatLine> vat(SortedMap<LineKey, Standing.Line> lines) {
        SortedMap<Rate, Money> gross = new TreeMap<>();
        lines.values().forEach(line -> gross.merge(line.vatRate(), line.gross(), Money::plus));
        SortedMap<Rate, VatLine> vat = new TreeMap<>();
        gross.forEach((rate, amount) -> {
            Money tax = Vat.contained(amount, rate);
            vat.put(rate, new VatLine(rate, amount, amount.minus(tax), tax));
        });
        return vat;
    }
}
