package io.xisuan.billing.claim.evidence;

import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A line of an archive, read back from its text.
 *
 * @param document the invoice or note; empty text for what a formula takes off
 * @param documentLine the line in it, from 1; 0 for all of it
 */
record LineText(int number, String document, int documentLine, Money amount, SortedMap<String, Money> levels) {
    private static final int DEDUCTED_FIELDS = 17;
    private static final int ROUNDING_FIELDS = 4;

    LineText {
        levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
    }

    /**
     * Reads {@code number, deducted, document, line, ... , fen, currency, level, fen, ...}, or with four fields before the amount
     * {@code number, rounding, contract, tenant} or {@code number, reimbursed, document, contract}, separated by tabs.
     *
     * @throws InputException when the text is none
     */
    static LineText read(String text) {
        List<String> words = List.of(text.split("\t", -1));
        try {
            boolean deducted = words.get(1).equals("deducted");
            int at = deducted ? DEDUCTED_FIELDS : ROUNDING_FIELDS;
            SortedMap<String, Money> levels = new TreeMap<>();
            for (int i = at + 2; i + 1 < words.size(); i += 2) {
                levels.merge(words.get(i), Money.ofFen(Long.parseLong(words.get(i + 1))), Money::plus);
            }
            return new LineText(
                    Integer.parseInt(words.getFirst()),
                    words.get(1).equals("rounding") ? "" : words.get(2),
                    deducted ? Integer.parseInt(words.get(3)) : 0,
                    Money.ofFen(Long.parseLong(words.get(at))),
                    levels);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw InputException.of("\"%s\" is no line of a claim: %s".formatted(text, e.getMessage()));
        }
    }
}
