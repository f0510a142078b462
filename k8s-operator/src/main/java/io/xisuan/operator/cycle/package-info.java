/**
 * The one scheduling loop's pure parts: net prices for the scheduler, and the holds that a start needs.
 *
 * <p>Here scheduling and billing meet as data: the scheduler sees a {@code CostModel}, billing sees quotes and holds. It must
 * not know pods or the API server. Start reading at {@link io.xisuan.operator.cycle.NetCosts}.
 */
@NullMarked
package io.xisuan.operator.cycle;

import org.jspecify.annotations.NullMarked;
