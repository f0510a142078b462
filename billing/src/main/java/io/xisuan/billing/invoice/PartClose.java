package io.xisuan.billing.invoice;

import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.subsidy.Postings;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.InputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Issues one part of a month: from the journal's records to numbered invoices, the postings of what they deduct, and the books.
 *
 * <p>A month has one part or several consecutive ones. A part covers the records after those of the part before, so that every record is
 * invoiced once; lines never straddle parts, because a record that joins an invoiced day is left to a note ({@link MonthParts}). Each
 * part floors its subsidies for itself: all parts together may give a fen less for each programme, contract and part than one would.
 */
public final class PartClose {
    private PartClose() {}

    /**
     * What a part comes to; its fields are stored together or not at all.
     *
     * @param invoices none when the part bills nothing
     * @param numbers the numbers after the invoices
     * @param postings the commands that post what was deducted, then those that resolve the holds that are done
     */
    public record Result(
            JournalCut cut,
            MonthClose.Result close,
            List<Invoice> invoices,
            NumberBook numbers,
            List<PostingSet> ledger,
            List<Command> postings) {
        public Result {
            invoices = List.copyOf(invoices);
            ledger = List.copyOf(ledger);
            postings = List.copyOf(postings);
        }
    }

    /**
     * Returns the documents and commands of a part.
     *
     * @throws InputException when usage names a contract that is not known or has no price
     */
    public static Result close(PartInput input) {
        // 1. What the part covers: records that are new, of days that no earlier part has invoiced.
        MonthParts parts = parts(input);
        JournalCut cut = new JournalCut(input.fromSeq() + 1, input.toSeq(), input.hash());
        // 2. Price, subsidise, draft.
        MonthClose.Result close = MonthClose.close(new CloseInput(
                input.period(),
                new UsageSet(parts.parts().getLast()),
                AttemptStarts.of(
                        input.usage().stream().map(PartInput.Recorded::usage).toList()),
                input.prices().tariffs(),
                input.prices().contracts(),
                input.prices().grants(),
                FundingBounds.of(input.balances()).standing(input.progress().chosen()),
                opening(input, parts),
                input.credits(),
                wholeMonth(input),
                cut));
        // 3. Number and freeze.
        Issuing.Issued issued = Issuing.issue(Issuing.unchanged(close.drafts()), input.numbers(), input.issuedAt());
        // 4. What it does to books and balances.
        List<PostingSet> ledger = issued.invoices().stream()
                .flatMap(invoice -> InvoicePostings.of(invoice).stream())
                .toList();
        return new Result(cut, close, issued.invoices(), issued.numbers(), ledger, postings(input, close));
    }

    /** Returns the usage of the parts before and of this one; records that join an invoiced day are left to notes. */
    private static MonthParts parts(PartInput input) {
        return MonthParts.of(
                input.period(),
                input.usage().stream()
                        .filter(recorded -> recorded.seq() <= input.toSeq())
                        .toList(),
                input.fromSeq() == 0 ? List.of() : List.of(input.fromSeq()),
                false);
    }

    /** Returns all usage of the month up to here, where no part follows. */
    private static Optional<UsageSet> wholeMonth(PartInput input) {
        return input.last()
                ? Optional.of(new UsageSet(input.usage().stream()
                        .filter(recorded -> recorded.seq() <= input.toSeq())
                        .map(PartInput.Recorded::usage)
                        .toList()))
                : Optional.empty();
    }

    /** Returns the accelerator time of the month that belongs to earlier parts, by contract. */
    private static Map<ContractId, DeviceMillis> opening(PartInput input, MonthParts parts) {
        return input.prices().tariffs().graduated()
                ? new UsageSet(parts.before(parts.parts().size() - 1))
                        .billedTime(input.period().interval())
                : Map.of();
    }

    private static List<Command> postings(PartInput input, MonthClose.Result close) {
        List<Command> commands = new ArrayList<>();
        SortedMap<ContractId, List<SubsidisedCharge>> charges = close.byContract();
        for (InvoiceDraft draft : close.drafts()) {
            commands.addAll(Postings.commands(
                    charges.getOrDefault(draft.contract(), List.of()),
                    draft.seller().supplier(),
                    input.balances()::hold));
        }
        Set<HoldOf> open = uninvoiced(input);
        input.balances().holds().forEach((id, hold) -> {
            if (!hold.resolved() && input.progress().endedHolds().contains(id) && !open.contains(HoldOf.of(hold))) {
                commands.add(new Command.Resolve("resolve/" + id, id));
            }
        });
        return List.copyOf(commands);
    }

    /** What a hold and usage have in common. */
    private record HoldOf(String jobUid, int attempt) {
        static HoldOf of(Hold hold) {
            HoldOwner owner = hold.owner();
            return new HoldOf(owner.jobUid(), owner.attempt());
        }
    }

    /** Returns the attempts with usage that neither this part nor any before it invoices: their holds are still needed. */
    private static Set<HoldOf> uninvoiced(PartInput input) {
        Set<HoldOf> open = new HashSet<>();
        for (PartInput.Recorded recorded : input.usage()) {
            UsageInterval usage = recorded.usage();
            BillingPeriod first = BillingPeriod.of(usage.interval().startMillis());
            BillingPeriod last = BillingPeriod.of(usage.interval().endMillis() - 1);
            if (usage.billed() && (recorded.seq() > through(input, first) || recorded.seq() > through(input, last))) {
                open.add(new HoldOf(usage.job().uid(), usage.attempt()));
            }
        }
        return open;
    }

    private static long through(PartInput input, BillingPeriod month) {
        return month.equals(input.period())
                ? input.toSeq()
                : input.progress().invoicedThrough().getOrDefault(month, 0L);
    }
}
