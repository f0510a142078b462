package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.Rater;
import io.xisuan.billing.rating.TierCounting;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentStep;
import io.xisuan.billing.store.Outcome;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.subsidy.GroupChoice;
import io.xisuan.billing.subsidy.HoldTrim;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.subsidy.Subsidiser;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.operator.market.Assembled;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * What an attempt comes to once all its usage is in the journal: its money until the invoice is issued, and what its hold no
 * longer needs.
 */
final class Closing {
    private final Assembled market;
    private final EntitlementBook book;
    private final SortedMap<GroupChoice, ProgrammeId> chosen;

    /**
     * @param chosen the best-only choices that stand
     */
    Closing(Assembled market, EntitlementBook book, SortedMap<GroupChoice, ProgrammeId> chosen) {
        this.market = market;
        this.book = book;
        this.chosen = chosen;
    }

    /**
     * Returns the step that closes the attempt.
     *
     * @param usage all usage of the attempt
     * @throws io.xisuan.model.InputException when something that was billed has no price any more
     */
    IntentStep step(Intent intent, Ending ending, List<UsageInterval> usage, long nowMillis) {
        List<Charge> charges = charges(usage);
        List<Command> trims = intent.holdId()
                .flatMap(book::hold)
                .map(hold -> unneeded(hold, charges(pledged(usage))))
                .orElse(List.of());
        // What comes next is closed as if this were done.
        trims.forEach(book::apply);
        return IntentStep.closed(intent.attempt(), nowMillis, trims, outcome(intent, ending, charges));
    }

    /** Of an attempt of which nothing can be billed, as one whose image was never pulled, the whole hold goes back at once. */
    private List<Command> unneeded(Hold hold, List<Charge> charges) {
        if (charges.isEmpty() && !hold.resolved()) {
            String holdId = hold.owner().holdId();
            return List.of(new Command.Resolve("unbilled/" + holdId, holdId));
        }
        return HoldTrim.commands(hold, charges, market.market().grants());
    }

    /** Time with two owners may be billed yet, by the word of two persons: its money stays held. */
    private static List<UsageInterval> pledged(List<UsageInterval> usage) {
        return usage.stream()
                .map(used -> used.reason().equals(Optional.of(UnbilledReason.QUARANTINED)) ? used.asBilled() : used)
                .toList();
    }

    private Outcome outcome(Intent intent, Ending ending, List<Charge> charges) {
        // What other attempts hold bears nothing of this one.
        List<Hold> held = intent.holdId().flatMap(book::hold).stream().toList();
        List<SubsidisedCharge> subsidised = Subsidiser.subsidised(
                charges, market.market().grants(), FundingBounds.of(book, held).standing(chosen));
        return new Outcome(
                JobRecord.text(ending),
                sum(subsidised, charge -> charge.charge().gross()),
                sum(subsidised, SubsidisedCharge::customer),
                sum(subsidised, SubsidisedCharge::reimbursable));
    }

    private List<Charge> charges(List<UsageInterval> usage) {
        List<UsageInterval> billed = usage.stream()
                .filter(interval -> interval.usageClass() == UsageClass.BILLED)
                .toList();
        if (billed.isEmpty()) {
            return List.of();
        }
        Rater rater = new Rater(
                        market.market().tariffs(),
                        AttemptStarts.of(usage),
                        market::priceLockDays,
                        market.market().grants())
                .counting(TierCounting.DEAREST);
        long from = billed.stream()
                .mapToLong(interval -> interval.interval().startMillis())
                .min()
                .orElseThrow();
        long to = billed.stream()
                .mapToLong(interval -> interval.interval().endMillis())
                .max()
                .orElseThrow();
        return rater.charges(new UsageSet(billed), new Interval(from, to));
    }

    private static Money sum(List<SubsidisedCharge> charges, Function<SubsidisedCharge, Money> part) {
        return charges.stream().map(part).reduce(Money.ZERO, Money::plus);
    }
}
