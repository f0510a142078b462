/**
 * The pure fold of pod edges into usage intervals, and the closure that puts every device-millisecond of a site into one
 * class. It must not know a clock, a file, a price or the Kubernetes client. Start at {@link
 * io.xisuan.operator.metering.lifecycle.UsageFold}.
 */
@NullMarked
package io.xisuan.operator.metering.lifecycle;

import org.jspecify.annotations.NullMarked;
