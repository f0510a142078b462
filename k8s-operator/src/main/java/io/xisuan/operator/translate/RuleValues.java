package io.xisuan.operator.translate;

import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.programme.AcceleratorOrigin;
import io.xisuan.billing.programme.DayShare;
import io.xisuan.billing.programme.Minimum;
import io.xisuan.billing.programme.MoneyUnit;
import io.xisuan.billing.programme.RateSetter;
import io.xisuan.billing.programme.RateTier;
import io.xisuan.billing.programme.Rates;
import io.xisuan.billing.programme.RoundingRule;
import io.xisuan.billing.programme.Stacking;
import io.xisuan.billing.programme.TierCondition;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rounding;
import io.xisuan.operator.api.v1alpha1.DayPeriod;
import io.xisuan.operator.api.v1alpha1.MinimumAmount;
import io.xisuan.operator.api.v1alpha1.RateStep;
import io.xisuan.operator.api.v1alpha1.RateTable;
import io.xisuan.operator.api.v1alpha1.RoundingStep;
import io.xisuan.operator.api.v1alpha1.StackingChoice;
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
        List<TierCondition> conditions = new ArrayList<>();
        if (Boolean.TRUE.equals(step.startUp())) {
            conditions.add(new TierCondition.StartUp());
        }
        String origin = step.accelerators();
        if (origin != null) {
            conditions.add(new TierCondition.Accelerators(
                    RuleReader.choice(AcceleratorOrigin.class).apply(origin)));
        }
        String most = step.yearlyContractsAtMost();
        if (most != null) {
            conditions.add(new TierCondition.YearlyContractsAtMost(Money.parseYuan(most)));
        }
        if (conditions.size() > 1) {
            throw new IllegalArgumentException("The rate %s has more than one condition".formatted(step.rate()));
        }
        return new RateTier(Rate.parse(step.rate()), conditions.stream().findFirst());
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

    static DayShare dayShare(DayPeriod period) {
        return new DayShare(new ContractTerm(LocalDate.parse(period.from()), LocalDate.parse(period.to())));
    }

    static Stacking stacking(StackingChoice choice) {
        return new Stacking(
                RuleReader.choice(Stacking.Kind.class).apply(choice.kind()), Optional.ofNullable(choice.group()));
    }
}
