package io.xisuan.cli.payment;

import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.payment.MoneyMovement.Kind;
import io.xisuan.cli.ExitCode;
import io.xisuan.model.Money;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A receipt that is recorded already, so that nobody believes that saying it again pays something else.
 *
 * @param applied what was applied from it when it was recorded
 */
record Known(MoneyMovement receipt, List<MoneyMovement> applied) {
    Known {
        applied = List.copyOf(applied);
    }

    /** Returns the receipt of that reference among a tenant's movements. */
    static Optional<Known> find(List<MoneyMovement> movements, String reference) {
        return movements.stream()
                .filter(movement ->
                        movement.kind() == Kind.RECEIPT && movement.reference().equals(reference))
                .findFirst()
                .map(receipt -> new Known(
                        receipt,
                        movements.stream()
                                .filter(movement ->
                                        movement.kind() == Kind.APPLY && movement.concerns() == receipt.id())
                                .toList()));
    }

    List<MoneyMovement> movements() {
        List<MoneyMovement> all = new ArrayList<>(List.of(receipt));
        all.addAll(applied);
        return List.copyOf(all);
    }

    /**
     * Says that it was recorded before, and whether it paid what is asked for now.
     *
     * @param oldest whether the oldest invoices are asked for, whichever those were
     */
    int answer(boolean oldest, Optional<List<String>> invoices, PrintWriter err) {
        SortedMap<String, Money> paid = new TreeMap<>();
        applied.forEach(one -> paid.merge(one.invoice(), one.amount(), Money::plus));
        boolean same = oldest || isSame(invoices.orElse(List.of()), paid);
        err.printf(
                "%s was recorded before as %s, %s%s%n",
                receipt.reference(),
                receipt.name(),
                paid.isEmpty() ? "all of it prepaid" : "applied to " + String.join(", ", paid.keySet()),
                same ? "" : ": nothing more was applied; to pay another invoice from it use payment apply");
        err.flush();
        return (same ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    private static boolean isSame(List<String> words, SortedMap<String, Money> paid) {
        SortedMap<String, Money> left = new TreeMap<>(paid);
        for (String word : words) {
            int sign = word.indexOf('=');
            Money amount = left.remove(sign < 0 ? word : word.substring(0, sign));
            boolean other = sign >= 0
                    && !Amounts.positive("--invoice " + word, word.substring(sign + 1))
                            .equals(amount);
            if (amount == null || other) {
                return false;
            }
        }
        return left.isEmpty();
    }
}
