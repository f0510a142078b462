package io.xisuan.billing.store;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimLine;
import io.xisuan.billing.claim.ClaimState;
import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.claim.Deduction;
import io.xisuan.model.Money;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Compares claims with the stock that they draw from, and with the books. */
final class ClaimCheck {
    private ClaimCheck() {}

    /** Returns the first difference, for people. */
    static Optional<String> first(Handle handle) {
        SortedMap<String, Money> claimed = new TreeMap<>();
        SortedMap<String, Money> owed = new TreeMap<>();
        for (long number : ClaimRows.numbers(handle)) {
            Claim claim = ClaimRows.find(handle, number).orElseThrow().claim();
            claimed(claim).forEach((source, amount) -> claimed.merge(source, amount, Money::plus));
            owed.merge("AR-GOV/" + claim.scope().programme() + "/", claim.owed(), Money::plus);
        }
        return stock(handle, claimed).or(() -> books(handle, owed));
    }

    /** Returns what a claim holds of each deduction: its lines, less what was given up, appealed or borne. */
    private static SortedMap<String, Money> claimed(Claim claim) {
        SortedMap<String, Money> held = new TreeMap<>();
        if (claim.state() == ClaimState.WITHDRAWN) {
            return held;
        }
        SortedMap<Integer, Money> rejected = claim.rejectedByLine();
        for (ClaimLine line : claim.lines()) {
            Money amount = line.amount().minus(rejected.getOrDefault(line.number(), Money.ZERO));
            Claimable.source(line).ifPresent(source -> held.merge(key(source), amount, Money::plus));
        }
        return held;
    }

    private static String key(Deduction deduction) {
        return "%s/%d/%s".formatted(deduction.document(), deduction.line(), deduction.voucher());
    }

    private static Optional<String> stock(Handle handle, SortedMap<String, Money> claimed) {
        SortedMap<String, Money> left = new TreeMap<>(claimed);
        left.values().removeIf(Money::isZero);
        Optional<String> wrong = handle
                .createQuery(
                        "SELECT document, line, voucher, claimed_fen FROM claimable ORDER BY document, line, voucher")
                .map((row, context) -> {
                    String key = "%s/%d/%s"
                            .formatted(row.getString("document"), row.getLong("line"), row.getString("voucher"));
                    Money stored = Money.ofFen(row.getLong("claimed_fen"));
                    Money lines = Optional.ofNullable(left.remove(key)).orElse(Money.ZERO);
                    return stored.equals(lines)
                            ? ""
                            : "of %s %s is claimed, the lines of claims come to %s".formatted(key, stored, lines);
                })
                .list()
                .stream()
                .filter(text -> !text.isEmpty())
                .findFirst();
        return wrong.or(() -> left.keySet().stream().findFirst().map(key -> key + " is claimed and not in stock"));
    }

    private static Optional<String> books(Handle handle, SortedMap<String, Money> owed) {
        for (var entry : owed.entrySet()) {
            Money balance = Money.ofFen(handle.createQuery("""
                            SELECT coalesce(sum(amount_fen), 0) FROM ledger_posting
                            WHERE substr(account, 1, length(:below)) = :below""")
                    .bind("below", entry.getKey())
                    .mapTo(Long.class)
                    .one());
            if (!balance.equals(entry.getValue())) {
                return Optional.of("claims say that %s owes %s, the books %s"
                        .formatted(entry.getKey(), entry.getValue(), balance));
            }
        }
        return Optional.empty();
    }
}
