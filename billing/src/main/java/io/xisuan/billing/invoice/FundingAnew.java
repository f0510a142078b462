package io.xisuan.billing.invoice;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.Movement;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.subsidy.Allocation;
import io.xisuan.billing.subsidy.Bound;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a month that is computed anew may draw on: what its changed contracts had deducted, what their holds keep, what is free, and what
 * expired and may be opened again. An attempt gets no more than was held for it when it started, as if all its usage had come in time.
 */
final class FundingAnew {
    private final ReratingInput input;
    private final Map<AccountId, Money> remaining;
    private final Map<FundingBounds.Draw, Money> held = new HashMap<>();
    private final SortedMap<LineKey, Money> pins = new TreeMap<>();

    /**
     * @param capped the attempts that get no more than they have posted and hold by now, because nothing is free for more
     */
    FundingAnew(ReratingInput input, SortedSet<ContractId> changed, SortedSet<AttemptKey> capped) {
        this.input = input;
        this.remaining = new HashMap<>(FundingBounds.of(input.balances()).remaining());
        for (GrantTerms terms : input.prices().grants().all()) {
            if (terms.settlement().deductedBySupplier()) {
                terms.accounts()
                        .forEach(id -> input.balances()
                                .account(id)
                                .ifPresent(account ->
                                        remaining.put(id, account.free().plus(reopenable(account)))));
            }
        }
        for (ContractId contract : changed) {
            for (AttemptKey attempt : attempts(input, contract)) {
                takeBack(owner(input, contract, attempt), capped.contains(attempt));
            }
        }
        pin();
    }

    /** Returns the attempts with billed usage or lines of a contract's month. */
    static SortedSet<AttemptKey> attempts(ReratingInput input, ContractId contract) {
        SortedSet<AttemptKey> attempts = new TreeSet<>();
        input.usage().forEach(recorded -> {
            if (recorded.usage().billed()
                    && recorded.usage().contract().equals(contract)
                    && recorded.usage().interval().overlaps(input.period().interval())) {
                attempts.add(AttemptKey.of(recorded.usage()));
            }
        });
        input.documents().stream()
                .filter(document -> document.contract().equals(contract))
                .forEach(document -> document.lines().forEach(line -> attempts.add(line.attempt())));
        return attempts;
    }

    static HoldOwner owner(ReratingInput input, ContractId contract, AttemptKey attempt) {
        ContractTerms terms =
                Optional.ofNullable(input.prices().contracts().get(contract)).orElseThrow();
        return new HoldOwner(terms.seller().supplier(), attempt.job().uid(), attempt.attempt());
    }

    private Money reopenable(Account account) {
        return input.nowMillis() < account.claimByMillis() ? account.expired() : Money.ZERO;
    }

    /** Adds what an attempt has posted in the month and what it still holds to what may be drawn. */
    private void takeBack(HoldOwner owner, boolean capped) {
        List<Hold> holds = input.holds().apply(owner);
        for (Hold hold : holds) {
            for (Movement movement : hold.standing()) {
                HoldLine line = hold.lines().get(movement.line());
                if (inMonth(movement)) {
                    give(line, movement.amount());
                }
                if (inMonth(movement) == capped) {
                    merge(
                            owner,
                            line,
                            capped ? movement.amount() : movement.amount().negated());
                }
            }
            if (!hold.resolved()) {
                hold.lines().forEach(line -> give(line, line.open()));
            }
            if (capped) {
                hold.lines().forEach(line -> merge(owner, line, line.open()));
            }
        }
        if (!holds.isEmpty() && !capped) {
            holds.getFirst().lines().forEach(line -> merge(owner, line, line.held()));
        }
    }

    private boolean inMonth(Movement movement) {
        return input.period().month().equals(YearMonth.from(movement.day()));
    }

    private void give(HoldLine line, Money amount) {
        line.legs().forEach(leg -> remaining.merge(leg, amount, Money::plus));
    }

    private void merge(HoldOwner owner, HoldLine line, Money amount) {
        held.merge(new FundingBounds.Draw(line.legs(), owner.jobUid(), owner.attempt()), amount, Money::plus);
    }

    private void pin() {
        for (Invoice document : input.documents()) {
            boolean settles = document.corrects()
                    .filter(one -> one.family() == Correction.Family.SETTLEMENT)
                    .isPresent();
            for (InvoiceLine line : document.lines()) {
                LineKey key = line.key(document.contract());
                if (input.pinned().contains(key) && !settles) {
                    pins.merge(key, line.subsidy(), Money::plus);
                }
            }
        }
    }

    /** Returns the bounds of the next part. */
    FundingBounds bounds() {
        return new FundingBounds(remaining, held, input.chosen());
    }

    /** Takes what a part deducts off what the next one may draw. */
    void draw(List<SubsidisedCharge> charges) {
        for (SubsidisedCharge charge : charges) {
            for (Allocation allocation : charge.allocations()) {
                if (allocation.terms().settlement().deductedBySupplier()) {
                    List<AccountId> legs =
                            allocation.terms().legsAt(charge.charge().firstInstantMillis());
                    AttemptKey attempt = charge.charge().key().attempt();
                    legs.forEach(leg -> remaining.merge(leg, allocation.amount().negated(), Money::plus));
                    held.computeIfPresent(
                            new FundingBounds.Draw(legs, attempt.job().uid(), attempt.attempt()),
                            (draw, left) -> left.minus(allocation.amount()).max(Money.ZERO));
                }
            }
        }
    }

    /** Returns the charges with what frozen claims fix: a pinned line keeps its deduction, at most its gross. */
    List<SubsidisedCharge> pinned(List<SubsidisedCharge> charges) {
        return charges.stream()
                .map(charge -> Optional.ofNullable(pins.get(charge.charge().key()))
                        .map(pin -> pinned(charge, pin))
                        .orElse(charge))
                .toList();
    }

    private SubsidisedCharge pinned(SubsidisedCharge charge, Money pin) {
        Money missing = pin.min(charge.charge().gross()).minus(charge.subsidy());
        List<Allocation> allocations = new ArrayList<>();
        for (Allocation allocation : charge.allocations()) {
            boolean deducted = allocation.terms().settlement().deductedBySupplier();
            Money amount = deducted ? allocation.amount().plus(missing).max(Money.ZERO) : allocation.amount();
            missing = missing.minus(amount.minus(allocation.amount()));
            allocations.add(amount.equals(allocation.amount()) ? allocation : fixed(allocation.terms(), amount));
        }
        if (missing.isPositive()) {
            Money rest = missing;
            input.prices().grants().of(charge.charge().key().contract()).stream()
                    .filter(terms -> terms.settlement().deductedBySupplier())
                    .findFirst()
                    .ifPresent(terms -> allocations.add(fixed(terms, rest)));
        }
        return new SubsidisedCharge(charge.charge(), allocations);
    }

    /** Returns what a frozen claim says that a grant gives, whatever its rules would come to now. */
    private static Allocation fixed(GrantTerms terms, Money amount) {
        return new Allocation(
                terms,
                amount,
                amount,
                amount,
                Bound.NONE,
                terms.stacking().funding().map(levels -> levels.split(amount)).orElse(List.of()));
    }
}
