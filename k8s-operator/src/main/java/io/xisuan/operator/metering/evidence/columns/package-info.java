/**
 * Whole numbers by slot, small in memory and smaller as bytes: constant, packed, run-length or delta coded, whichever is
 * shortest. It knows no device and no metric. Start at {@link io.xisuan.operator.metering.evidence.columns.ColumnCodec}.
 */
@NullMarked
package io.xisuan.operator.metering.evidence.columns;

import org.jspecify.annotations.NullMarked;
