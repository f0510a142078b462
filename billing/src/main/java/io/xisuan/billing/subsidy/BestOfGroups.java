package io.xisuan.billing.subsidy;

import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which programme of each best-only group pays: the one that would give most on the contract's lines of the claim period, of
 * equals the first by id. What was chosen when the first money was posted stands, whatever is used later.
 */
public final class BestOfGroups {
    private BestOfGroups() {}

    /**
     * Returns the choice for each group, contract and month that the lines touch.
     *
     * @param bounds what balances bear, and what was chosen before
     */
    public static SortedMap<GroupChoice, ProgrammeId> chosen(
            List<FundedLine> lines, Grants grants, FundingBounds bounds) {
        SortedMap<GroupChoice, ProgrammeId> chosen = new TreeMap<>(bounds.chosen());
        if (grants.all().stream().allMatch(terms -> terms.stacking().bestOnly().isEmpty())) {
            return Collections.unmodifiableSortedMap(chosen);
        }
        for (GroupChoice choice : open(lines, grants)) {
            if (!chosen.containsKey(choice)) {
                chosen.put(choice, best(choice, lines, grants, bounds));
            }
        }
        return Collections.unmodifiableSortedMap(chosen);
    }

    /** Returns the choices that stand from now on, because charges draw money by them. */
    public static SortedMap<GroupChoice, ProgrammeId> posted(List<SubsidisedCharge> charges) {
        SortedMap<GroupChoice, ProgrammeId> posted = new TreeMap<>();
        for (SubsidisedCharge charge : charges) {
            FundedLine line = FundedLine.of(charge.charge());
            for (Allocation allocation : charge.allocations()) {
                if (allocation.amount().isPositive()) {
                    GrantTerms terms = allocation.terms();
                    terms.stacking()
                            .bestOnly()
                            .ifPresent(group -> posted.put(
                                    new GroupChoice(line.contract(), group, line.period()),
                                    terms.grant().programme()));
                }
            }
        }
        return Collections.unmodifiableSortedMap(posted);
    }

    private static SortedSet<GroupChoice> open(List<FundedLine> lines, Grants grants) {
        SortedSet<GroupChoice> open = new TreeSet<>();
        for (FundedLine line : lines) {
            for (GrantTerms terms : grants.of(line.contract())) {
                terms.stacking()
                        .bestOnly()
                        .ifPresent(group -> open.add(new GroupChoice(line.contract(), group, line.period())));
            }
        }
        return open;
    }

    private static ProgrammeId best(GroupChoice choice, List<FundedLine> lines, Grants grants, FundingBounds bounds) {
        List<FundedLine> own = lines.stream()
                .filter(line -> line.contract().equals(choice.contract())
                        && line.period().equals(choice.period()))
                .toList();
        SortedMap<ProgrammeId, Money> totals = new TreeMap<>();
        for (GrantTerms terms : grants.of(choice.contract())) {
            ProgrammeId programme = terms.grant().programme();
            if (inGroup(terms, choice) && !totals.containsKey(programme)) {
                totals.put(programme, total(programme, choice, own, grants, bounds));
            }
        }
        return totals.entrySet().stream()
                .max(Map.Entry.<ProgrammeId, Money>comparingByValue()
                        .thenComparing(
                                Map.Entry.<ProgrammeId, Money>comparingByKey().reversed()))
                .orElseThrow()
                .getKey();
    }

    /** Returns what the programme would give if it were the group's only one, beside all that are in no group. */
    private static Money total(
            ProgrammeId programme, GroupChoice choice, List<FundedLine> lines, Grants grants, FundingBounds bounds) {
        List<GrantTerms> alone = grants.of(choice.contract()).stream()
                .filter(terms -> terms.stacking().bestOnly().isEmpty()
                        || (inGroup(terms, choice) && terms.grant().programme().equals(programme)))
                .toList();
        FundingStack stack = new FundingStack(new Grants(alone), bounds, Map.of(choice, programme));
        Money total = Money.ZERO;
        for (FundedLine line : lines) {
            for (Allocation allocation : stack.give(line)) {
                if (allocation.terms().grant().programme().equals(programme)) {
                    total = total.plus(allocation.amount());
                }
            }
        }
        return total;
    }

    private static boolean inGroup(GrantTerms terms, GroupChoice choice) {
        return terms.stacking().bestOnly().filter(choice.group()::equals).isPresent();
    }
}
