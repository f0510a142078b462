package io.xisuan.billing.claim;

import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.Notes;
import io.xisuan.billing.invoice.VoucherPayment;
import io.xisuan.billing.party.Bearer;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.model.Money;
import io.xisuan.model.VoucherId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What buyers owe because an authority did not pay, or wanted its money back: one settlement note for each invoice and voucher. Nothing goes
 * back to balances: what was used stays used.
 */
public final class SettlementNotes {
    /** The invoice that a note belongs to, and the voucher that pays less. */
    public record Target(String invoice, VoucherId voucher) implements Comparable<Target> {
        private static final Comparator<Target> ORDER =
                Comparator.comparing(Target::invoice).thenComparing(Target::voucher);

        @Override
        public int compareTo(Target other) {
            return ORDER.compare(this, other);
        }
    }

    /** An issued invoice and the notes that correct it, oldest first. */
    public record Standing(Invoice invoice, List<Invoice> notes) {
        public Standing {
            notes = List.copyOf(notes);
        }
    }

    private SettlementNotes() {}

    /**
     * Returns what moves to buyers by one step of a claim.
     *
     * @param claim the claim after the step
     * @param bearers who bears what of each line, by its number
     * @param corrected the number of the invoice that a document is, or corrects
     */
    public static SortedMap<Target, SortedMap<LineKey, Money>> moved(
            Claim claim, ClaimStep step, Map<Integer, Bearer> bearers, Function<String, String> corrected) {
        SortedMap<Integer, Money> byLine = switch (step) {
            case ClaimStep.Answer answer -> claim.rejectedByLine();
            case ClaimStep.ClawBack back -> claim.clawedBackByLine(back.reference());
            case ClaimStep.Withdraw withdraw -> new TreeMap<>();
            case ClaimStep.Freeze freeze -> new TreeMap<>();
            case ClaimStep.Submit submit -> new TreeMap<>();
            case ClaimStep.Pay pay -> new TreeMap<>();
            case ClaimStep.Repay repay -> new TreeMap<>();
            case ClaimStep.Reconcile reconcile -> new TreeMap<>();
        };
        SortedMap<Target, SortedMap<LineKey, Money>> moved = new TreeMap<>();
        byLine.forEach((number, amount) -> Claimable.source(claim.line(number))
                .filter(source -> bearers.get(number) == Bearer.TENANT)
                .ifPresent(source -> moved.computeIfAbsent(
                                new Target(corrected.apply(source.document()), source.voucher()),
                                target -> new TreeMap<>())
                        .merge(source.key(), amount, Money::plus)));
        moved.values().forEach(lines -> lines.values().removeIf(Money::isZero));
        moved.values().removeIf(lines -> lines.isEmpty());
        return moved;
    }

    /**
     * Returns the drafts of the notes, in order of invoice and voucher.
     *
     * @param cause what stands on the notes, see {@link #cause}
     * @param standing finds an invoice with its notes
     */
    public static List<InvoiceDraft> drafts(
            SortedMap<Target, SortedMap<LineKey, Money>> moved, String cause, Function<String, Standing> standing) {
        List<InvoiceDraft> drafts = new ArrayList<>();
        moved.forEach((target, lines) -> {
            Standing known = standing.apply(target.invoice());
            VoucherPayment voucher = known.invoice().voucherPayments().stream()
                    .filter(payment -> payment.voucher().equals(target.voucher()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "%s has no payment by voucher %s".formatted(target.invoice(), target.voucher())));
            drafts.add(Notes.settlement(
                    known.invoice(),
                    known.notes(),
                    voucher,
                    lines,
                    new Correction(target.invoice(), Correction.Family.SETTLEMENT, cause)));
        });
        return List.copyOf(drafts);
    }

    /** Returns what stands on the notes of a step: the claim, what happened, and why. */
    public static String cause(Claim claim, ClaimStep step) {
        return switch (step) {
            case ClaimStep.Answer answer ->
                "claim %s not accepted: %s"
                        .formatted(
                                claim.name(),
                                answer.rest()
                                        .map(rest -> rest.cause().name().toLowerCase(Locale.ROOT))
                                        .orElse("nothing"));
            case ClaimStep.ClawBack back ->
                "claim %s clawed back by %s: %s"
                        .formatted(
                                claim.name(),
                                back.reference(),
                                back.cause().name().toLowerCase(Locale.ROOT));
            case ClaimStep.Withdraw withdraw -> claim.name();
            case ClaimStep.Freeze freeze -> claim.name();
            case ClaimStep.Submit submit -> claim.name();
            case ClaimStep.Pay pay -> claim.name();
            case ClaimStep.Repay repay -> claim.name();
            case ClaimStep.Reconcile reconcile -> claim.name();
        };
    }
}
