package io.xisuan.billing.store;

import io.xisuan.billing.control.Action;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.einvoice.EInvoice;
import io.xisuan.billing.einvoice.EInvoiceHistory;
import io.xisuan.billing.einvoice.EInvoiceNumber;
import io.xisuan.billing.party.Located;
import io.xisuan.model.BillingPeriod;
import java.util.List;
import java.util.Optional;

/** E-invoices that the tax platform issued for our documents, as finance brought them back; any program may add them. */
public final class EInvoiceBook {
    private final Database database;

    public EInvoiceBook(Store store) {
        this.database = store.database();
    }

    /** How many answers of a file were new, and how many were there already. */
    public record Imported(int added, int known) {}

    /**
     * Records what a file says, all of it or nothing; the same file again changes nothing.
     *
     * @throws io.xisuan.model.InputException with the line that contradicts what is stored: an unknown document, a number that another
     *     document has, a second number for one document, or another total
     */
    public Imported record(List<Located<EInvoice>> answers, String recordedBy, long nowMillis) {
        return database.write(handle -> {
            ControlBook.permit(handle, new Principal(recordedBy), Action.RECORD_E_INVOICE);
            int added = 0;
            EInvoiceCheck check = new EInvoiceCheck(handle);
            for (Located<EInvoice> answer : answers) {
                if (check.isNew(answer)) {
                    EInvoiceRows.insert(handle, answer.value(), recordedBy, nowMillis);
                    added++;
                }
            }
            return new Imported(added, answers.size() - added);
        });
    }

    /**
     * Returns the number that stands for a document: its blue invoice that was not taken back, or the red letter of a credit
     * note.
     */
    public Optional<EInvoiceNumber> numberOf(String document) {
        return history(document).number();
    }

    /** Returns all answers about a document, oldest first. */
    public EInvoiceHistory history(String document) {
        return database.read(handle -> EInvoiceRows.of(handle, document));
    }

    /** Returns the red letters against a blue invoice, refused ones too, under whichever document they came. */
    public List<EInvoice> against(EInvoiceNumber original) {
        return database.read(handle -> EInvoiceRows.against(handle, original));
    }

    /** Returns all answers in order of import, about all documents or those of one month. */
    public List<EInvoice> all(Optional<BillingPeriod> period) {
        return database.read(handle -> EInvoiceRows.all(handle, period));
    }
}
