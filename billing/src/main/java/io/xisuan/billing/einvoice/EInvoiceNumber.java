package io.xisuan.billing.einvoice;

import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * The number that the tax platform gives an e-invoice: 20 digits, of which 1-2 are the year, 3-4 the province or plan city, 5
 * the channel and 6-20 the sequence. It has no check digit, so a mistyped sequence is not seen here.
 */
public record EInvoiceNumber(String digits) implements Comparable<EInvoiceNumber> {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{20}");
    private static final int AREA = 2;
    private static final int CHANNEL = 4;
    private static final int SEQUENCE = 5;
    private static final int CENTURY = 100;

    /**
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public EInvoiceNumber {
        if (!DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no e-invoice number: it has 20 digits and nothing else".formatted(digits));
        }
        if (digits.substring(AREA, CHANNEL).equals("00")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no e-invoice number: digits 3-4 name the province or city, never 00".formatted(digits));
        }
        if (digits.substring(SEQUENCE).chars().allMatch(digit -> digit == '0')) {
            throw new IllegalArgumentException(
                    "\"%s\" is no e-invoice number: its sequence (digits 6-20) is 0".formatted(digits));
        }
    }

    /** Returns whether the number can have been given on a day: its first two digits are the year. */
    public boolean givenIn(LocalDate day) {
        return Integer.parseInt(digits.substring(0, AREA)) == day.getYear() % CENTURY;
    }

    @Override
    public int compareTo(EInvoiceNumber other) {
        return digits.compareTo(other.digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
