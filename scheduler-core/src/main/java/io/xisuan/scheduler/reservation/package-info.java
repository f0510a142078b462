/**
 * Future capacity: when a job that cannot start now will be able to, and what may start before it without delaying it.
 *
 * <p>It must not know prices or why one job goes before another. Start reading at
 * {@link io.xisuan.scheduler.reservation.Skyline}.
 */
@NullMarked
package io.xisuan.scheduler.reservation;

import org.jspecify.annotations.NullMarked;
