/**
 * Metering of a live cluster: what the API server says of our pods becomes edges, lanes by count, and records of the usage
 * journal, the same after any restart. It must not know a clock (time is given), a price, a voucher or the Kubernetes
 * client. Start at {@link io.xisuan.operator.metering.live.LiveMeter}; the rules for ends are in {@link
 * io.xisuan.operator.metering.live.PodEdges}.
 */
@NullMarked
package io.xisuan.operator.metering.live;

import org.jspecify.annotations.NullMarked;
