/**
 * Whom to stop when there is no room: victims of least harm for a waiting job or for the owner of a site, jobs that move so that
 * devices come together, and elastic jobs that shrink and grow.
 *
 * <p>It must not know prices or who is next; the state is put back as it was. Harm is device-milliseconds of lost work. Start reading at
 * {@link io.xisuan.scheduler.preemption.Preemption}.
 */
@NullMarked
package io.xisuan.scheduler.preemption;

import org.jspecify.annotations.NullMarked;
