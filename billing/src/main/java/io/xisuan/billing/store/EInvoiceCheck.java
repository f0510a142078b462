package io.xisuan.billing.store;

import io.xisuan.billing.einvoice.EInvoice;
import io.xisuan.billing.einvoice.EInvoiceHistory;
import io.xisuan.billing.einvoice.EInvoiceNumber;
import io.xisuan.billing.party.Located;
import io.xisuan.model.Money;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Whether an answer of the tax platform fits what is stored; what does not is refused with its line. */
record EInvoiceCheck(Handle handle) {
    /**
     * Returns whether the answer is new; false when it is stored word for word.
     *
     * @throws io.xisuan.model.InputException when it contradicts what is stored
     */
    boolean isNew(Located<EInvoice> located) {
        EInvoice answer = located.value();
        StoredInvoice document = DocumentRows.find(handle, answer.document())
                .orElseThrow(() -> located.wrong(
                        "document", "%s is no document that was issued here".formatted(answer.document())));
        EInvoiceHistory history = EInvoiceRows.of(handle, answer.document());
        if (history.answers().contains(answer)) {
            return false;
        }
        if (answer.number().isPresent()) {
            refuseUsed(located, answer.number().get());
        }
        switch (answer.result()) {
            case BLUE -> checkBlue(located, document, history);
            case RED -> checkRed(located, document, history);
            case RED_REFUSED -> blue(located);
        }
        return true;
    }

    private void refuseUsed(Located<EInvoice> located, EInvoiceNumber number) {
        EInvoiceRows.find(handle, number).ifPresent(used -> {
            throw located.wrong(
                    "number",
                    used.document().equals(located.value().document())
                            ? "%s was recorded for %s with other content: %s of %s"
                                    .formatted(
                                            number,
                                            used.document(),
                                            used.total().formatted(),
                                            used.day())
                            : "%s is the number of %s already".formatted(number, used.document()));
        });
    }

    private static void checkBlue(Located<EInvoice> located, StoredInvoice document, EInvoiceHistory history) {
        refuseSecond(located, history);
        requireTotal(located, document.number(), document.gross());
    }

    private static void refuseSecond(Located<EInvoice> located, EInvoiceHistory history) {
        history.number().ifPresent(standing -> {
            throw located.wrong(
                    "number",
                    "%s has the e-invoice %s already: take that back by a red letter first"
                            .formatted(history.document(), standing));
        });
    }

    /** A red letter belongs to a credit note, or takes the whole e-invoice of its own document back. */
    private void checkRed(Located<EInvoice> located, StoredInvoice document, EInvoiceHistory history) {
        EInvoice blue = blue(located);
        boolean own = blue.document().equals(document.number());
        if (!own) {
            refuseSecond(located, history);
        }
        requireTotal(located, document.number(), own ? blue.total().negated() : document.gross());
        Money left = blue.total()
                .plus(EInvoiceHistory.takenBack(
                        EInvoiceRows.against(handle, blue.number().orElseThrow())));
        if (left.plus(located.value().total()).isNegative()) {
            throw located.wrong(
                    "total", "of e-invoice %s only %s is left to take back".formatted(digits(blue), left.formatted()));
        }
    }

    private EInvoice blue(Located<EInvoice> located) {
        Optional<EInvoiceNumber> original = located.value().original();
        return original.flatMap(number -> EInvoiceRows.find(handle, number))
                .filter(found -> found.result() == EInvoice.Result.BLUE)
                .orElseThrow(() -> located.wrong(
                        "original",
                        "%s is no blue e-invoice that was imported: import that first"
                                .formatted(original.map(EInvoiceNumber::digits).orElse("nothing"))));
    }

    private static void requireTotal(Located<EInvoice> located, String document, Money expected) {
        if (!located.value().total().equals(expected)) {
            throw located.wrong(
                    "total",
                    "%s is not what %s comes to: %s"
                            .formatted(located.value().total().formatted(), document, expected.formatted()));
        }
    }

    private static String digits(EInvoice answer) {
        return answer.number().map(EInvoiceNumber::digits).orElse("");
    }
}
