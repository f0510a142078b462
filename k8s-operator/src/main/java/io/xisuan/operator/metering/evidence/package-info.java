/**
 * What device exporters say about a held device: canonical samples by exporter and version, gaps with their cause, and the
 * summary that goes with an interval. It corroborates and never adds billed time. Start at {@link
 * io.xisuan.operator.metering.evidence.EvidenceCollector}.
 */
@NullMarked
package io.xisuan.operator.metering.evidence;

import org.jspecify.annotations.NullMarked;
