package io.xisuan.operator.loop;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.Issuing;
import io.xisuan.billing.invoice.NoteRun;
import io.xisuan.billing.invoice.PartClose;
import io.xisuan.billing.invoice.PartInput;
import io.xisuan.billing.invoice.Rerating;
import io.xisuan.billing.store.ClaimSettlements;
import io.xisuan.billing.store.CloseBook;
import io.xisuan.billing.store.DeskRequest;
import io.xisuan.billing.store.DisputeCredits;
import io.xisuan.billing.store.DraftBook;
import io.xisuan.billing.store.DraftRun;
import io.xisuan.billing.store.FencedException;
import io.xisuan.billing.store.IssueBatch;
import io.xisuan.billing.store.IssuePart;
import io.xisuan.billing.store.IssueRequest;
import io.xisuan.billing.store.NoteBatch;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoreException;
import io.xisuan.billing.store.StoreUnreachableException;
import io.xisuan.billing.store.StoredInvoice;
import io.xisuan.billing.subsidy.BestOfGroups;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.UsageJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers finance's wishes about documents, from the journal alone: drafts of a month or a part of it, drafts of notes on it, and the
 * issue of drafts that were reviewed. At issue all is computed again; what is not what was reviewed is not issued.
 */
final class IssueDesk {
    private static final Logger LOG = LoggerFactory.getLogger(IssueDesk.class);

    /** Late records of a month are waited for so long after its end. */
    private static final Duration FINAL_AFTER = Duration.ofDays(2);

    private final Store store;
    private final DraftBook drafts;
    private final long epoch;
    private final UsageJournal journal;

    IssueDesk(Store store, long epoch, UsageJournal journal) {
        this.store = store;
        this.drafts = new DraftBook(store);
        this.epoch = epoch;
        this.journal = journal;
    }

    /** Answers every request that waits; one that cannot be met is answered with the reason. */
    void answer(Assembled market, long nowMillis) {
        for (IssueRequest old : store.pendingRequests()) {
            store.answerRequest(
                    epoch, old.id(), "drafts are reviewed before they are issued: ask with invoice draft", false);
        }
        for (DeskRequest request : drafts.pending()) {
            try {
                answer(request, market, Reissue.of(store, request).issuedAt(nowMillis), nowMillis);
            } catch (FencedException | StoreUnreachableException gone) {
                throw gone;
            } catch (InputException | StoreException refused) {
                LOG.warn("request {} for {} is refused: {}", request.id(), request.period(), refused.getMessage());
                drafts.answer(epoch, request.id(), String.valueOf(refused.getMessage()), false);
            } catch (RuntimeException defect) {
                // Nothing was issued; the clusters' jobs must not stop for it, whatever it is.
                LOG.error("request {} for {} cannot be met", request.id(), request.period(), defect);
                drafts.answer(epoch, request.id(), "a defect, nothing was issued: " + defect.getMessage(), false);
            }
        }
    }

    private void answer(DeskRequest request, Assembled market, long issuedAtMillis, long nowMillis) {
        DeskInputs inputs = new DeskInputs(store, journal, market, issuedAtMillis);
        switch (request.deed()) {
            case DRAFT -> draft(request, inputs, nowMillis);
            case NOTES -> draftNotes(request, inputs, nowMillis);
            case ISSUE -> issue(request, inputs, market, issuedAtMillis);
        }
    }

    private void draft(DeskRequest request, DeskInputs inputs, long nowMillis) {
        BillingPeriod period = request.period();
        IssuePart part = request.part().orElseThrow();
        JournalHead head = Reissue.of(store, request).cut().orElseGet(inputs::head);
        PartInput input = inputs.part(period, part, head);
        requireMonth(period, part, inputs, input.usage(), nowMillis);
        List<InvoiceDraft> made = PartClose.close(input).close().drafts();
        store(request, DraftRun.Purpose.INVOICES, head, new NoteRun(made, List.of()), nowMillis);
    }

    private void requireMonth(
            BillingPeriod period, IssuePart part, DeskInputs inputs, List<PartInput.Recorded> usage, long nowMillis) {
        long finalFrom = period.interval().endMillis() + FINAL_AFTER.toMillis();
        if (part == IssuePart.FINAL && nowMillis < finalFrom) {
            throw InputException.of("%s is final from %s on: until then draft an interim part"
                    .formatted(period, Instant.ofEpochMilli(finalFrom).atZone(BillingPeriod.ZONE)));
        }
        if (store.closed(period)) {
            throw InputException.of("%s is closed: corrections of it are notes, see invoice notes".formatted(period));
        }
        if (part == IssuePart.FINAL) {
            inputs.openBefore(period, usage).ifPresent(open -> {
                throw InputException.of(
                        "%s is open and has usage: months close in order, so %s waits for it".formatted(open, period));
            });
        }
    }

    private void draftNotes(DeskRequest request, DeskInputs inputs, long nowMillis) {
        JournalHead head = Reissue.of(store, request).cut().orElseGet(inputs::head);
        NoteRun made = notes(Rerating.of(inputs.anew(request.period(), head)), request.period());
        store(request, DraftRun.Purpose.NOTES, head, made, nowMillis);
    }

    /** Returns the notes that a month is owed: what its usage changed, what claims were not paid, and disputes that were upheld. */
    private NoteRun notes(Rerating.Result usage, BillingPeriod period) {
        return NoteRun.of(Stream.of(
                        usage.drafts(),
                        new ClaimSettlements(store).owed(period),
                        new DisputeCredits(store).owed(period))
                .flatMap(List::stream)
                .toList());
    }

    private void store(DeskRequest request, DraftRun.Purpose purpose, JournalHead head, NoteRun made, long nowMillis) {
        DraftRun run = new DraftRun(
                0,
                purpose,
                request.period(),
                request.part(),
                head.seq(),
                head.hash(),
                request.requestedBy().name(),
                nowMillis,
                DraftRun.State.OPEN);
        List<InvoiceDraft> documents = made.drafts();
        String answer = "%d drafts of %s up to record %d%s"
                .formatted(documents.size(), request.period(), head.seq(), made.remark());
        long id = drafts.draft(epoch, request.id(), run, documents, answer);
        LOG.info("{}: run {} has {} drafts up to record {}", request.period(), id, documents.size(), head.seq());
    }

    private void issue(DeskRequest request, DeskInputs inputs, Assembled market, long nowMillis) {
        long id = request.run().orElseThrow();
        DraftRun run = drafts.run(id)
                .filter(one -> one.period().equals(request.period()))
                .orElseThrow(() -> InputException.of("There is no run %d of %s".formatted(id, request.period())));
        if (run.part().filter(part -> part == IssuePart.FINAL).isPresent() && !new CloseBook(store).closedOn(id)) {
            throw InputException.of("Run %d closes %s: xisuan close month goes through its checklist and issues it"
                    .formatted(id, run.period()));
        }
        JournalHead to = new JournalHead(run.toSeq(), run.hash());
        List<StoredInvoice> issued = run.purpose() == DraftRun.Purpose.INVOICES
                ? issueInvoices(
                        request, run, inputs.part(run.period(), run.part().orElseThrow(), to), market)
                : issueNotes(request, Rerating.of(inputs.anew(run.period(), to)), market, nowMillis);
        LOG.info(
                "{}: issued {} documents up to record {}: {}",
                run.period(),
                issued.size(),
                run.toSeq(),
                issued.stream().map(StoredInvoice::number).toList());
    }

    private List<StoredInvoice> issueInvoices(DeskRequest request, DraftRun run, PartInput input, Assembled market) {
        PartClose.Result part = PartClose.close(input);
        useTariffs(part.invoices(), market, input.issuedAt().toEpochMilli());
        return drafts.issue(
                epoch,
                request,
                new IssueBatch(
                        run.period(),
                        run.part().orElseThrow(),
                        part.cut(),
                        input.issuedAt().toEpochMilli(),
                        part.invoices(),
                        part.numbers(),
                        part.ledger(),
                        part.postings(),
                        BestOfGroups.posted(part.close().charges()),
                        part.close().runs()));
    }

    private List<StoredInvoice> issueNotes(
            DeskRequest request, Rerating.Result result, Assembled market, long nowMillis) {
        Issuing.Issued issued = Issuing.issue(
                Issuing.unchanged(notes(result, request.period()).drafts()),
                store.numbers(),
                Instant.ofEpochMilli(nowMillis));
        useTariffs(issued.invoices(), market, nowMillis);
        return drafts.issue(
                epoch,
                request,
                new NoteBatch(
                        request.period(),
                        nowMillis,
                        issued.invoices(),
                        issued.numbers(),
                        result.commands(),
                        result.runs()));
    }

    /** Keeps the price lists that made the money; lines of lists that are gone were kept when they were invoiced. */
    private void useTariffs(List<Invoice> documents, Assembled market, long nowMillis) {
        List<TariffVersion> versions = documents.stream()
                .flatMap(document -> document.lines().stream())
                .map(line -> market.market().tariffs().version(line.tariffVersion()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        store.useTariffs(epoch, versions, nowMillis);
    }
}
