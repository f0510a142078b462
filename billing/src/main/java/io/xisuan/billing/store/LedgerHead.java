package io.xisuan.billing.store;

/**
 * Where the ledger ends: what is kept outside of the database, because a chain cannot see its own tail cut off.
 *
 * @param seq the number of the last entry, 0 when there is none
 * @param hash the hash of that entry, which stands for all before it
 */
public record LedgerHead(long seq, String hash) {}
