package io.xisuan.billing.invoice;

import io.xisuan.billing.subsidy.Allocation;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.subsidy.Verdict;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.Rate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects why each grant of a contract gives what it gives, one entry for all lines that it treats alike. */
final class Grounds {
    private static final String NOT_THEN = "the use began outside the validity of the grant";
    private static final String NOT_BEST = "of a group of which only one pays, another programme pays";

    private record Treatment(String rule, Optional<Rate> rate) {}

    private Grounds() {}

    /**
     * @param charges in the order of the lines
     */
    static List<Ground> of(List<GrantTerms> grants, List<SubsidisedCharge> charges) {
        List<Ground> grounds = new ArrayList<>();
        for (GrantTerms grant : grants) {
            Map<Treatment, List<Ground.Part>> treated = new LinkedHashMap<>();
            for (int i = 0; i < charges.size(); i++) {
                if (charges.get(i).charge().key().item().component() != Component.COMMITMENT) {
                    add(treated, grant, charges.get(i), i + 1);
                }
            }
            treated.forEach((how, parts) -> grounds.add(new Ground(
                    grant.grant().programme(),
                    grant.grant().voucher(),
                    how.rule(),
                    how.rate(),
                    grant.base(),
                    grant.validity(),
                    parts)));
        }
        return List.copyOf(grounds);
    }

    private static void add(
            Map<Treatment, List<Ground.Part>> treated, GrantTerms grant, SubsidisedCharge charge, int line) {
        Optional<Allocation> allocation = charge.allocations().stream()
                .filter(one -> one.terms().grant().equals(grant.grant()))
                .findFirst();
        Ground.Part part = allocation
                .map(one -> new Ground.Part(line, one.counted(), one.evaluated(), one.amount(), one.bound()))
                .orElseGet(() -> Ground.Part.nothing(line));
        treated.computeIfAbsent(treatment(grant, charge, allocation.isPresent()), how -> new ArrayList<>())
                .add(part);
    }

    private static Treatment treatment(GrantTerms grant, SubsidisedCharge charge, boolean pays) {
        Item item = charge.charge().key().item();
        return switch (grant.verdict(item)) {
            case Verdict.Covered(Rate rate, String why) when pays -> new Treatment(why, Optional.of(rate));
            case Verdict.Covered covered ->
                new Treatment(
                        grant.validity().contains(charge.charge().firstInstantMillis()) ? NOT_BEST : NOT_THEN,
                        Optional.empty());
            case Verdict.NotCovered(String why) -> new Treatment(why, Optional.empty());
            case Verdict.Unknown(String missing) -> new Treatment("not known: " + missing, Optional.empty());
        };
    }
}
