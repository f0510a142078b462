/**
 * What operations watch: the operator's metrics by Prometheus' conventions, and the pages that serve them with health and readiness. It
 * must not know what it measures: names, units and labels only, so that the loop tells it in one line. Start at {@link
 * io.xisuan.operator.metrics.Metric}.
 */
@NullMarked
package io.xisuan.operator.metrics;

import org.jspecify.annotations.NullMarked;
