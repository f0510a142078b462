package io.xisuan.billing.subsidy;

import static io.xisuan.billing.RandomMonth.AT_WEST;
import static io.xisuan.billing.RandomMonth.ONE;
import static io.xisuan.billing.RandomMonth.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.programme.Funding;
import io.xisuan.billing.programme.FundingShare;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.programme.Stacking;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.VoucherId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Properties P8, P11, P12 and P13 of what grants give together. */
class StackingPropertiesTest {
    private static final Money PLENTY = Money.ofFen(1_000_000_000);
    private static final Interval YEAR = RandomMonth.YEAR;

    @Test
    void p8_no_programme_gives_more_than_its_share_its_balances_or_the_line() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<GrantTerms> grants = grants(random);
            FundingBounds bounds = bounds(grants, random);
            List<FundedLine> lines = lines(random);
            Map<ProgrammeId, Money> given = new TreeMap<>();
            Money gross = Money.ZERO;
            FundingStack stack = stack(grants, bounds, lines);
            for (FundedLine line : lines) {
                Money onLine = Money.ZERO;
                for (Allocation allocation : stack.give(line)) {
                    onLine = onLine.plus(allocation.amount());
                    given.merge(allocation.terms().grant().programme(), allocation.amount(), Money::plus);
                }
                gross = gross.plus(line.gross());
                assertThat(onLine).as("seed %d", seed).isLessThanOrEqualTo(line.gross());
            }
            for (GrantTerms terms : grants) {
                Money own = given.getOrDefault(terms.grant().programme(), Money.ZERO);
                Money share = Money.ofFen(rate(terms).value().numerator().longValueExact()
                        * gross.fen()
                        / rate(terms).value().denominator().longValueExact());
                assertThat(own).as("seed %d", seed).isLessThanOrEqualTo(share);
                Money pool = bounds.remaining().getOrDefault(terms.accounts().getFirst(), Money.ZERO);
                assertThat(own).as("seed %d", seed).isLessThanOrEqualTo(pool);
            }
        }
    }

    @Test
    void p11_the_order_in_which_grants_and_lines_are_given_changes_nothing() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<GrantTerms> grants = grants(random);
            FundingBounds bounds = bounds(grants, random);
            List<FundedLine> lines = lines(random);
            List<GrantTerms> shuffled = new ArrayList<>(grants);
            Collections.shuffle(shuffled, new Random(seed));
            List<FundedLine> mixed = new ArrayList<>(lines);
            Collections.shuffle(mixed, new Random(seed));
            Map<GroupChoice, ProgrammeId> chosen = BestOfGroups.chosen(mixed, new Grants(shuffled), bounds);
            assertThat(given(new FundingStack(new Grants(shuffled), bounds, chosen), lines))
                    .as("seed %d", seed)
                    .isEqualTo(given(stack(grants, bounds, lines), lines));
        }
    }

    @Test
    void p12_an_added_voucher_never_raises_and_a_lower_cap_never_lowers_what_is_payable() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<GrantTerms> grants = plain(random);
            FundingBounds bounds = bounds(grants, random);
            List<FundedLine> lines = lines(random);
            Money all = payable(grants, bounds, lines);
            assertThat(payable(grants.subList(0, grants.size() - 1), bounds, lines))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(all);
            Map<AccountId, Money> lower = new HashMap<>(bounds.remaining());
            AccountId cap = grants.getFirst().accounts().getFirst();
            lower.computeIfPresent(cap, (id, money) -> Money.ofFen(money.fen() / 2));
            assertThat(payable(grants, new FundingBounds(lower, Map.of()), lines))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(all);
        }
    }

    /** Half-open, by the day of Asia/Shanghai: the last instant of the year and of a leap day are covered, the next is not. */
    @Test
    void p13_coverage_goes_by_the_instant_of_use() {
        GrantTerms leap = terms(
                "leap",
                Rate.percent(50),
                new Interval(
                        Instant.parse("2023-12-31T16:00:00Z").toEpochMilli(),
                        Instant.parse("2024-02-29T16:00:00Z").toEpochMilli()));
        assertThat(covered(leap, at("2024-02-29T23:59"))).isTrue();
        assertThat(covered(leap, at("2024-03-01T00:00"))).isFalse();
        assertThat(covered(leap, at("2024-01-01T00:00"))).isTrue();
        assertThat(covered(leap, at("2023-12-31T23:59"))).isFalse();
        GrantTerms year = terms("year", Rate.percent(50), YEAR);
        assertThat(covered(year, at("2025-12-31T23:59"))).isTrue();
        assertThat(covered(year, at("2026-01-01T00:00"))).isFalse();
    }

    @Test
    void of_a_group_only_the_programme_that_gives_most_pays_and_it_stays_so() {
        GrantTerms low = terms("a-low", Rate.percent(10), YEAR).stacked(group());
        GrantTerms high = terms("b-high", Rate.percent(30), YEAR).stacked(group());
        List<GrantTerms> grants = List.of(low, high);
        FundingBounds plenty = plenty(grants);
        List<FundedLine> lines = List.of(line(at("2025-03-03T00:00"), 1_000));
        assertThat(payable(grants, plenty, lines)).isEqualTo(Money.ofFen(700));
        GroupChoice choice =
                BestOfGroups.chosen(lines, new Grants(grants), plenty).firstKey();
        FundingBounds standing =
                plenty.standing(new TreeMap<>(Map.of(choice, low.grant().programme())));
        assertThat(payable(grants, standing, lines)).isEqualTo(Money.ofFen(900));
    }

    @Test
    void a_rate_of_the_rest_and_a_total_of_all_bound_what_is_stacked() {
        GrantTerms first = terms("a", Rate.percent(40), YEAR);
        GrantTerms rest = terms("b", Rate.percent(50), YEAR)
                .stacked(rules(Stacking.Basis.REST, Optional.empty(), Optional.empty()));
        GrantTerms total = terms("b", Rate.percent(50), YEAR)
                .stacked(rules(Stacking.Basis.GROSS, Optional.of(Rate.percent(60)), Optional.empty()));
        List<FundedLine> lines = List.of(line(at("2025-03-03T00:00"), 1_000));
        assertThat(payable(List.of(first, rest), plenty(List.of(first, rest)), lines))
                .isEqualTo(Money.ofFen(300));
        assertThat(payable(List.of(first, total), plenty(List.of(first, total)), lines))
                .isEqualTo(Money.ofFen(400));
    }

    @Test
    void levels_of_government_bear_the_whole_allocation() {
        Funding half = new Funding(
                List.of(new FundingShare("province", Rate.percent(50)), new FundingShare("city", Rate.percent(50))));
        GrantTerms terms = terms("a", Rate.percent(30), YEAR)
                .stacked(rules(Stacking.Basis.GROSS, Optional.empty(), Optional.of(half)));
        List<GrantTerms> grants = List.of(terms);
        List<FundedLine> lines = List.of(line(at("2025-03-03T00:00"), 1_010));
        Allocation allocation =
                stack(grants, plenty(grants), lines).give(lines.getFirst()).getFirst();
        assertThat(allocation.levels())
                .extracting(Funding.Part::amount)
                .containsExactly(Money.ofFen(152), Money.ofFen(151));
    }

    private static boolean covered(GrantTerms terms, long instantMillis) {
        List<GrantTerms> grants = List.of(terms);
        List<FundedLine> lines = List.of(line(instantMillis, 1_000));
        return payable(grants, plenty(grants), lines).equals(Money.ofFen(500));
    }

    private static StackRules group() {
        return new StackRules(
                Stacking.Kind.BEST_OF_GROUP,
                Optional.of("city-or-district"),
                Stacking.Basis.GROSS,
                Optional.empty(),
                Optional.empty());
    }

    private static StackRules rules(Stacking.Basis basis, Optional<Rate> total, Optional<Funding> funding) {
        return new StackRules(Stacking.Kind.ALLOWED, Optional.empty(), basis, total, funding);
    }

    private static List<GrantTerms> plain(SplittableRandom random) {
        List<GrantTerms> grants = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            grants.add(terms("p-" + i, Rate.percent(1 + random.nextInt(60)), YEAR));
        }
        return grants;
    }

    private static List<GrantTerms> grants(SplittableRandom random) {
        List<GrantTerms> grants = new ArrayList<>();
        for (GrantTerms terms : plain(random)) {
            switch (random.nextInt(4)) {
                case 0 -> grants.add(terms.stacked(group()));
                case 1 -> grants.add(terms.stacked(rules(Stacking.Basis.REST, Optional.empty(), Optional.empty())));
                case 2 ->
                    grants.add(terms.stacked(
                            rules(Stacking.Basis.GROSS, Optional.of(Rate.percent(60)), Optional.empty())));
                default -> grants.add(terms);
            }
        }
        return grants;
    }

    private static GrantTerms terms(String programme, Rate rate, Interval validity) {
        ProgrammeId id = new ProgrammeId(programme);
        VoucherId voucher = new VoucherId(programme + "-v");
        return GrantTerms.alone(
                new Grant(id, voucher, "No. " + programme, "Bureau"),
                ONE,
                Settlement.PROVIDER_CLAIM,
                VatBasis.WITH_VAT,
                validity,
                List.of(AccountId.voucher(id, voucher)),
                0,
                Map.of(AT_WEST, new Verdict.Covered(rate, rate.formatted())));
    }

    private static Rate rate(GrantTerms terms) {
        return terms.verdict(AT_WEST) instanceof Verdict.Covered(Rate rate, String why) ? rate : Rate.ZERO;
    }

    private static FundingBounds bounds(List<GrantTerms> grants, SplittableRandom random) {
        Map<AccountId, Money> remaining = new HashMap<>();
        grants.forEach(terms -> remaining.put(terms.accounts().getFirst(), Money.ofFen(random.nextLong(60_000))));
        return new FundingBounds(remaining, Map.of());
    }

    private static FundingBounds plenty(List<GrantTerms> grants) {
        Map<AccountId, Money> remaining = new HashMap<>();
        grants.forEach(terms -> remaining.put(terms.accounts().getFirst(), PLENTY));
        return new FundingBounds(remaining, Map.of());
    }

    private static List<FundedLine> lines(SplittableRandom random) {
        List<FundedLine> lines = new ArrayList<>();
        for (int day = 1; day <= 20; day++) {
            lines.add(line(at("2025-03-%02dT00:00".formatted(day)), random.nextLong(10_000)));
        }
        return lines;
    }

    private static FundedLine line(long instantMillis, long fen) {
        return new FundedLine(ONE, AT_WEST, instantMillis, Money.ofFen(fen), Rate.percent(6), Optional.empty());
    }

    private static FundingStack stack(List<GrantTerms> grants, FundingBounds bounds, List<FundedLine> lines) {
        Grants all = new Grants(grants);
        return new FundingStack(all, bounds, BestOfGroups.chosen(lines, all, bounds));
    }

    private static List<List<Allocation>> given(FundingStack stack, List<FundedLine> lines) {
        return lines.stream().map(stack::give).toList();
    }

    private static Money payable(List<GrantTerms> grants, FundingBounds bounds, List<FundedLine> lines) {
        Money payable = Money.ZERO;
        FundingStack stack = stack(grants, bounds, lines);
        for (FundedLine line : lines) {
            payable = payable.plus(line.gross());
            for (Allocation allocation : stack.give(line)) {
                payable = payable.minus(allocation.amount());
            }
        }
        return payable;
    }
}
