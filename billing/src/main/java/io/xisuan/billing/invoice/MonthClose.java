package io.xisuan.billing.invoice;

import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.Rater;
import io.xisuan.billing.rating.TierCounting;
import io.xisuan.billing.rating.UsageSet;
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
    static final Comparator<InvoiceDraft> ORDER = Comparator.comparing(
                    (InvoiceDraft draft) -> draft.seller().supplier())
            .thenComparing(draft -> draft.buyer().tenant())
            .thenComparing(InvoiceDraft::contract);

    private MonthClose() {}

    /**
     * @param drafts in order of supplier, tenant and contract
     * @param charges all lines in the order in which they drew on balances, then what was committed to and not used
     * @param runs how the usage of each draft was rated, with its line book, in order of contract
     * @param billed the device time on the drafts: all that the journal bills within the month
     */
    public record Result(
            List<InvoiceDraft> drafts, List<SubsidisedCharge> charges, List<RatingRun> runs, DeviceMillis billed) {
        public Result {
            drafts = List.copyOf(drafts);
            charges = List.copyOf(charges);
            runs = List.copyOf(runs);
        }

        /** Returns what each job comes to, in order of job; together they are the drafts. */
        public SortedMap<JobId, JobAmounts> byJob() {
            SortedMap<JobId, JobAmounts> jobs = new TreeMap<>();
            charges.forEach(charge ->
                    jobs.merge(charge.charge().key().attempt().job(), JobAmounts.of(charge), JobAmounts::plus));
            return jobs;
        }

        /** Returns the charges behind each draft, by contract. */
        public SortedMap<ContractId, List<SubsidisedCharge>> byContract() {
            return MonthClose.byContract(charges);
        }
    }

    /** What rating comes to. */
    private record Rated(List<Charge> charges, SortedMap<ContractId, LineBook> books) {}

    /**
     * Returns the drafts of the month.
     *
     * @throws InputException when usage names a contract that is not known or has no price
     */
    public static Result close(CloseInput input) {
        requireContracts(input);
        Rater rater = new Rater(
                        input.tariffs(),
                        input.starts(),
                        contract -> terms(input, contract).priceLockDays(),
                        input.grants())
                .crediting(input.credits());
        // 1. Price, and write down what was priced.
        Rated rated = rated(input, rater.counting(TierCounting.from(input.period(), input.opening())));
        // 2. Subsidise; what was not used is not.
        List<SubsidisedCharge> charges =
                new ArrayList<>(Subsidiser.subsidised(rated.charges(), input.grants(), input.bounds()));
        Shortfalls.of(input, rater).forEach(charge -> charges.add(new SubsidisedCharge(charge, List.of())));
        // 3. Draft.
        List<RatingRun> runs = runs(input, rated, byContract(charges));
        List<InvoiceDraft> drafts = drafts(input, byContract(charges), runs);
        return new Result(drafts, charges, runs, billed(input, drafts));
    }

    private static Rated rated(CloseInput input, Rater rater) {
        Interval month = input.period().interval();
        Rater.Within within = rater.within(month);
        List<Charge> charges = new ArrayList<>();
        SortedMap<ContractId, LineBook> books = new TreeMap<>();
        input.usage().byContract().forEach((contract, usage) -> {
            LineBookWriter writer = LineBookWriter.keeping(contract);
            charges.addAll(within.charges(usage, writer));
            for (UsageInterval one : usage) {
                if (!one.billed()) {
                    one.interval()
                            .intersection(month)
                            .ifPresent(part -> writer.unbilled(
                                    one, part, UsageSet.held(one, part).value()));
                }
            }
            books.put(contract, writer.finished());
        });
        return new Rated(charges, books);
    }

    private static List<RatingRun> runs(
            CloseInput input, Rated rated, SortedMap<ContractId, List<SubsidisedCharge>> charges) {
        RatingDigest digest = new RatingDigest(input);
        List<RatingRun> runs = new ArrayList<>();
        for (ContractId contract : charges.keySet()) {
            LineBook book = Optional.ofNullable(rated.books().get(contract))
                    .orElseGet(() -> LineBookWriter.keeping(contract).finished());
            runs.add(new RatingRun(
                    RatingRun.ENGINE, input.period(), input.cut(), digest.of(terms(input, contract)), book));
        }
        return runs;
    }

    private static SortedMap<ContractId, List<SubsidisedCharge>> byContract(List<SubsidisedCharge> charges) {
        SortedMap<ContractId, List<SubsidisedCharge>> contracts = new TreeMap<>();
        for (SubsidisedCharge charge : charges) {
            contracts
                    .computeIfAbsent(charge.charge().key().contract(), contract -> new ArrayList<>())
                    .add(charge);
        }
        return contracts;
    }

    private static List<InvoiceDraft> drafts(
            CloseInput input, SortedMap<ContractId, List<SubsidisedCharge>> charges, List<RatingRun> runs) {
        List<InvoiceDraft> drafts = new ArrayList<>();
        for (RatingRun run : runs) {
            ContractId contract = run.book().contract();
            JournalReference journal = new JournalReference(
                    input.cut().fromSeq(),
                    input.cut().toSeq(),
                    input.cut().hash(),
                    run.book().sha256(),
                    Optional.of(run.book().root()));
            Drafting drafting = new Drafting(
                    terms(input, contract), input.period(), input.grants().of(contract), journal);
            drafts.add(drafting.draft(charges.getOrDefault(contract, List.of())));
        }
        return drafts.stream().sorted(ORDER).toList();
    }

    /** Returns the billed time after checking that the drafts hold all of it. */
    private static DeviceMillis billed(CloseInput input, List<InvoiceDraft> drafts) {
        DeviceMillis journal = DeviceMillis.sum(
                input.usage().billedTime(input.period().interval()).values());
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
