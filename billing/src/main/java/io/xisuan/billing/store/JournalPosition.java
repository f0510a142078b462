package io.xisuan.billing.store;

/**
 * How far into the usage journal the books reach.
 *
 * @param hash the chain hash of that record; a journal without it is not the one that was billed
 */
public record JournalPosition(long seq, String hash) {}
