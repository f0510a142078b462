package io.xisuan.billing.party;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who bears what an authority does not pay, by cause, as a contract agrees.
 *
 * <p>Where a contract says nothing the tenant bears what it alone can answer for (eligibility) and what nobody can (an exhausted pool),
 * the supplier what it has to prepare (evidence, in time): a house rule.
 *
 * @param byCause complete, in order of cause
 */
public record Bearers(SortedMap<RejectionCause, Bearer> byCause) {
    /** What holds where a contract says nothing. */
    public static final Bearers USUAL = new Bearers(new TreeMap<>());

    public Bearers {
        SortedMap<RejectionCause, Bearer> complete = new TreeMap<>(byCause);
        for (RejectionCause cause : RejectionCause.values()) {
            complete.putIfAbsent(cause, usual(cause));
        }
        byCause = Collections.unmodifiableSortedMap(complete);
    }

    private static Bearer usual(RejectionCause cause) {
        return switch (cause) {
            case ELIGIBILITY, EXHAUSTED -> Bearer.TENANT;
            case EVIDENCE, LATENESS -> Bearer.SUPPLIER;
        };
    }

    /**
     * Reads {@code eligibility=tenant evidence=supplier}; causes that are absent are borne as usual.
     *
     * @throws IllegalArgumentException when a word is no cause with its bearer, or a cause is given twice
     */
    public static Bearers parse(String text) {
        SortedMap<RejectionCause, Bearer> given = new TreeMap<>();
        for (String word :
                text.isBlank() ? List.<String>of() : List.of(text.strip().split("\\s+"))) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(wrong(word));
            }
            try {
                RejectionCause cause =
                        RejectionCause.valueOf(word.substring(0, equals).toUpperCase(Locale.ROOT));
                Bearer bearer = Bearer.valueOf(word.substring(equals + 1).toUpperCase(Locale.ROOT));
                if (given.put(cause, bearer) != null) {
                    throw new IllegalArgumentException("\"%s\" is given twice".formatted(word));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(wrong(word), e);
            }
        }
        return new Bearers(given);
    }

    private static String wrong(String word) {
        return "\"%s\" is no cause with its bearer: write eligibility, exhausted, evidence or lateness, each once, as evidence=supplier"
                .formatted(word);
    }

    public Bearer of(RejectionCause cause) {
        return byCause.getOrDefault(cause, usual(cause));
    }

    /** Returns the form that {@link #parse} reads, all causes in their order. */
    @Override
    public String toString() {
        return byCause.entrySet().stream()
                .map(entry ->
                        "%s=%s".formatted(entry.getKey(), entry.getValue()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
