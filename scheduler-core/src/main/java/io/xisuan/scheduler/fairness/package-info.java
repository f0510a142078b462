/**
 * Who is next: queues with guarantees, limits and weights, what each tenant holds and held, and the order of fair shares.
 *
 * <p>It must not know nodes, prices or placement; shares are integers. Start reading at
 * {@link io.xisuan.scheduler.fairness.FairOrder}.
 */
@NullMarked
package io.xisuan.scheduler.fairness;

import org.jspecify.annotations.NullMarked;
