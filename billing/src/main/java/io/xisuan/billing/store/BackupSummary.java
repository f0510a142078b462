package io.xisuan.billing.store;

/**
 * What a backup holds, or what was restored from it.
 *
 * @param tables how many tables
 * @param rows the rows of all of them
 * @param ledgerSeq the number of the ledger's last entry
 * @param ledgerHash the hash of that entry
 * @param sha256 the digest of the archive's bytes
 */
public record BackupSummary(int tables, long rows, long ledgerSeq, String ledgerHash, String sha256) {}
