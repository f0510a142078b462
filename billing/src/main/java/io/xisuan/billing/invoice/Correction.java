package io.xisuan.billing.invoice;

/**
 * What a note corrects and why; only notes have one.
 *
 * @param number the number of the invoice that the note belongs to; notes never correct notes
 * @param cause for people and for the books, as {@code late usage} or {@code claim zwcv-2026-03 rejected: evidence}
 */
public record Correction(String number, Family family, String cause) {
    /** The families of notes: they change different things, and never two of them. */
    public enum Family {
        /** Usage was recorded late or otherwise than it was invoiced: gross, VAT and what is deducted change. */
        USAGE,
        /** Somebody else pays than was thought: debt moves between authority and tenant, gross and VAT stay. */
        SETTLEMENT,
        /**
         * A line that the tenant did not accept is credited because two people of the seller agreed: gross and VAT fall, usage and what
         * vouchers pay stay. What is computed from usage takes no notice of it.
         */
        AGREED
    }

    public Correction {
        if (number.isBlank() || cause.isBlank()) {
            throw new IllegalArgumentException(
                    "A note names the invoice that it corrects (\"%s\") and why (\"%s\")".formatted(number, cause));
        }
    }
}
