package io.xisuan.billing.invoice;

import io.xisuan.billing.rating.LineKey;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Notes on settlement: what an authority does not pay after all moves to the tenant, or back, line by line. Gross, VAT and balances stay
 * as they are.
 */
public final class Notes {
    private record Part(LineKey key, Money whole, BigInteger remainder) {}

    private Notes() {}

    /**
     * Returns the draft of a note that moves debt between a voucher's programme and the tenant; it is a debit note when the tenant owes
     * more by it, else a credit note.
     *
     * @param earlier all notes of the invoice so far, of both families
     * @param voucher the voucher that pays less (or more); its amount does not count
     * @param moved what each line's subsidy falls by and the tenant owes more by; negative where it moves back. No zeros
     * @param correction of the family SETTLEMENT, and of this invoice
     * @throws InputException when a line is not the invoice's, or its subsidy or the voucher's payment would fall below nothing, or
     *     the tenant would owe less than nothing
     */
    public static InvoiceDraft settlement(
            Invoice original,
            List<Invoice> earlier,
            VoucherPayment voucher,
            SortedMap<LineKey, Money> moved,
            Correction correction) {
        if (correction.family() != Correction.Family.SETTLEMENT
                || !correction.number().equals(original.number())) {
            throw new IllegalArgumentException("%s does not settle %s".formatted(correction, original.number()));
        }
        Standing standing = Standing.of(original, earlier);
        List<InvoiceLine> lines = new ArrayList<>();
        moved.forEach((key, amount) -> lines.add(line(original, standing, key, amount)));
        Money total = moved.values().stream().reduce(Money.ZERO, Money::plus);
        Money pays = standing.paidBy(voucher.programme(), voucher.voucher());
        if (pays.minus(total).isNegative()) {
            throw InputException.of("Voucher %s pays %s of %s by now: %s cannot be taken off it"
                    .formatted(voucher.voucherNumber(), pays, original.number(), total));
        }
        return new InvoiceDraft(
                InvoiceKind.ofNote(total, Money.ZERO),
                original.seller(),
                original.buyer(),
                original.contract(),
                original.period(),
                lines,
                List.of(),
                List.of(new VoucherPayment(
                        voucher.programme(), voucher.voucher(), voucher.voucherNumber(), total.negated())),
                List.of(),
                List.of(),
                original.journal(),
                Optional.of(correction));
    }

    /**
     * Returns the draft of a credit note that takes an agreed amount off what the tenant owes for one line, with the VAT in it.
     *
     * @param earlier all notes of the invoice so far, of all families
     * @param amount more than nothing
     * @param correction of the family AGREED, and of this invoice
     * @throws InputException when the line is not the invoice's, or less than the amount is payable for it by now
     */
    public static InvoiceDraft agreed(
            Invoice original, List<Invoice> earlier, LineKey key, Money amount, Correction correction) {
        if (correction.family() != Correction.Family.AGREED
                || !correction.number().equals(original.number())
                || !amount.isPositive()) {
            throw new IllegalArgumentException(
                    "%s credits no %s of %s".formatted(correction, amount, original.number()));
        }
        Standing standing = Standing.of(original, earlier);
        Standing.Line line = Optional.ofNullable(standing.lines().get(key))
                .orElseThrow(() -> InputException.of("%s has no line %s".formatted(original.number(), key)));
        if (amount.compareTo(line.customer()) > 0) {
            throw InputException.of("Of the line %s of %s %s is payable by now: %s cannot be credited"
                    .formatted(key, original.number(), line.customer(), amount));
        }
        VatLine before = Optional.ofNullable(standing.vat().get(line.vatRate())).orElseThrow();
        Money after = Vat.contained(before.gross().minus(amount), line.vatRate());
        Money tax = after.minus(before.tax());
        InvoiceLine credited = line(key, line, amount.negated(), Money.ZERO, tax);
        return new InvoiceDraft(
                InvoiceKind.ofNote(credited.customer(), credited.gross()),
                original.seller(),
                original.buyer(),
                original.contract(),
                original.period(),
                List.of(credited),
                List.of(new VatLine(
                        line.vatRate(), credited.gross(), credited.gross().minus(tax), tax)),
                List.of(),
                List.of(),
                List.of(),
                original.journal(),
                Optional.of(correction));
    }

    /**
     * Returns an amount as parts of what is still deducted on each line, by largest remainder (the earlier key first); lines whose part
     * is nothing are left out.
     *
     * @throws InputException when more is to be moved than is deducted
     */
    public static SortedMap<LineKey, Money> proRata(Invoice original, List<Invoice> earlier, Money amount) {
        SortedMap<LineKey, Money> deducted = new TreeMap<>();
        Standing.of(original, earlier).lines().forEach((key, line) -> deducted.put(key, line.subsidy()));
        return proRata(deducted, amount);
    }

    /**
     * Returns an amount as parts of weights, by largest remainder (the earlier key first); parts that are nothing are left out.
     *
     * @throws InputException when the amount is negative or more than all weights
     */
    public static SortedMap<LineKey, Money> proRata(SortedMap<LineKey, Money> weights, Money amount) {
        Money all = weights.values().stream().reduce(Money.ZERO, Money::plus);
        if (amount.isNegative() || amount.compareTo(all) > 0) {
            throw InputException.of("%s cannot be shared out over lines with %s".formatted(amount, all));
        }
        List<Part> parts = new ArrayList<>();
        weights.forEach((key, weight) -> {
            if (weight.isPositive()) {
                parts.add(part(key, weight, amount, all));
            }
        });
        SortedMap<LineKey, Money> shares = new TreeMap<>();
        parts.forEach(part -> shares.put(part.key(), part.whole()));
        long missing = shares.values().stream().reduce(amount, Money::minus).fen();
        parts.stream()
                .sorted(Comparator.comparing(Part::remainder).reversed().thenComparing(Part::key))
                .limit(missing)
                .forEach(part -> shares.merge(part.key(), Money.ofFen(1), Money::plus));
        shares.values().removeIf(Money::isZero);
        return shares;
    }

    private static Part part(LineKey key, Money weight, Money amount, Money all) {
        BigInteger[] divided = BigInteger.valueOf(amount.fen())
                .multiply(BigInteger.valueOf(weight.fen()))
                .divideAndRemainder(BigInteger.valueOf(all.fen()));
        return new Part(key, Money.ofFen(divided[0]), divided[1]);
    }

    private static InvoiceLine line(Invoice original, Standing standing, LineKey key, Money amount) {
        Standing.Line line = standing.lines().get(key);
        if (line == null) {
            throw InputException.of("%s has no line %s".formatted(original.number(), key));
        }
        if (amount.compareTo(line.subsidy()) > 0 || line.customer().plus(amount).isNegative()) {
            throw InputException.of("Of the line %s of %s %s is deducted and %s payable by now: %s cannot move"
                    .formatted(key, original.number(), line.subsidy(), line.customer(), amount));
        }
        return line(key, line, Money.ZERO, amount.negated(), Money.ZERO);
    }

    /** Returns a line that changes no quantity. */
    private static InvoiceLine line(LineKey key, Standing.Line line, Money gross, Money subsidy, Money tax) {
        return new InvoiceLine(
                key.attempt(),
                key.component(),
                key.site(),
                key.model(),
                key.tariffVersion(),
                key.tier(),
                key.funding(),
                key.day(),
                DeviceMillis.ZERO,
                line.unitPrice(),
                gross,
                subsidy,
                gross.minus(subsidy),
                Money.ZERO,
                line.vatRate(),
                tax);
    }
}
