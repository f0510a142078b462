package io.xisuan.billing.subsidy;

import io.xisuan.billing.rating.Charge;
import io.xisuan.model.ProgrammeId;
import java.util.List;
import java.util.SortedMap;

/** Gives each charge what its contract's grants pay, in the order of {@link Charge#ORDER}; see {@link FundingStack}. */
public final class Subsidiser {
    private Subsidiser() {}

    /** Returns the charges with their subsidies, in the order in which they drew on the balances. */
    public static List<SubsidisedCharge> subsidised(List<Charge> charges, Grants grants, FundingBounds bounds) {
        List<Charge> ordered = charges.stream().sorted(Charge.ORDER).toList();
        FundingStack stack = new FundingStack(grants, bounds, choices(ordered, grants, bounds));
        return ordered.stream()
                .map(charge -> new SubsidisedCharge(charge, stack.give(FundedLine.of(charge))))
                .toList();
    }

    /** Returns the best-only choices that the charges are subsidised by: those that stand, and those that they make. */
    public static SortedMap<GroupChoice, ProgrammeId> choices(
            List<Charge> charges, Grants grants, FundingBounds bounds) {
        return BestOfGroups.chosen(
                charges.stream().sorted(Charge.ORDER).map(FundedLine::of).toList(), grants, bounds);
    }
}
