package io.xisuan.billing.subsidy;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.subsidy.FundingBounds.Draw;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each charge what its contract's grants pay, in the order of {@link Charge#ORDER}.
 *
 * <p>A programme's subsidy on a contract's month is the running sum of shares, floored to the fen at each line; a line
 * gets the difference. So the month comes to the floor of the whole, however it is cut into lines, and no line gets more
 * than its gross. Each line is bounded by the attempt's hold and by every balance of the grant; a
 * programme's second voucher takes only what its first left over.
 */
public final class Subsidiser {
    private record Running(ProgrammeId programme, ContractId contract, BillingPeriod month) {}

    private final Grants grants;
    private final Map<AccountId, Money> remaining;
    private final Map<Draw, Money> held;
    private final Map<Running, Rational> shares = new HashMap<>();

    private Subsidiser(Grants grants, FundingBounds bounds) {
        this.grants = grants;
        this.remaining = new HashMap<>(bounds.remaining());
        this.held = new HashMap<>(bounds.held());
    }

    /** Returns the charges with their subsidies, in the order in which they drew on the balances. */
    public static List<SubsidisedCharge> subsidised(List<Charge> charges, Grants grants, FundingBounds bounds) {
        Subsidiser subsidiser = new Subsidiser(grants, bounds);
        return charges.stream().sorted(Charge.ORDER).map(subsidiser::give).toList();
    }

    private SubsidisedCharge give(Charge charge) {
        Item item = charge.key().item();
        List<Allocation> allocations = new ArrayList<>();
        Map<ProgrammeId, Money> wanted = new HashMap<>();
        Money open = charge.gross();
        for (GrantTerms terms : grants.of(charge.key().contract())) {
            if (terms.validity().contains(charge.firstInstantMillis())
                    && terms.verdict(item) instanceof Verdict.Covered covered) {
                ProgrammeId programme = terms.grant().programme();
                Money evaluated = wanted.computeIfAbsent(programme, first -> evaluated(charge, terms, covered.rate()));
                Money amount = drawn(charge, terms, evaluated.min(open));
                open = open.minus(amount);
                wanted.put(programme, evaluated.minus(amount));
                allocations.add(new Allocation(terms, evaluated, amount));
            }
        }
        return new SubsidisedCharge(charge, allocations);
    }

    /** Returns the difference that this charge makes to the floor of the running sum. */
    private Money evaluated(Charge charge, GrantTerms terms, Rate rate) {
        Running key =
                new Running(terms.grant().programme(), terms.contract(), BillingPeriod.of(charge.firstInstantMillis()));
        Rational before = shares.getOrDefault(key, Rational.ZERO);
        Rational after = before.plus(terms.share(charge.gross(), rate, charge.vatRate()));
        shares.put(key, after);
        return Money.ofFen(after.round(Rounding.FLOOR)).minus(Money.ofFen(before.round(Rounding.FLOOR)));
    }

    private Money drawn(Charge charge, GrantTerms terms, Money wanted) {
        Money amount = wanted;
        for (AccountId account : terms.accounts()) {
            amount = amount.min(remaining.getOrDefault(account, Money.ZERO));
        }
        Draw draw = new Draw(
                terms.accounts().getFirst(),
                charge.key().attempt().job().uid(),
                charge.key().attempt().attempt());
        if (terms.settlement().deductedBySupplier()) {
            amount = amount.min(held.getOrDefault(draw, Money.ZERO));
        }
        Money taken = amount;
        held.computeIfPresent(draw, (key, before) -> before.minus(taken.min(before)));
        terms.accounts().forEach(account -> remaining.computeIfPresent(account, (key, left) -> left.minus(taken)));
        return amount;
    }
}
