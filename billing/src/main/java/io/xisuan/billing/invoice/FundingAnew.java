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
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.VoucherId;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a month that is computed anew may draw on: what its changed contracts had deducted, what their holds keep, what is free, and what
 * expired and may be opened again. An attempt gets no more than was held for it when it started, as if all its usage had come in time.
 */
final class FundingAnew {
    private final ReratingInput input;
    private final Map<AccountId, Money> remaining;
    private final Map<FundingBounds.Draw, Money> held = new HashMap<>();

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

    /** Takes what stays posted for lines that were settled off what the next part may draw. */
    void keep(List<KeptDeduction> kept) {
        for (KeptDeduction one : kept) {
            LineKey key = one.key();
            Money amount = one.payment().amount();
            List<AccountId> legs = legs(input, one);
            legs.forEach(leg -> remaining.merge(leg, amount.negated(), Money::plus));
            held.computeIfPresent(
                    new FundingBounds.Draw(
                            legs, key.attempt().job().uid(), key.attempt().attempt()),
                    (draw, left) -> left.minus(amount).max(Money.ZERO));
        }
    }

    /**
     * Returns the balances that what is kept was posted to.
     *
     * @throws InputException when the grant is no longer declared
     */
    static List<AccountId> legs(ReratingInput input, KeptDeduction kept) {
        LineKey key = kept.key();
        VoucherPayment payment = kept.payment();
        return input.prices().grants().of(key.contract()).stream()
                .filter(terms -> terms.grant().programme().equals(payment.programme())
                        && terms.grant().voucher().equals(payment.voucher()))
                .findFirst()
                .map(terms -> terms.legsAt(BillingPeriod.startOfDayMillis(key.day())))
                .orElseThrow(() -> InputException.of(
                        "Voucher %s paid for %s on %s and a settlement moved %s of it, but the grant is not declared any more"
                                .formatted(
                                        payment.voucherNumber(), key.attempt().job(), key.day(), payment.amount())));
    }

    /** Returns the charges with what frozen claims fix: each voucher keeps what it pays of a pinned line, in all at most the gross. */
    List<SubsidisedCharge> pinned(List<SubsidisedCharge> charges) {
        return charges.stream()
                .map(charge -> Optional.ofNullable(
                                input.pinned().get(charge.charge().key()))
                        .map(pin -> pinned(charge, pin))
                        .orElse(charge))
                .toList();
    }

    /** Another voucher than those of the claim gives nothing more: the authority was told who pays the line. */
    private SubsidisedCharge pinned(SubsidisedCharge charge, SortedMap<VoucherId, Money> pin) {
        Money room = charge.charge().gross();
        List<Allocation> allocations = new ArrayList<>(charge.allocations());
        allocations.removeIf(allocation -> allocation.terms().settlement().deductedBySupplier());
        for (GrantTerms terms : input.prices().grants().of(charge.charge().key().contract())) {
            Money amount = terms.settlement().deductedBySupplier()
                    ? pin.getOrDefault(terms.grant().voucher(), Money.ZERO)
                            .min(room)
                            .max(Money.ZERO)
                    : Money.ZERO;
            if (amount.isPositive()) {
                allocations.add(charge.allocations().stream()
                        .filter(one -> one.terms().grant().equals(terms.grant())
                                && one.amount().equals(amount))
                        .findFirst()
                        .orElseGet(() -> fixed(terms, amount)));
                room = room.minus(amount);
            }
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
