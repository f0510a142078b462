package io.xisuan.billing.store;

import io.xisuan.billing.invoice.BookRow;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.JournalReference;
import io.xisuan.billing.invoice.LineBook;
import io.xisuan.billing.invoice.RatingRun;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.InputException;
import java.util.List;
import java.util.Optional;

/** The line books behind issued documents: down to which device was held when, at what price and on what evidence. */
public final class LineBooks {
    private final Database database;

    public LineBooks(Store store) {
        this.database = store.database();
    }

    /** Returns the book with that digest, as documents name it. */
    public Optional<LineBook> find(String sha256) {
        return database.read(handle -> LineBookRows.find(handle, sha256));
    }

    /**
     * Returns the book that a document was drawn from, checked against its digest and root.
     *
     * @throws InputException when it is not stored, as for documents of before books were kept, or was changed
     */
    public LineBook of(JournalReference journal) {
        LineBook book = find(journal.bookDigest())
                .orElseThrow(() ->
                        InputException.of("The line book %s is not in this store".formatted(journal.bookDigest())));
        if (journal.bookRoot().filter(root -> !root.equals(book.root())).isPresent()) {
            throw InputException.of("The line book %s has the root %s, not the document's %s"
                    .formatted(book.sha256(), book.root(), journal.bookRoot().get()));
        }
        return book;
    }

    /**
     * Returns the slices that a document's line is the sum of, in canonical order.
     *
     * @throws InputException when the book is not stored or was changed
     */
    public List<BookRow> slicesOf(JournalReference journal, InvoiceLine line) {
        return of(journal).rows().stream().filter(row -> row.belongsTo(line)).toList();
    }

    /**
     * Returns the time that the contract's jobs held and that was not billed, each with its reason.
     *
     * @throws InputException when the book is not stored or was changed
     */
    public List<BookRow> unbilled(JournalReference journal) {
        return of(journal).rows().stream()
                .filter(row -> row.unbilled().isPresent())
                .toList();
    }

    /** Returns how a contract's month was rated, oldest first. */
    public List<RatingRun> runs(ContractId contract, BillingPeriod period) {
        return database.read(handle -> LineBookRows.runs(handle, contract, period));
    }
}
