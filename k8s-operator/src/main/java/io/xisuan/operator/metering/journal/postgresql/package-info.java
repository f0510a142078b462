/**
 * The usage journal as a table on PostgreSQL, partitioned by month and fenced by the store's leader: the same records, bytes and
 * chain as in segment files. It must not know prices or Kubernetes. Start at {@link
 * io.xisuan.operator.metering.journal.postgresql.TableJournal}.
 */
@NullMarked
package io.xisuan.operator.metering.journal.postgresql;

import org.jspecify.annotations.NullMarked;
