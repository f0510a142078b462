package io.xisuan.billing.store;

import io.xisuan.billing.control.Action;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDocument;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Documents before they have numbers: the wishes of people, the drafts that the leader makes of them, the reviews that sign them, and
 * their issue.
 *
 * <p>Wishes and reviews are plain transactions of any program. Drafts and numbers are the leader's.
 */
public final class DraftBook {
    private final Database database;
    private final MoneyWriter writer;

    public DraftBook(Store store) {
        this.database = store.database();
        this.writer = store.writer();
    }

    /**
     * Stores a wish for the leader; its number, state and answer are given here.
     *
     * @return the number of the request
     * @throws io.xisuan.billing.control.RightsException when that person may not ask for it
     */
    public long ask(DeskRequest wish) {
        return database.write(handle -> {
            ControlBook.permit(handle, wish.requestedBy(), wish.deed() == DeskDeed.ISSUE ? Action.ISSUE : Action.DRAFT);
            return DeskRows.insert(handle, wish);
        });
    }

    public List<DeskRequest> pending() {
        return database.read(DeskRows::pending);
    }

    public Optional<DeskRequest> request(long id) {
        return database.read(handle -> DeskRows.find(handle, id));
    }

    /** Answers a request that led to nothing else. */
    public void answer(long epoch, long request, String answer, boolean ok) {
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            DeskRows.answer(handle, request, answer, ok);
            return true;
        });
    }

    /**
     * Stores drafts and answers the request that they were made for. Drafts of the same month and purpose that have no numbers are
     * replaced, and their reviews with them.
     *
     * @param run its number and state do not count
     * @param answer what people read after the run's number
     * @return the number of the run
     */
    public long draft(long epoch, long request, DraftRun run, List<InvoiceDraft> drafts, String answer) {
        return database.write(handle -> {
            LeaderRow.require(handle, epoch);
            long id = DraftRows.insert(handle, request, run, drafts);
            DeskRows.answer(handle, request, "run %d: %s".formatted(id, answer), true);
            return id;
        });
    }

    /** Returns all runs, oldest first. */
    public List<DraftRun> runs() {
        return database.read(DraftRows::runs);
    }

    public Optional<DraftRun> run(long id) {
        return database.read(handle -> DraftRows.run(handle, id));
    }

    /** Returns the run of a month that waits for reviews or issue. */
    public Optional<DraftRun> open(BillingPeriod month, DraftRun.Purpose purpose) {
        return runs().stream()
                .filter(run ->
                        run.state() == DraftRun.State.OPEN && run.period().equals(month) && run.purpose() == purpose)
                .findFirst();
    }

    /** Returns the drafts of a run in the order in which they get numbers. */
    public List<StoredDraft> drafts(long run) {
        return database.read(handle -> DraftRows.ofRun(handle, run));
    }

    public Optional<StoredDraft> draft(long id) {
        return database.read(handle -> DraftRows.find(handle, id));
    }

    /**
     * Signs the draft that a person has read; signing it again changes nothing.
     *
     * @param digest of what was read
     * @throws InputException when there is no such draft, it is another one than was read, or its run is over
     * @throws io.xisuan.billing.control.RightsException when that person may not review
     */
    public StoredDraft review(long draft, String digest, Principal by, long nowMillis) {
        return database.write(handle -> {
            ControlBook.permit(handle, by, Action.REVIEW);
            StoredDraft known = DraftRows.find(handle, draft)
                    .orElseThrow(() -> InputException.of("There is no draft %d: see invoice drafts".formatted(draft)));
            if (!known.digest().equals(digest)) {
                throw InputException.of(
                        "Draft %d has the digest %s, not %s: read it again".formatted(draft, known.digest(), digest));
            }
            if (known.state() == StoredDraft.State.DRAFT) {
                DraftRows.review(handle, draft, digest, by, nowMillis);
            } else if (known.state() != StoredDraft.State.REVIEWED) {
                throw InputException.of("Draft %d is %s: there is nothing to review".formatted(draft, known.state()));
            }
            return DraftRows.find(handle, draft).orElseThrow();
        });
    }

    /**
     * Issues a run of invoices that are reviewed, and answers the request.
     *
     * @throws StoreException when a document is not the one that was reviewed, or does not follow on what is stored; nothing is issued
     */
    public List<StoredInvoice> issue(long epoch, DeskRequest request, IssueBatch batch) {
        return writer.now(epoch, batch.postings().size() + 1, turn -> {
            Turn now = turn.settled();
            List<StoredDraft> drafts = reviewed(now.handle(), request, batch.invoices());
            List<StoredInvoice> issued = new Issues(now.handle(), now.book()).issue(batch);
            over(now.handle(), request, drafts, issued);
            return issued;
        });
    }

    /**
     * Issues a run of notes that are reviewed, and answers the request.
     *
     * @throws StoreException as {@link #issue(long, DeskRequest, IssueBatch)}
     */
    public List<StoredInvoice> issue(long epoch, DeskRequest request, NoteBatch batch) {
        return writer.now(epoch, batch.commands().size() + 1, turn -> {
            Turn now = turn.settled();
            List<StoredDraft> drafts = reviewed(now.handle(), request, batch.documents());
            List<StoredInvoice> issued = NoteIssues.issue(now, batch);
            over(now.handle(), request, drafts, issued);
            return issued;
        });
    }

    private static List<StoredDraft> reviewed(Handle handle, DeskRequest request, List<Invoice> documents) {
        long run = request.run().orElseThrow();
        if (DraftRows.run(handle, run)
                .filter(one -> one.state() == DraftRun.State.OPEN)
                .isEmpty()) {
            throw new StoreException("Run %d is over or unknown: draft again".formatted(run));
        }
        List<StoredDraft> drafts = DraftRows.ofRun(handle, run);
        if (drafts.size() != documents.size()) {
            throw new StoreException(
                    "Run %d has %d drafts, but %d documents would be issued now: draft and review again"
                            .formatted(run, drafts.size(), documents.size()));
        }
        for (int i = 0; i < drafts.size(); i++) {
            requireReviewed(drafts.get(i), documents.get(i));
        }
        return drafts;
    }

    private static void requireReviewed(StoredDraft draft, Invoice document) {
        String digest = InvoiceDocument.draftDigest(document.content());
        if (!digest.equals(draft.digest())) {
            throw new StoreException("Draft %d of %s is not what would be issued now: draft and review again"
                    .formatted(draft.id(), draft.contract()));
        }
        if (draft.review().filter(review -> review.digest().equals(digest)).isEmpty()) {
            throw new StoreException("Draft %d of %s is not reviewed: invoice review %d"
                    .formatted(draft.id(), draft.contract(), draft.id()));
        }
    }

    private static void over(Handle handle, DeskRequest request, List<StoredDraft> drafts, List<StoredInvoice> issued) {
        for (int i = 0; i < drafts.size(); i++) {
            DraftRows.issued(handle, drafts.get(i).id(), issued.get(i).number());
        }
        DraftRows.over(handle, request.run().orElseThrow());
        String numbers =
                String.join(", ", issued.stream().map(StoredInvoice::number).toList());
        DeskRows.answer(handle, request.id(), issued.isEmpty() ? "nothing to issue" : "issued " + numbers, true);
    }
}
