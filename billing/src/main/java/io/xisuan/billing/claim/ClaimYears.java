package io.xisuan.billing.claim;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.AccountKind;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Moves what a claim draws on to the year that counts, where a programme counts the year of the claim or of the payment and use was posted
 * to another: caps and pools of that year then bear it, if they have room.
 */
public final class ClaimYears {
    private record Use(AttemptKey attempt, String voucher, LocalDate day) implements Comparable<Use> {
        private static final Comparator<Use> ORDER =
                Comparator.comparing(Use::attempt).thenComparing(Use::voucher).thenComparing(Use::day);

        @Override
        public int compareTo(Use other) {
            return ORDER.compare(this, other);
        }
    }

    private ClaimYears() {}

    /**
     * Returns the commands, in order of attempt, voucher and day; repeating them has no further effect.
     *
     * @param year the year that counts
     * @param holds finds the hold of an attempt
     */
    public static List<Command> transfers(Claim claim, int year, Function<AttemptKey, Optional<Hold>> holds) {
        SortedMap<Use, Money> uses = new TreeMap<>();
        for (ClaimLine line : claim.lines()) {
            Claimable.source(line)
                    .ifPresent(source -> uses.merge(
                            new Use(
                                    source.key().attempt(),
                                    source.voucher().value(),
                                    source.key().day()),
                            line.amount(),
                            Money::plus));
        }
        List<Command> commands = new ArrayList<>();
        uses.forEach((use, amount) -> {
            Optional<Hold> hold = holds.apply(use.attempt());
            if (hold.isPresent() && amount.isPositive()) {
                commands.addAll(transfers(claim, use, amount, hold.get(), Integer.toString(year)));
            }
        });
        return List.copyOf(commands);
    }

    private static List<Command> transfers(Claim claim, Use use, Money amount, Hold hold, String year) {
        List<Command> commands = new ArrayList<>();
        String holdId = hold.owner().holdId();
        Money left = amount;
        for (int i = 0; i < hold.lines().size(); i++) {
            HoldLine line = hold.lines().get(i);
            List<AccountId> legs =
                    line.legs().stream().map(leg -> inYear(leg, year)).toList();
            Money part = left.min(hold.posted(i, use.day()));
            if (line.voucher().owner().equals(use.voucher()) && part.isPositive() && !legs.equals(line.legs())) {
                String id = Sha256.hexOfFields(List.of(
                        "claim-year",
                        claim.name(),
                        holdId,
                        Integer.toString(i),
                        use.day().toString(),
                        year));
                commands.add(new Command.Transfer(id, holdId, i, Optional.of(use.day()), legs, part));
                left = left.minus(part);
            }
        }
        return commands;
    }

    /** A voucher has no year, and neither has a cap over the programme's life or over rolling months. */
    private static AccountId inYear(AccountId leg, String year) {
        return leg.kind() == AccountKind.VOUCHER || !leg.year().matches("[0-9]{4}")
                ? leg
                : new AccountId(leg.kind(), leg.programme(), leg.owner(), year);
    }
}
