package io.xisuan.billing.quote;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.quote.ProgrammeAnswer.Outcome;
import io.xisuan.billing.subsidy.Allocation;
import io.xisuan.billing.subsidy.BestOfGroups;
import io.xisuan.billing.subsidy.FundedLine;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.subsidy.FundingStack;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.subsidy.GroupChoice;
import io.xisuan.billing.subsidy.Verdict;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.VoucherId;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What each grant of a contract does for one run, and why; only money that is ours to promise is counted as deducted. */
final class Answers {
    /** What a grant came to over all lines. */
    private record Sum(Money evaluated, Money amount) {
        private static final Sum NOTHING = new Sum(Money.ZERO, Money.ZERO);

        Sum plus(Sum other) {
            return new Sum(evaluated.plus(other.evaluated), amount.plus(other.amount));
        }
    }

    /** What a stack of grants gives to the run. */
    private record Given(
            Map<VoucherId, Sum> sums,
            Map<List<AccountId>, Money> draws,
            SortedMap<GroupChoice, ProgrammeId> chosen,
            FundingStack after) {
        Sum of(GrantTerms terms) {
            return sums.getOrDefault(terms.grant().voucher(), Sum.NOTHING);
        }
    }

    private final QuotedRun run;
    private final List<GrantTerms> grants;
    private final FreeBalance free;
    private final List<FundedLine> lines;

    Answers(QuotedRun run, List<GrantTerms> grants, FreeBalance free, List<FundedLine> lines) {
        this.run = run;
        this.grants = grants;
        this.free = free;
        this.lines = lines;
    }

    List<ProgrammeAnswer> all() {
        if (grants.isEmpty()) {
            return List.of();
        }
        List<GrantTerms> ours = grants.stream().filter(this::counts).toList();
        Given given = given(ours);
        Given hoped = ours.size() == grants.size() ? given : given(grants);
        return grants.stream().map(terms -> answer(terms, given, hoped)).toList();
    }

    /** What is paid later is an expectation, whoever else draws on it; what is deducted is a promise. */
    private boolean counts(GrantTerms terms) {
        return !terms.settlement().deductedBySupplier() || free.isPromised(terms);
    }

    private Given given(List<GrantTerms> counted) {
        Grants asked = new Grants(counted);
        FundingBounds bounds = free.bounds(counted);
        SortedMap<GroupChoice, ProgrammeId> chosen = BestOfGroups.chosen(lines, asked, bounds);
        FundingStack stack = new FundingStack(asked, bounds, chosen);
        Map<VoucherId, Sum> sums = new HashMap<>();
        Map<List<AccountId>, Money> draws = new LinkedHashMap<>();
        for (FundedLine line : lines) {
            for (Allocation allocation : stack.give(line)) {
                sums.merge(
                        allocation.terms().grant().voucher(),
                        new Sum(allocation.evaluated(), allocation.amount()),
                        Sum::plus);
                draws.merge(allocation.terms().legsAt(line.firstInstantMillis()), allocation.amount(), Money::plus);
            }
        }
        return new Given(sums, draws, chosen, stack);
    }

    /** Coverage goes by the instant of use: of a run that outlasts the voucher only the part within it counts. */
    private ProgrammeAnswer answer(GrantTerms terms, Given given, Given hoped) {
        if (!terms.validity().overlaps(run.interval())) {
            return uncounted(terms, Outcome.NOT_COVERED, "valid %s".formatted(validity(terms)), Money.ZERO);
        }
        return switch (terms.verdict(run.request().item())) {
            case Verdict.NotCovered no -> uncounted(terms, Outcome.NOT_COVERED, no.why(), Money.ZERO);
            case Verdict.Unknown unknown -> uncounted(terms, Outcome.NOT_CONFIRMED, unknown.missing(), Money.ZERO);
            case Verdict.Covered rule -> {
                if (!counts(terms)) {
                    String why = "the balance %s is not ours to promise"
                            .formatted(terms.accounts().getFirst());
                    yield uncounted(
                            terms, Outcome.NOT_CONFIRMED, why, hoped.of(terms).amount());
                }
                yield counted(terms, rule, given);
            }
        };
    }

    private ProgrammeAnswer counted(GrantTerms terms, Verdict.Covered rule, Given given) {
        Optional<String> better = better(terms, given);
        if (better.isPresent()) {
            return uncounted(terms, Outcome.NOT_COVERED, better.get(), Money.ZERO);
        }
        Sum sum = given.of(terms);
        boolean usedUp = given.after().left(terms, lastCovered(terms)).isZero();
        if (sum.amount().isZero() && sum.evaluated().isPositive() && usedUp) {
            return uncounted(terms, Outcome.EXHAUSTED, "nothing is left of voucher, cap or pool", Money.ZERO);
        }
        String bounded = sum.amount().compareTo(sum.evaluated()) >= 0
                ? ""
                : usedUp ? "; bounded by what is left" : "; bounded by what others pay";
        boolean deducted = terms.settlement().deductedBySupplier();
        return new ProgrammeAnswer(
                terms,
                deducted ? Outcome.DEDUCTED : Outcome.EXPECTED_LATER,
                sum.amount(),
                sum.amount(),
                rule.why() + bounded,
                deducted ? Optional.empty() : Optional.of(likely(terms)),
                deducted ? draws(terms, given) : List.of(),
                free.figures(touched(terms)));
    }

    /** Returns what falls on which balances, in order of use. */
    private static List<LineRequest> draws(GrantTerms terms, Given given) {
        return given.draws().entrySet().stream()
                .filter(draw -> draw.getKey().getFirst().equals(terms.voucher())
                        && draw.getValue().isPositive())
                .map(draw -> new LineRequest(draw.getKey(), draw.getValue()))
                .toList();
    }

    /** Returns the balances that bear the run, its voucher first; where it does not cover the run, all that it has. */
    private List<AccountId> touched(GrantTerms terms) {
        if (!terms.validity().overlaps(run.interval())) {
            return terms.accounts();
        }
        Set<AccountId> touched = new LinkedHashSet<>(terms.legsAt(
                Math.max(run.interval().startMillis(), terms.validity().startMillis())));
        lines.stream()
                .filter(line -> terms.validity().contains(line.firstInstantMillis()))
                .forEach(line -> touched.addAll(terms.legsAt(line.firstInstantMillis())));
        return List.copyOf(touched);
    }

    private long lastCovered(GrantTerms terms) {
        return Math.max(
                terms.validity().startMillis(),
                Math.min(run.interval().endMillis(), terms.validity().endMillis()) - 1);
    }

    /** Returns what to say of a grant whose group pays by another programme in every month of the run. */
    private static Optional<String> better(GrantTerms terms, Given given) {
        if (terms.stacking().bestOnly().isEmpty()) {
            return Optional.empty();
        }
        String group = terms.stacking().bestOnly().get();
        TreeSet<ProgrammeId> chosen = given.chosen().entrySet().stream()
                .filter(choice -> choice.getKey().group().equals(group)
                        && choice.getKey().contract().equals(terms.contract()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
        return chosen.contains(terms.grant().programme())
                ? Optional.empty()
                : Optional.of("of the group %s only the best one pays, here %s"
                        .formatted(
                                group, chosen.stream().map(ProgrammeId::value).collect(Collectors.joining(", "))));
    }

    private YearMonth likely(GrantTerms terms) {
        return YearMonth.from(BillingPeriod.dayOf(run.interval().endMillis() - 1))
                .plusMonths(terms.likelyAfterMonths());
    }

    private static String validity(GrantTerms terms) {
        return "from %s to %s"
                .formatted(
                        BillingPeriod.dayOf(terms.validity().startMillis()),
                        BillingPeriod.dayOf(terms.validity().endMillis() - 1));
    }

    private ProgrammeAnswer uncounted(GrantTerms terms, Outcome outcome, String why, Money estimate) {
        return new ProgrammeAnswer(
                terms, outcome, Money.ZERO, estimate, why, Optional.empty(), List.of(), free.figures(touched(terms)));
    }
}
