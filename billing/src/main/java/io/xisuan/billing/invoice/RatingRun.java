package io.xisuan.billing.invoice;

import io.xisuan.model.BillingPeriod;

/**
 * One contract's usage rated once: by what program, from which part of the journal, under which prices and terms, to which book.
 *
 * @param engine the version of the rules of rating; it changes when the same input would give another book
 * @param cut the part of the journal
 * @param inputDigest SHA-256 in hex over all else that rating read: price lists, locks, grants, credits and what was counted before
 */
public record RatingRun(String engine, BillingPeriod period, JournalCut cut, String inputDigest, LineBook book) {
    /** The version of this program's rules of rating. */
    public static final String ENGINE = "xisuan-rating/2";
}
