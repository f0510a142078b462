package io.xisuan.billing.ledger;

import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Postings that belong together and sum to zero; anything else cannot be constructed.
 *
 * @param kind what happened, as {@code usage-supplied} or {@code invoice-issued}
 * @param reference the document or contract and month that it is about; with the kind it is unique
 * @param effectiveOn the billing day that it counts for; empty in entries of the first format alone
 */
public record PostingSet(String kind, String reference, Optional<LocalDate> effectiveOn, List<Posting> postings) {
    public PostingSet {
        requireLine(kind);
        requireLine(reference);
        postings = List.copyOf(postings);
        Money sum = postings.stream().map(Posting::amount).reduce(Money.ZERO, Money::plus);
        if (!sum.isZero() || postings.isEmpty()) {
            throw new IllegalArgumentException("%s %s has %d postings that sum to %s, not to zero"
                    .formatted(kind, reference, postings.size(), sum));
        }
    }

    /** Returns a set with one posting per account, in order of account, without those that come to nothing. */
    public static PostingSet netted(String kind, String reference, LocalDate effectiveOn, List<Posting> postings) {
        Map<String, Money> byAccount = new TreeMap<>();
        postings.forEach(posting -> byAccount.merge(posting.account(), posting.amount(), Money::plus));
        return new PostingSet(
                kind,
                reference,
                Optional.of(effectiveOn),
                byAccount.entrySet().stream()
                        .filter(entry -> !entry.getValue().isZero())
                        .map(entry -> new Posting(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /**
     * Returns the canonical text that is chained: a format version, then fields in a fixed order. Format 2 has two times behind the
     * reference, format 1 has none.
     *
     * @param recordedAtMillis when it was written; there is one exactly where there is an effective day
     */
    String body(long seq, OptionalLong recordedAtMillis) {
        if (recordedAtMillis.isPresent() != effectiveOn.isPresent()) {
            throw new IllegalArgumentException("%s %s has only one of its two times".formatted(kind, reference));
        }
        StringBuilder text = new StringBuilder(effectiveOn.isPresent() ? "2\n" : "1\n");
        text.append(seq)
                .append('\n')
                .append(kind)
                .append('\n')
                .append(reference)
                .append('\n');
        recordedAtMillis.ifPresent(at -> text.append(at).append('\n'));
        effectiveOn.ifPresent(day -> text.append(day).append('\n'));
        for (Posting posting : postings) {
            text.append(posting.account())
                    .append('\t')
                    .append(posting.amount().fen())
                    .append('\t')
                    .append(posting.amount().currency())
                    .append('\n');
        }
        return text.toString();
    }

    private static void requireLine(String text) {
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("\"%s\" is no kind and no reference of an entry".formatted(text));
        }
    }
}
