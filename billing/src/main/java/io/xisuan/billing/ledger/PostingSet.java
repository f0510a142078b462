package io.xisuan.billing.ledger;

import io.xisuan.model.Money;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Postings that belong together and sum to zero; anything else cannot be constructed.
 *
 * @param kind what happened, as {@code usage-supplied} or {@code invoice-issued}
 * @param reference the document or contract and month that it is about; with the kind it is unique
 */
public record PostingSet(String kind, String reference, List<Posting> postings) {
    public PostingSet {
        postings = List.copyOf(postings);
        Money sum = postings.stream().map(Posting::amount).reduce(Money.ZERO, Money::plus);
        if (!sum.isZero() || postings.isEmpty()) {
            throw new IllegalArgumentException("%s %s has %d postings that sum to %s, not to zero"
                    .formatted(kind, reference, postings.size(), sum));
        }
    }

    /** Returns a set with one posting per account, in order of account, without those that come to nothing. */
    public static PostingSet netted(String kind, String reference, List<Posting> postings) {
        Map<String, Money> byAccount = new TreeMap<>();
        postings.forEach(posting -> byAccount.merge(posting.account(), posting.amount(), Money::plus));
        return new PostingSet(
                kind,
                reference,
                byAccount.entrySet().stream()
                        .filter(entry -> !entry.getValue().isZero())
                        .map(entry -> new Posting(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /** Returns the canonical text that is chained: a format version, then fields in a fixed order. */
    String body(long seq) {
        StringBuilder text = new StringBuilder("1\n");
        text.append(seq)
                .append('\n')
                .append(kind)
                .append('\n')
                .append(reference)
                .append('\n');
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
}
