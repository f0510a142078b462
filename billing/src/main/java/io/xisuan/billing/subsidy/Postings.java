package io.xisuan.billing.subsidy;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The commands that turn what a close deducted into used money: one per hold line and billing day. */
public final class Postings {
    private record Day(AttemptKey attempt, List<AccountId> legs, LocalDate day) implements Comparable<Day> {
        private static final Comparator<Day> ORDER = Comparator.comparing(Day::attempt)
                .thenComparing(Day::day)
                .thenComparing(day -> day.legs().getFirst())
                .thenComparing(day -> day.legs().toString());

        @Override
        public int compareTo(Day other) {
            return ORDER.compare(this, other);
        }
    }

    private Postings() {}

    /**
     * Returns the commands in order of attempt, day and voucher; repeating them has no further effect.
     *
     * @param holds finds the hold of an attempt
     */
    public static List<Command> commands(
            List<SubsidisedCharge> charges, SupplierId supplier, Function<HoldOwner, Optional<Hold>> holds) {
        Map<Day, Money> amounts = new TreeMap<>();
        for (SubsidisedCharge charge : charges) {
            for (Allocation allocation : charge.allocations()) {
                if (allocation.terms().settlement().deductedBySupplier()
                        && allocation.amount().isPositive()) {
                    List<AccountId> legs =
                            allocation.terms().legsAt(charge.charge().firstInstantMillis());
                    Day day = new Day(
                            charge.charge().key().attempt(),
                            legs,
                            charge.charge().key().day());
                    amounts.merge(day, allocation.amount(), Money::plus);
                }
            }
        }
        return new Writer(supplier, holds).write(amounts);
    }

    private static final class Writer {
        private final SupplierId supplier;
        private final Function<HoldOwner, Optional<Hold>> holds;
        private final Map<String, Money> openByLine = new TreeMap<>();
        private final List<Command> commands = new ArrayList<>();

        Writer(SupplierId supplier, Function<HoldOwner, Optional<Hold>> holds) {
            this.supplier = supplier;
            this.holds = holds;
        }

        List<Command> write(Map<Day, Money> amounts) {
            amounts.forEach(this::post);
            return List.copyOf(commands);
        }

        /** Fills the hold's lines of the voucher and cap year in their order: the first line and then its extensions. */
        private void post(Day day, Money amount) {
            HoldOwner owner = new HoldOwner(
                    supplier, day.attempt().job().uid(), day.attempt().attempt());
            Hold hold = holds.apply(owner)
                    .orElseThrow(() -> new IllegalStateException(
                            "%s was deducted for attempt %s without a hold".formatted(amount, day.attempt())));
            String holdId = hold.owner().holdId();
            Money left = amount;
            for (int line = 0; line < hold.lines().size() && left.isPositive(); line++) {
                HoldLine candidate = hold.lines().get(line);
                if (candidate.legs().equals(day.legs())) {
                    left = left.minus(postLine(hold, line, day.day(), left));
                }
            }
            if (left.isPositive()) {
                throw new IllegalStateException("%s of %s passes the hold %s".formatted(left, day.legs(), holdId));
            }
        }

        private Money postLine(Hold hold, int line, LocalDate day, Money wanted) {
            String holdId = hold.owner().holdId();
            String key = holdId + "/" + line;
            Money open = openByLine.getOrDefault(key, hold.lines().get(line).open());
            Money part = wanted.min(open);
            if (part.isPositive()) {
                commands.add(new Command.Post(id(hold, line, day), holdId, line, day, part));
                openByLine.put(key, open.minus(part));
            }
            return part;
        }

        /** Returns the id of a line's posting for a day: another one after each undoing, because an id posts only once. */
        private static String id(Hold hold, int line, LocalDate day) {
            List<String> fields =
                    new ArrayList<>(List.of("post", hold.owner().holdId(), Integer.toString(line), day.toString()));
            long undone = hold.movements().stream()
                    .filter(movement -> movement.line() == line
                            && movement.day().equals(day)
                            && movement.amount().isNegative())
                    .count();
            if (undone > 0) {
                fields.add(Long.toString(undone));
            }
            return Sha256.hexOfFields(fields);
        }
    }
}
