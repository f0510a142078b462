package io.xisuan.operator.translate;

import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.party.SizeClass;
import io.xisuan.billing.programme.AcceleratorOrigin;
import io.xisuan.billing.programme.Cap;
import io.xisuan.billing.programme.CapTier;
import io.xisuan.billing.programme.ClaimWindow;
import io.xisuan.billing.programme.DayCount;
import io.xisuan.billing.programme.DayShare;
import io.xisuan.billing.programme.Funding;
import io.xisuan.billing.programme.FundingShare;
import io.xisuan.billing.programme.Minimum;
import io.xisuan.billing.programme.MoneyUnit;
import io.xisuan.billing.programme.RateSetter;
import io.xisuan.billing.programme.RateTier;
import io.xisuan.billing.programme.Rates;
import io.xisuan.billing.programme.RoundingRule;
import io.xisuan.billing.programme.Stacking;
import io.xisuan.billing.programme.TierCondition;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import io.xisuan.operator.api.v1alpha1.CapStep;
import io.xisuan.operator.api.v1alpha1.DayPeriod;
import io.xisuan.operator.api.v1alpha1.DayShareDays;
import io.xisuan.operator.api.v1alpha1.FundingPart;
import io.xisuan.operator.api.v1alpha1.MinimumAmount;
import io.xisuan.operator.api.v1alpha1.RateStep;
import io.xisuan.operator.api.v1alpha1.RateTable;
import io.xisuan.operator.api.v1alpha1.RoundingStep;
import io.xisuan.operator.api.v1alpha1.StackingChoice;
import io.xisuan.operator.api.v1alpha1.TierStep;
import io.xisuan.operator.api.v1alpha1.WindowDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the values of rules that have more than one part; each throws IllegalArgumentException with what is wrong. */
final class RuleValues {
    private RuleValues() {}

    static Rates rates(RateTable table) {
        return new Rates(
                RuleReader.choice(RateSetter.class).apply(table.setBy()),
                table.tiers().stream().map(RuleValues::tier).toList());
    }

    private static RateTier tier(RateStep step) {
        String rate = step.rate();
        String amount = step.amount();
        if ((rate == null) == (amount == null)) {
            throw new IllegalArgumentException("Write exactly one of rate and amount");
        }
        return new RateTier(
                rate == null ? Rate.ZERO : Rate.parse(rate),
                Optional.ofNullable(amount).map(Money::parseYuan),
                conditions(step));
    }

    static Cap cap(List<CapStep> steps) {
        return new Cap(steps.stream().map(RuleValues::capTier).toList());
    }

    private static CapTier capTier(CapStep step) {
        String amount = step.amount();
        if ((amount == null) != Boolean.TRUE.equals(step.unlimited())) {
            throw new IllegalArgumentException("Write exactly one of amount and unlimited: true");
        }
        return new CapTier(Optional.ofNullable(amount).map(Money::parseYuan), conditions(step));
    }

    private static List<TierCondition> conditions(TierStep step) {
        List<TierCondition> conditions = new ArrayList<>();
        if (Boolean.TRUE.equals(step.startUp())) {
            conditions.add(new TierCondition.StartUp());
        }
        Optional.ofNullable(step.accelerators())
                .map(RuleReader.choice(AcceleratorOrigin.class))
                .ifPresent(origin -> conditions.add(new TierCondition.Accelerators(origin)));
        Optional.ofNullable(step.yearlyContractsAtMost())
                .map(Money::parseYuan)
                .ifPresent(most -> conditions.add(new TierCondition.YearlyContractsAtMost(most)));
        Optional.ofNullable(step.sizes())
                .map(RuleReader.list(RuleReader.choice(SizeClass.class)))
                .ifPresent(sizes -> conditions.add(new TierCondition.Sizes(sizes)));
        Optional.ofNullable(step.component())
                .map(RuleReader.choice(Component.class))
                .ifPresent(component -> conditions.add(new TierCondition.Bought(component)));
        Optional.ofNullable(step.trait()).ifPresent(trait -> conditions.add(new TierCondition.Has(trait)));
        return List.copyOf(conditions);
    }

    static Minimum minimum(MinimumAmount minimum) {
        return new Minimum(
                Money.parseYuan(minimum.amount()),
                RuleReader.choice(Minimum.Of.class).apply(minimum.of()));
    }

    static RoundingRule rounding(RoundingStep step) {
        return new RoundingRule(
                RuleReader.choice(MoneyUnit.class).apply(step.unit()),
                step.decimals(),
                RuleReader.choice(Rounding.class).apply(step.rounding()));
    }

    static DayShare dayShare(DayShareDays days) {
        return new DayShare(
                new ContractTerm(LocalDate.parse(days.from()), LocalDate.parse(days.to())),
                RuleReader.choice(DayCount.class).apply(days.count()));
    }

    static ContractTerm term(DayPeriod period) {
        return new ContractTerm(LocalDate.parse(period.from()), LocalDate.parse(period.to()));
    }

    static List<ClaimWindow> windows(List<WindowDays> windows) {
        return windows.stream()
                .map(window -> new ClaimWindow(
                        window.name(), new ContractTerm(LocalDate.parse(window.from()), LocalDate.parse(window.to()))))
                .toList();
    }

    static Stacking stacking(StackingChoice choice) {
        Stacking.Kind kind = RuleReader.choice(Stacking.Kind.class).apply(choice.kind());
        String basis = choice.basis();
        if (kind == Stacking.Kind.ALLOWED && basis == null) {
            throw new IllegalArgumentException("allowed needs a basis: gross or rest");
        }
        return new Stacking(
                kind,
                Optional.ofNullable(choice.group()),
                basis == null
                        ? Stacking.Basis.GROSS
                        : RuleReader.choice(Stacking.Basis.class).apply(basis),
                choice.totalAtMost().stream().map(RuleValues::tier).toList());
    }

    static Funding funding(List<FundingPart> parts) {
        return new Funding(parts.stream()
                .map(part -> new FundingShare(part.level(), share(part.share())))
                .toList());
    }

    private static Rate share(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? Rate.parse(text)
                : new Rate(Rational.of(
                        Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1))));
    }
}
