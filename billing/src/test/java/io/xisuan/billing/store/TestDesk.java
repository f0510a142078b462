package io.xisuan.billing.store;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.Issuing;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.PartClose;
import io.xisuan.billing.invoice.PartInput;
import io.xisuan.billing.invoice.Rerating;
import io.xisuan.billing.invoice.ReratingInput;
import io.xisuan.billing.rating.LostWorkFindings;
import io.xisuan.billing.subsidy.BestOfGroups;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** The leader's desk over a journal in memory: drafts, reviews and issues of the random month and of notes on it. */
final class TestDesk {
    private static final PartInput.Prices PRICES =
            new PartInput.Prices(RandomMonth.tariffs(), RandomMonth.contracts(), RandomMonth.grants());
    private static final Principal CLERK = new Principal("li.na");
    private static final Principal CONTROLLER = new Principal("wang.wei");
    private static final long AT = StoreFixture.ISSUED.toEpochMilli();

    private final Store store;
    private final DraftBook drafts;
    private final long epoch;
    private final List<PartInput.Recorded> journal = new ArrayList<>();

    TestDesk(Store store, long epoch) {
        this.store = store;
        this.drafts = new DraftBook(store);
        this.epoch = epoch;
    }

    void record(List<UsageInterval> usage) {
        usage.forEach(one -> journal.add(new PartInput.Recorded(journal.size() + 1L, one)));
    }

    private static String hash(long seq) {
        return Sha256.hex("record " + seq);
    }

    private DeskRequest wish(DeskDeed deed, Optional<IssuePart> part, OptionalLong run) {
        DeskRequest wish =
                new DeskRequest(0, deed, RandomMonth.PERIOD, part, run, CLERK, AT, IssueRequest.State.PENDING, "");
        return drafts.request(drafts.ask(wish)).orElseThrow();
    }

    /** Drafts what is in the journal, and returns the run. */
    long draft(IssuePart part) {
        List<InvoiceDraft> made =
                PartClose.close(part(journal.size(), part)).close().drafts();
        return keep(wish(DeskDeed.DRAFT, Optional.of(part), OptionalLong.empty()), DraftRun.Purpose.INVOICES, made);
    }

    long draftNotes() {
        return keep(
                wish(DeskDeed.NOTES, Optional.empty(), OptionalLong.empty()),
                DraftRun.Purpose.NOTES,
                anew(journal.size()).drafts());
    }

    private long keep(DeskRequest request, DraftRun.Purpose purpose, List<InvoiceDraft> made) {
        DraftRun run = new DraftRun(
                0,
                purpose,
                RandomMonth.PERIOD,
                request.part(),
                journal.size(),
                hash(journal.size()),
                CLERK.name(),
                AT,
                DraftRun.State.OPEN);
        return drafts.draft(epoch, request.id(), run, made, "100 % drafted");
    }

    void review(long run) {
        drafts.drafts(run).forEach(draft -> drafts.review(draft.id(), draft.digest(), CONTROLLER, AT));
    }

    /** Issues a run as the leader does: computed again from the run's records. */
    List<StoredInvoice> issue(long run) {
        DraftRun of = drafts.run(run).orElseThrow();
        DeskRequest request = wish(DeskDeed.ISSUE, Optional.empty(), OptionalLong.of(run));
        if (of.purpose() == DraftRun.Purpose.NOTES) {
            Rerating.Result result = anew(of.toSeq());
            Issuing.Issued issued =
                    Issuing.issue(Issuing.unchanged(result.drafts()), store.numbers(), StoreFixture.ISSUED);
            return drafts.issue(
                    epoch,
                    request,
                    new NoteBatch(
                            RandomMonth.PERIOD,
                            AT,
                            issued.invoices(),
                            issued.numbers(),
                            result.commands(),
                            result.runs()));
        }
        PartClose.Result part = PartClose.close(part(of.toSeq(), of.part().orElseThrow()));
        return drafts.issue(
                epoch,
                request,
                new IssueBatch(
                        RandomMonth.PERIOD,
                        of.part().orElseThrow(),
                        part.cut(),
                        AT,
                        part.invoices(),
                        part.numbers(),
                        part.ledger(),
                        part.postings(),
                        BestOfGroups.posted(part.close().charges()),
                        part.close().runs()));
    }

    private PartInput part(long toSeq, IssuePart part) {
        TreeMap<BillingPeriod, Long> through = new TreeMap<>();
        store.lastInvoicedSeq(RandomMonth.PERIOD).ifPresent(seq -> through.put(RandomMonth.PERIOD, seq));
        return new PartInput(
                RandomMonth.PERIOD,
                journal,
                toSeq,
                hash(toSeq),
                PRICES,
                store.books(),
                store.numbers(),
                new PartInput.Progress(through, new TreeSet<>(), store.bestChoices()),
                LostWorkFindings.NONE,
                part == IssuePart.FINAL,
                Instant.ofEpochMilli(AT));
    }

    private Rerating.Result anew(long toSeq) {
        return Rerating.of(new ReratingInput(
                RandomMonth.PERIOD,
                journal,
                new PeriodBook(store).parts(RandomMonth.PERIOD),
                store.closed(RandomMonth.PERIOD),
                new JournalCut(1, toSeq, hash(toSeq)),
                PRICES,
                store.books(),
                this::holds,
                store.invoices(InvoiceFilter.ALL).stream().map(Store::read).toList(),
                LostWorkFindings.NONE,
                new TreeMap<>(),
                store.bestChoices(),
                AT));
    }

    private List<Hold> holds(HoldOwner attempt) {
        List<Hold> holds = new ArrayList<>();
        Optional<Hold> next = store.hold(attempt);
        while (next.isPresent()) {
            holds.add(next.get());
            HoldOwner first = holds.getFirst().owner();
            next = store.hold(new HoldOwner(
                            first.supplier(), first.jobUid(), first.attempt(), first.plannedAtMillis() + holds.size())
                    .holdId());
        }
        return holds;
    }
}
