package io.xisuan.billing.invoice;

import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.Rater;
import io.xisuan.billing.rating.Slice;
import io.xisuan.billing.rating.TierCounting;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.subsidy.Subsidiser;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Closes a month: usage to drafts, one per supplier, tenant and contract.
 *
 * <p>A pure function of its input: order and repetition of usage change nothing, and closing again gives the same drafts.
 */
public final class MonthClose {
    private static final Comparator<InvoiceDraft> ORDER = Comparator.comparing(
                    (InvoiceDraft draft) -> draft.seller().supplier())
            .thenComparing(draft -> draft.buyer().tenant())
            .thenComparing(InvoiceDraft::contract);

    private MonthClose() {}

    /**
     * @param drafts in order of supplier, tenant and contract
     * @param charges all lines in the order in which they drew on balances
     * @param billed the device time on the drafts: all that the journal bills within the month
     */
    public record Result(List<InvoiceDraft> drafts, List<SubsidisedCharge> charges, DeviceMillis billed) {
        public Result {
            drafts = List.copyOf(drafts);
            charges = List.copyOf(charges);
        }

        /** Returns what each job comes to, in order of job; together they are the drafts. */
        public SortedMap<JobId, JobAmounts> byJob() {
            SortedMap<JobId, JobAmounts> jobs = new TreeMap<>();
            charges.forEach(charge ->
                    jobs.merge(charge.charge().key().attempt().job(), JobAmounts.of(charge), JobAmounts::plus));
            return jobs;
        }

        /** Returns the charges behind one draft. */
        public List<SubsidisedCharge> chargesOf(InvoiceDraft draft) {
            return charges.stream()
                    .filter(charge -> charge.charge().key().contract().equals(draft.contract()))
                    .toList();
        }
    }

    /**
     * Returns the drafts of the month.
     *
     * @throws InputException when usage names a contract that is not known or has no price
     */
    public static Result close(CloseInput input) {
        requireContracts(input);
        // 1. Price.
        Rater rater = new Rater(
                        input.tariffs(),
                        input.starts(),
                        contract -> terms(input, contract).priceLockDays(),
                        input.grants())
                .counting(TierCounting.from(input.period(), input.opening()));
        List<Slice> slices = rater.slices(input.usage(), input.period().interval());
        List<Charge> charges = Rater.charges(slices);
        // 2. Subsidise.
        List<SubsidisedCharge> subsidised = Subsidiser.subsidised(charges, input.grants(), input.bounds());
        // 3. Draft.
        List<InvoiceDraft> drafts = drafts(input, slices, subsidised);
        return new Result(drafts, subsidised, billed(slices, drafts));
    }

    private static List<InvoiceDraft> drafts(CloseInput input, List<Slice> slices, List<SubsidisedCharge> subsidised) {
        Map<ContractId, List<SubsidisedCharge>> byContract = new TreeMap<>();
        for (SubsidisedCharge charge : subsidised) {
            byContract
                    .computeIfAbsent(charge.charge().key().contract(), contract -> new ArrayList<>())
                    .add(charge);
        }
        Map<ContractId, String> books = LineBook.digests(slices);
        List<InvoiceDraft> drafts = new ArrayList<>();
        byContract.forEach((contract, charges) -> {
            JournalReference journal = new JournalReference(
                    input.cut().fromSeq(),
                    input.cut().toSeq(),
                    input.cut().hash(),
                    Optional.ofNullable(books.get(contract)).orElseThrow());
            Drafting drafting = new Drafting(
                    terms(input, contract), input.period(), input.grants().of(contract), journal);
            drafts.add(drafting.draft(charges));
        });
        return drafts.stream().sorted(ORDER).toList();
    }

    /** Returns the billed time after checking that the drafts hold all of it. */
    private static DeviceMillis billed(List<Slice> slices, List<InvoiceDraft> drafts) {
        DeviceMillis journal = DeviceMillis.sum(slices.stream()
                .filter(slice -> slice.key().component() == Component.COMPUTE)
                .map(Slice::quantity)
                .toList());
        DeviceMillis invoiced = DeviceMillis.sum(drafts.stream()
                .flatMap(draft -> draft.lines().stream())
                .filter(line -> line.component() == Component.COMPUTE)
                .map(InvoiceLine::quantity)
                .toList());
        if (!journal.equals(invoiced)) {
            throw new IllegalStateException("The journal bills %s, the drafts %s".formatted(journal, invoiced));
        }
        return journal;
    }

    private static void requireContracts(CloseInput input) {
        Interval month = input.period().interval();
        TreeSet<ContractId> unknown = new TreeSet<>();
        for (UsageInterval usage : input.usage().billed()) {
            ContractTerms terms = input.contracts().get(usage.contract());
            if (!usage.interval().overlaps(month)) {
                continue;
            }
            if (terms == null) {
                unknown.add(usage.contract());
            } else if (!terms.buyer().tenant().equals(usage.tenant())) {
                throw InputException.of("Contract %s is of tenant %s, but job %s of tenant %s uses it"
                        .formatted(usage.contract(), terms.buyer().tenant(), usage.job(), usage.tenant()));
            }
        }
        if (!unknown.isEmpty()) {
            throw InputException.of("Usage names contracts that are not known: %s".formatted(unknown));
        }
    }

    private static ContractTerms terms(CloseInput input, ContractId contract) {
        return Optional.ofNullable(input.contracts().get(contract)).orElseThrow();
    }
}
