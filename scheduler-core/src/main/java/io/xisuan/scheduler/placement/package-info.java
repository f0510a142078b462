/**
 * Where a gang goes within one site: feasibility and the choice of nodes.
 *
 * <p>It must not know prices, queues or time. Start reading at {@link io.xisuan.scheduler.placement.Placement}.
 */
@NullMarked
package io.xisuan.scheduler.placement;

import org.jspecify.annotations.NullMarked;
