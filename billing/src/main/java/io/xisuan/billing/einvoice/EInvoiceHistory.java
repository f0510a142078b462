package io.xisuan.billing.einvoice;

import io.xisuan.billing.einvoice.EInvoice.Result;
import io.xisuan.model.Money;
import java.util.List;
import java.util.Optional;

/** All answers about one of our documents, oldest first, and what stands after them. */
public record EInvoiceHistory(String document, List<EInvoice> answers) {
    public EInvoiceHistory {
        answers = List.copyOf(answers);
        for (EInvoice answer : answers) {
            if (!answer.document().equals(document)) {
                throw new IllegalArgumentException(
                        "The e-invoice of %s is in the history of %s".formatted(answer.document(), document));
            }
        }
    }

    /**
     * Returns the e-invoice that stands for the document: the last blue one that was not taken back whole under the same
     * document, or the red letter of a credit note.
     */
    public Optional<EInvoice> standing() {
        Optional<EInvoice> standing = Optional.empty();
        for (EInvoice answer : answers) {
            standing = switch (answer.result()) {
                case BLUE -> Optional.of(answer);
                case RED -> takesBack(answer, standing) ? Optional.empty() : Optional.of(answer);
                case RED_REFUSED -> standing;
            };
        }
        return standing;
    }

    /** Returns the number that stands for the document. */
    public Optional<EInvoiceNumber> number() {
        return standing().flatMap(EInvoice::number);
    }

    /** Returns the sum of the red letters among some answers; negative or 0. */
    public static Money takenBack(List<EInvoice> answers) {
        return answers.stream()
                .filter(answer -> answer.result() == Result.RED)
                .map(EInvoice::total)
                .reduce(Money.ZERO, Money::plus);
    }

    private static boolean takesBack(EInvoice red, Optional<EInvoice> standing) {
        return standing.isPresent() && standing.get().number().equals(red.original());
    }
}
