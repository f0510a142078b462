/**
 * The append-only, hash-chained usage journal: the port, its records, and its form as segment files. It must not know
 * prices or Kubernetes; from here on only the journal counts. Start at {@link
 * io.xisuan.operator.metering.journal.UsageJournal}.
 */
@NullMarked
package io.xisuan.operator.metering.journal;

import org.jspecify.annotations.NullMarked;
