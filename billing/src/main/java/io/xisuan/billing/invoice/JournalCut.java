package io.xisuan.billing.invoice;

/**
 * Where the usage journal is cut for a close: records from {@code fromSeq} to {@code toSeq} are in.
 *
 * @param hash the chain hash of record {@code toSeq}
 */
public record JournalCut(long fromSeq, long toSeq, String hash) {}
