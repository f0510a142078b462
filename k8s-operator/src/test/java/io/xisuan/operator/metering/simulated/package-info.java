/**
 * Simulated nodes for tests: device worlds whose truth is known to the millisecond, the texts that real exporters would make of
 * them, and the lies that exporters are known to tell. It must know nothing of how texts are read or time is metered. Start at
 * {@link io.xisuan.operator.metering.simulated.SimulatedNode}.
 */
@NullMarked
package io.xisuan.operator.metering.simulated;

import org.jspecify.annotations.NullMarked;
