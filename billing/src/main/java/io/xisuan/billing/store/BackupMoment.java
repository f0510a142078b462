package io.xisuan.billing.store;

import java.util.Optional;

/**
 * What a backup holds, and where the books stood at its one moment.
 *
 * @param billed how far into the usage journal the books reached; empty before the first issue
 * @param documents how many documents were issued
 */
public record BackupMoment(BackupSummary summary, Optional<JournalPosition> billed, long documents) {}
