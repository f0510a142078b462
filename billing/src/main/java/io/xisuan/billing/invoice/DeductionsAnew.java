package io.xisuan.billing.invoice;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.entitlement.Movement;
import io.xisuan.billing.subsidy.Allocation;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The commands that bring the deductions of a month to what it comes to anew: what is too much is undone, the youngest posting of a hold
 * first, and what is missing is posted: to the attempt's hold while it is open, else to a hold of its own that is over at once.
 *
 * <p>Each command is tried on a copy of the books first; so what is proposed can be done as things are now.
 */
final class DeductionsAnew {
    /** One posting: a day's use of the same balances. */
    private record Use(List<AccountId> legs, LocalDate day) implements Comparable<Use> {
        private static final Comparator<Use> ORDER =
                Comparator.comparing(Use::day).thenComparing(use -> use.legs().toString());

        @Override
        public int compareTo(Use other) {
            return ORDER.compare(this, other);
        }
    }

    /** Says that an attempt's deductions cannot be funded as things are. */
    static final class UnfundedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient AttemptKey attempt;

        UnfundedException(AttemptKey attempt, String message) {
            super(message);
            this.attempt = attempt;
        }

        AttemptKey attempt() {
            return attempt;
        }
    }

    private final ReratingInput input;
    private final SortedSet<ContractId> changed;
    private final EntitlementBook books;
    private final List<Command> commands = new ArrayList<>();

    DeductionsAnew(ReratingInput input, SortedSet<ContractId> changed) {
        this.input = input;
        this.changed = changed;
        this.books = input.balances().copy();
    }

    /**
     * Returns the commands in order of contract and attempt.
     *
     * @param kept what stays posted beside what the charges deduct
     * @throws UnfundedException when a balance does not bear what an attempt has more than before
     */
    List<Command> commands(List<SubsidisedCharge> charges, List<KeptDeduction> kept) {
        SortedMap<AttemptKey, SortedMap<Use, Money>> wanted = wanted(charges);
        for (KeptDeduction one : kept) {
            wanted.computeIfAbsent(one.key().attempt(), first -> new TreeMap<>())
                    .merge(
                            new Use(FundingAnew.legs(input, one), one.key().day()),
                            one.payment().amount(),
                            Money::plus);
        }
        for (ContractId contract : changed) {
            for (AttemptKey attempt : FundingAnew.attempts(input, contract)) {
                List<Hold> holds = input.holds().apply(FundingAnew.owner(input, contract, attempt));
                for (Hold hold : holds) {
                    if (books.hold(hold.owner().holdId()).isEmpty()) {
                        books.admit(hold);
                    }
                }
                new Deductions(
                                attempt,
                                holds.stream().map(Hold::owner).toList(),
                                new TreeMap<>(wanted.getOrDefault(attempt, new TreeMap<>())))
                        .settle();
            }
        }
        return List.copyOf(commands);
    }

    private static SortedMap<AttemptKey, SortedMap<Use, Money>> wanted(List<SubsidisedCharge> charges) {
        SortedMap<AttemptKey, SortedMap<Use, Money>> wanted = new TreeMap<>();
        for (SubsidisedCharge charge : charges) {
            for (Allocation allocation : charge.allocations()) {
                if (allocation.terms().settlement().deductedBySupplier()
                        && allocation.amount().isPositive()) {
                    Use use = new Use(
                            allocation.terms().legsAt(charge.charge().firstInstantMillis()),
                            charge.charge().key().day());
                    wanted.computeIfAbsent(charge.charge().key().attempt(), first -> new TreeMap<>())
                            .merge(use, allocation.amount(), Money::plus);
                }
            }
        }
        return wanted;
    }

    /** The deductions of one attempt: its holds, and what is wanted and not posted yet. */
    private final class Deductions {
        private final AttemptKey attempt;
        private final List<HoldOwner> owners;
        private final SortedMap<Use, Money> missing;

        Deductions(AttemptKey attempt, List<HoldOwner> owners, SortedMap<Use, Money> wanted) {
            this.attempt = attempt;
            this.owners = owners;
            this.missing = wanted;
        }

        void settle() {
            owners.forEach(owner -> undo(owner.holdId()));
            missing.values().removeIf(amount -> !amount.isPositive());
            owners.stream().filter(owner -> !hold(owner.holdId()).resolved()).forEach(owner -> post(owner.holdId()));
            missing.values().removeIf(amount -> !amount.isPositive());
            if (!missing.isEmpty()) {
                postLate();
            }
        }

        private void act(Command command) {
            if (books.apply(command) instanceof Answer.Refused no) {
                throw new UnfundedException(
                        attempt,
                        "The notes on %s cannot be funded: %s, %s".formatted(input.period(), no.reason(), no.detail()));
            }
            commands.add(command);
        }

        private Hold hold(String id) {
            return books.hold(id).orElseThrow();
        }

        /** Undoes from the first posting on that is more than is wanted; what else goes with it is missing again. */
        private void undo(String id) {
            Hold hold = hold(id);
            Money undone = Money.ZERO;
            for (Movement movement : hold.standing()) {
                Use use = new Use(hold.lines().get(movement.line()).legs(), movement.day());
                boolean other =
                        !YearMonth.from(movement.day()).equals(input.period().month());
                if (other && undone.isPositive()) {
                    missing.merge(use, movement.amount(), Money::plus);
                }
                Money stays = other
                        ? movement.amount()
                        : missing.getOrDefault(use, Money.ZERO).min(movement.amount());
                if (undone.isPositive()) {
                    undone = undone.plus(movement.amount());
                } else {
                    undone = movement.amount().minus(stays);
                    if (!other) {
                        missing.computeIfPresent(use, (key, left) -> left.minus(stays));
                    }
                }
            }
            if (undone.isPositive()) {
                act(new Command.Unpost(id("undo", hold), id, undone));
            }
        }

        private void post(String id) {
            missing.replaceAll((use, amount) -> amount.minus(postTo(id, use, amount)));
            missing.values().removeIf(amount -> !amount.isPositive());
            missing.forEach((use, amount) -> extend(id, use, amount));
            missing.clear();
        }

        private Money postTo(String id, Use use, Money amount) {
            Money left = amount;
            for (int line = 0; line < hold(id).lines().size() && left.isPositive(); line++) {
                Hold hold = hold(id);
                HoldLine candidate = hold.lines().get(line);
                Money part = left.min(candidate.open());
                if (candidate.legs().equals(use.legs())
                        && part.isPositive()
                        && hold.posted(line, use.day()).isZero()) {
                    act(new Command.Post(id("post", hold), id, line, use.day(), part));
                    left = left.minus(part);
                }
            }
            return amount.minus(left);
        }

        /** Adds a line for a day that has a posting already, from what the hold's other lines keep and from what is free. */
        private void extend(String id, Use use, Money amount) {
            Money needed = amount;
            for (int line = 0; line < hold(id).lines().size() && needed.isPositive(); line++) {
                HoldLine candidate = hold(id).lines().get(line);
                Money freed = needed.min(candidate.open());
                if (candidate.legs().equals(use.legs()) && freed.isPositive()) {
                    act(new Command.Trim(
                            id("trim" + line, hold(id)),
                            id,
                            line,
                            candidate.open().minus(freed)));
                    needed = needed.minus(freed);
                }
            }
            reopen(use.legs(), amount);
            act(new Command.Extend(id("extend", hold(id)), id, List.of(new LineRequest(use.legs(), amount))));
            Hold hold = hold(id);
            act(new Command.Post(id("post", hold), id, hold.lines().size() - 1, use.day(), amount));
        }

        private void postLate() {
            HoldOwner first = owners.getFirst();
            HoldOwner late = new HoldOwner(
                    first.supplier(), first.jobUid(), first.attempt(), first.plannedAtMillis() + owners.size());
            SortedMap<String, LineRequest> lines = new TreeMap<>();
            missing.forEach((use, amount) -> lines.merge(
                    use.legs().toString(),
                    new LineRequest(use.legs(), amount),
                    (one, other) -> new LineRequest(one.legs(), one.amount().plus(other.amount()))));
            lines.values().forEach(line -> reopen(line.legs(), line.amount()));
            act(new Command.Place(
                    Sha256.hexOfFields(List.of("late use", late.holdId())),
                    late,
                    "",
                    List.copyOf(lines.values()),
                    Long.MAX_VALUE));
            missing.forEach((use, amount) -> postTo(late.holdId(), use, amount));
            act(new Command.Resolve("resolve/" + late.holdId(), late.holdId()));
        }

        /** Opens again what expired, where it alone is enough. */
        private void reopen(List<AccountId> legs, Money amount) {
            for (AccountId leg : legs) {
                Account account = books.account(leg).orElseThrow();
                Money lacking = amount.minus(account.free());
                if (lacking.isPositive() && account.expired().isPositive()) {
                    String id = Sha256.hexOfFields(List.of(
                            "late use", leg.toString(), account.expired().toString(), lacking.toString()));
                    act(new Command.Reopen(id, leg, lacking.min(account.expired()), input.nowMillis()));
                }
            }
        }

        /** Returns an id that the hold has not seen: it counts what moved and what was added. */
        private String id(String deed, Hold hold) {
            return Sha256.hexOfFields(List.of(
                    "note",
                    deed,
                    hold.owner().holdId(),
                    Integer.toString(hold.movements().size()),
                    Integer.toString(hold.lines().size())));
        }
    }
}
