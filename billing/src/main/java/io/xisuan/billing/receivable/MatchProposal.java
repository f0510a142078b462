package io.xisuan.billing.receivable;

import io.xisuan.billing.payment.BankLine;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whose a line of a bank statement may be, and what it may pay; a person decides.
 *
 * @param allocations what it would pay; the rest would stay prepaid
 * @param reasons what speaks for it, for people
 */
public record MatchProposal(
        BankLine line, TenantId tenant, List<Allocation> allocations, Confidence confidence, List<String> reasons) {
    /** How much speaks for a proposal. */
    public enum Confidence {
        /** Two of three agree: the number of an invoice in the remark, the payer, the amount. */
        HIGH,
        /** The number of an invoice in the remark, or the payer, alone. */
        MEDIUM,
        /** The amount alone, and only one invoice has it. */
        LOW
    }

    /**
     * Who may pay.
     *
     * @param names as invoices name the buyer
     */
    public record Payer(TenantId tenant, List<String> names, Optional<String> creditCode) {
        public Payer {
            names = List.copyOf(names);
        }
    }

    public MatchProposal {
        allocations = List.copyOf(allocations);
        reasons = List.copyOf(reasons);
    }

    /** Returns what may be the case, the likeliest first; nothing when nothing speaks for anybody. */
    public static List<MatchProposal> of(BankLine line, List<OpenItem> items, List<Payer> payers) {
        List<OpenItem> open =
                items.stream().filter(item -> item.due().isPositive()).toList();
        Map<TenantId, MatchProposal> best = new TreeMap<>();
        for (Payer payer : payers) {
            List<OpenItem> own = open.stream()
                    .filter(item -> item.tenant().equals(payer.tenant()))
                    .toList();
            proposal(line, own, payer, open).ifPresent(proposal -> best.put(payer.tenant(), proposal));
        }
        return best.values().stream()
                .sorted(Comparator.comparing(MatchProposal::confidence).thenComparing(MatchProposal::tenant))
                .toList();
    }

    private static Optional<MatchProposal> proposal(
            BankLine line, List<OpenItem> own, Payer payer, List<OpenItem> open) {
        List<String> reasons = new ArrayList<>();
        List<OpenItem> named = own.stream()
                .filter(item -> plain(line.remark()).contains(plain(item.number())))
                .toList();
        named.forEach(item -> reasons.add("the remark names " + item.number()));
        List<OpenItem> exact =
                own.stream().filter(item -> item.due().equals(line.amount())).toList();
        boolean sum = !named.isEmpty() && due(named).equals(line.amount());
        boolean alone = exact.size() == 1
                && open.stream()
                                .filter(item -> item.due().equals(line.amount()))
                                .count()
                        == 1;
        boolean known = isPayer(line, payer);
        if (known) {
            reasons.add("the payer is " + payer.names().getFirst());
        }
        if (sum || !exact.isEmpty()) {
            reasons.add("the amount is what is open of " + (sum ? numbers(named) : numbers(exact)));
        }
        Optional<Confidence> confidence = level(!named.isEmpty(), known, sum || !exact.isEmpty(), alone);
        List<OpenItem> paid = named.isEmpty() ? (exact.isEmpty() ? own : exact) : named;
        return confidence.map(level ->
                new MatchProposal(line, payer.tenant(), Allocation.oldestFirst(paid, line.amount()), level, reasons));
    }

    private static Optional<Confidence> level(boolean named, boolean known, boolean exact, boolean alone) {
        if (named && (known || exact)) {
            return Optional.of(Confidence.HIGH);
        }
        if (known && exact) {
            return Optional.of(Confidence.HIGH);
        }
        if (named || known) {
            return Optional.of(Confidence.MEDIUM);
        }
        return alone ? Optional.of(Confidence.LOW) : Optional.empty();
    }

    private static boolean isPayer(BankLine line, Payer payer) {
        String remark = plain(line.remark());
        String name = plain(line.payer());
        return (!name.isEmpty()
                        && payer.names().stream().anyMatch(known -> plain(known).equals(name)))
                || payer.creditCode()
                        .filter(code -> remark.contains(plain(code))
                                || plain(line.payer()).contains(plain(code)))
                        .isPresent();
    }

    private static Money due(List<OpenItem> items) {
        return items.stream().map(OpenItem::due).reduce(Money.ZERO, Money::plus);
    }

    private static String numbers(List<OpenItem> items) {
        return String.join(", ", items.stream().map(OpenItem::number).toList());
    }

    /** Full and half width, brackets, blanks and case do not matter. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s()（）·.,，。-]", "");
    }
}
