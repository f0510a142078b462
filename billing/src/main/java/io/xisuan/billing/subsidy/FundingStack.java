package io.xisuan.billing.subsidy;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.subsidy.FundingBounds.Draw;
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
import java.util.Optional;

/**
 * Gives lines what the grants of their contract pay, one line after another: the one place where stacking is decided, for quotes
 * and for bills alike.
 *
 * <p>A programme's subsidy on a contract's month is the running sum of its shares, floored to the fen at each line; a line gets the
 * difference. So the month comes to the floor of the whole, however it is cut into lines, and no line gets more than its gross.
 * Each line is bounded by the attempt's hold and by every balance of the grant; a programme's second voucher takes only what its
 * first left over. One instance serves one sequence of lines.
 */
public final class FundingStack {
    private record Running(ProgrammeId programme, ContractId contract, BillingPeriod month) {}

    /** An amount, and the last thing that made it smaller. */
    private record Drawn(Money amount, Bound bound) {
        Drawn atMost(Money most, Bound what) {
            return most.compareTo(amount) < 0 ? new Drawn(most, what) : this;
        }
    }

    /** A line while it is being paid for: what nobody pays yet, and what each programme may still give to it. */
    private static final class Open {
        private final FundedLine line;
        private final BillingPeriod period;
        private final Map<ProgrammeId, Money> wanted = new HashMap<>();
        private final Map<ProgrammeId, Money> allowed = new HashMap<>();
        private Money rest;

        Open(FundedLine line) {
            this.line = line;
            this.period = line.period();
            this.rest = line.gross();
        }
    }

    private final Grants grants;
    private final Map<AccountId, Money> remaining;
    private final Map<Draw, Money> held;
    private final Map<GroupChoice, ProgrammeId> chosen;
    private final Map<Running, Rational> shares = new HashMap<>();
    private final Map<Running, Rational> ceilings = new HashMap<>();

    /**
     * @param chosen which programme of each best-only group pays; see {@link BestOfGroups}
     */
    public FundingStack(Grants grants, FundingBounds bounds, Map<GroupChoice, ProgrammeId> chosen) {
        this.grants = grants;
        this.remaining = new HashMap<>(bounds.remaining());
        this.held = new HashMap<>(bounds.held());
        this.chosen = Map.copyOf(chosen);
    }

    /** Returns what each grant that is asked gives to the line, in the order in which they are asked. */
    public List<Allocation> give(FundedLine line) {
        List<Allocation> allocations = new ArrayList<>();
        Open open = new Open(line);
        for (GrantTerms terms : grants.of(line.contract())) {
            if (asked(terms, line) && terms.verdict(line.item()) instanceof Verdict.Covered covered) {
                allocations.add(allocation(terms, covered.rate(), open));
            }
        }
        return List.copyOf(allocations);
    }

    /** Returns what the balances of a grant still bear together of use at an instant. */
    public Money left(GrantTerms terms, long instantMillis) {
        return left(terms.legsAt(instantMillis));
    }

    private Money left(List<AccountId> legs) {
        Money least = remaining.getOrDefault(legs.getFirst(), Money.ZERO);
        for (AccountId account : legs) {
            least = least.min(remaining.getOrDefault(account, Money.ZERO));
        }
        return least;
    }

    private boolean asked(GrantTerms terms, FundedLine line) {
        return terms.validity().contains(line.firstInstantMillis())
                && terms.stacking()
                        .bestOnly()
                        .map(group -> terms.grant()
                                .programme()
                                .equals(chosen.get(new GroupChoice(line.contract(), group, line.period()))))
                        .orElse(true);
    }

    private Allocation allocation(GrantTerms terms, Rate rate, Open open) {
        ProgrammeId programme = terms.grant().programme();
        Money counted = base(terms, open);
        Money evaluated =
                open.wanted.computeIfAbsent(programme, first -> difference(shares, terms, rate, counted, open));
        Drawn wanted = new Drawn(evaluated, Bound.NONE)
                .atMost(open.rest, Bound.LINE)
                .atMost(ceiling(terms, open), Bound.TOTAL);
        Drawn drawn = drawn(terms, open.line, wanted);
        Money amount = drawn.amount();
        open.rest = open.rest.minus(amount);
        open.wanted.put(programme, evaluated.minus(amount));
        return new Allocation(
                terms,
                counted,
                evaluated,
                amount,
                drawn.bound(),
                terms.stacking().funding().map(levels -> levels.split(amount)).orElse(List.of()));
    }

    private static Money base(GrantTerms terms, Open open) {
        return switch (terms.stacking().basis()) {
            case GROSS -> open.line.gross();
            case REST -> open.rest;
        };
    }

    /** Returns what this line adds to the floor of a running sum of shares. */
    private static Money difference(Map<Running, Rational> sums, GrantTerms terms, Rate rate, Money base, Open open) {
        Running key = new Running(terms.grant().programme(), open.line.contract(), open.period);
        Rational before = sums.getOrDefault(key, Rational.ZERO);
        Rational after = before.plus(terms.share(base, rate, open.line.vatRate()));
        sums.put(key, after);
        return Money.ofFen(after.round(Rounding.FLOOR)).minus(Money.ofFen(before.round(Rounding.FLOOR)));
    }

    /** Returns what a total of all programmes leaves for this one on the line; the line's gross where no total is set. */
    private Money ceiling(GrantTerms terms, Open open) {
        Optional<Rate> most = terms.stacking().totalAtMost();
        if (most.isEmpty()) {
            return open.line.gross();
        }
        Money allowed = open.allowed.computeIfAbsent(
                terms.grant().programme(), first -> difference(ceilings, terms, most.get(), open.line.gross(), open));
        Money others = open.line.gross().minus(open.rest);
        return allowed.minus(others).max(Money.ZERO);
    }

    private Drawn drawn(GrantTerms terms, FundedLine line, Drawn wanted) {
        List<AccountId> legs = terms.legsAt(line.firstInstantMillis());
        Drawn drawn = wanted;
        for (AccountId leg : legs) {
            drawn = drawn.atMost(remaining.getOrDefault(leg, Money.ZERO), Bound.of(leg));
        }
        if (line.attempt().isPresent()) {
            Draw draw = new Draw(
                    legs, line.attempt().get().job().uid(), line.attempt().get().attempt());
            if (terms.settlement().deductedBySupplier()) {
                drawn = drawn.atMost(held.getOrDefault(draw, Money.ZERO), Bound.HOLD);
            }
            Money taken = drawn.amount();
            held.computeIfPresent(draw, (key, before) -> before.minus(taken.min(before)));
        }
        Money taken = drawn.amount();
        legs.forEach(account -> remaining.computeIfPresent(account, (key, left) -> left.minus(taken)));
        return drawn;
    }
}
