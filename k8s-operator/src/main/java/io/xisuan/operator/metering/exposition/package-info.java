/**
 * A strict, fast reader of Prometheus text 0.0.4 and OpenMetrics 1.0. It must not know any exporter, device or file: bytes in,
 * samples and errors out. Start at {@link io.xisuan.operator.metering.exposition.ExpositionParser}.
 */
@NullMarked
package io.xisuan.operator.metering.exposition;

import org.jspecify.annotations.NullMarked;
