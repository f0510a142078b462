/**
 * The commands about exporter texts. They must not know billing. Start at {@link
 * io.xisuan.cli.metrics.MetricsCommand}.
 */
@NullMarked
package io.xisuan.cli.metrics;

import org.jspecify.annotations.NullMarked;
