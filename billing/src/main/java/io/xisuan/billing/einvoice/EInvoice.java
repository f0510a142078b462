package io.xisuan.billing.einvoice;

import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One answer of the tax platform about one of our documents.
 *
 * <p>A blue invoice is the normal one. A red-letter invoice (红字发票) takes a blue one back, in whole or in part: it is the
 * only way to correct one.
 *
 * @param document our number: of the invoice, or of the note that the answer belongs to
 * @param number the platform's; empty for a red letter that was refused
 * @param day when it was issued or refused
 * @param total VAT included; negative for a red letter
 * @param original the blue invoice that a red letter takes back
 * @param confirmation the number of the confirmation sheet of a red letter (红字发票信息确认单); empty when there is none
 */
public record EInvoice(
        String document,
        Result result,
        Optional<EInvoiceNumber> number,
        LocalDate day,
        Money total,
        Optional<EInvoiceNumber> original,
        String confirmation) {

    /** What the platform did. */
    public enum Result {
        /** It issued a normal invoice. */
        BLUE,
        /** It issued a red-letter invoice. */
        RED,
        /** It or the buyer refused the red letter: the blue invoice stands. */
        RED_REFUSED
    }

    /**
     * @throws IllegalArgumentException saying which parts contradict each other
     */
    public EInvoice {
        boolean red = result != Result.BLUE;
        if (number.isPresent() == (result == Result.RED_REFUSED)) {
            throw new IllegalArgumentException(
                    "A refused red letter has no number, any other e-invoice has one (%s, %s)"
                            .formatted(document, result));
        }
        if (original.isPresent() != red) {
            throw new IllegalArgumentException(
                    "A red letter names the blue invoice that it takes back, a blue one names none (%s)"
                            .formatted(document));
        }
        if (red ? !total.isNegative() : !total.isPositive()) {
            throw new IllegalArgumentException("The total of a blue invoice is above 0, of a red letter below: not %s"
                    .formatted(total.formatted()));
        }
        if (number.isPresent() && !number.get().givenIn(day)) {
            throw new IllegalArgumentException(
                    "The number %s is not of the year of %s: its first two digits are the year"
                            .formatted(number.get(), day));
        }
    }
}
