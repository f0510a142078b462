package io.xisuan.cli.programmes;

import io.xisuan.billing.programme.Cap;
import io.xisuan.billing.programme.CapTier;
import io.xisuan.billing.programme.ClaimWindow;
import io.xisuan.billing.programme.DayShare;
import io.xisuan.billing.programme.Funding;
import io.xisuan.billing.programme.FundingShare;
import io.xisuan.billing.programme.Minimum;
import io.xisuan.billing.programme.RateTier;
import io.xisuan.billing.programme.Rates;
import io.xisuan.billing.programme.RoundingRule;
import io.xisuan.billing.programme.Stacking;
import io.xisuan.billing.programme.SupplierList;
import io.xisuan.billing.programme.TierCondition;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The values of rules in words. */
final class RuleText {
    private RuleText() {}

    static String of(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(RuleText::of).collect(Collectors.joining(", "));
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case SupplierList list -> list.name();
            case Rates rates -> of(rates.tiers()) + ", set by the " + of(rates.setter());
            case RateTier tier -> tier.formatted() + conditions(tier.when());
            case Cap cap -> of(cap.tiers());
            case CapTier tier -> tier.amount().map(Object::toString).orElse("no limit") + conditions(tier.when());
            case Funding funding -> of(funding.shares());
            case FundingShare share ->
                "%s %s".formatted(share.level(), share.share().formatted());
            case ClaimWindow window -> "%s %s".formatted(window.name(), window.days());
            case Minimum minimum -> "%s at least %s".formatted(of(minimum.of()), minimum.amount());
            case DayShare share ->
                "days of %s over days of the contract, counted %s".formatted(share.period(), of(share.count()));
            case RoundingRule rule ->
                "%s, %d decimals, %s after each step".formatted(of(rule.unit()), rule.decimals(), of(rule.rounding()));
            case Stacking stacking ->
                of(stacking.kind())
                        + stacking.group().map(group -> " " + group).orElse("")
                        + (stacking.kind() == Stacking.Kind.ALLOWED ? " on the " + of(stacking.basis()) : "")
                        + (stacking.totalAtMost().isEmpty()
                                ? ""
                                : ", all together at most " + of(stacking.totalAtMost()));
            case Object other -> other.toString();
        };
    }

    private static String conditions(List<TierCondition> conditions) {
        return conditions.stream().map(condition -> " " + condition(condition)).collect(Collectors.joining(" and"));
    }

    private static String condition(TierCondition condition) {
        return switch (condition) {
            case TierCondition.StartUp startUp -> "for start-ups";
            case TierCondition.Accelerators accelerators -> "for accelerators of origin " + of(accelerators.origin());
            case TierCondition.YearlyContractsAtMost most -> "for yearly contracts up to " + most.amount();
            case TierCondition.Sizes sizes -> "for sizes " + of(sizes.sizes());
            case TierCondition.Bought bought -> "for " + of(bought.component());
            case TierCondition.Has has -> "with " + has.trait();
        };
    }
}
