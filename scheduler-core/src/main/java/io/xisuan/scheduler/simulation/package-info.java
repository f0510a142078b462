/**
 * Replays of job traces over a virtual clock: which job would have started when and where under a policy, and what that
 * means for waiting, use of devices and cost. Knows no file and no real time; traces arrive as lines
 * ({@code simulation.trace}). Start reading at {@link io.xisuan.scheduler.simulation.Simulation}.
 */
@NullMarked
package io.xisuan.scheduler.simulation;

import org.jspecify.annotations.NullMarked;
