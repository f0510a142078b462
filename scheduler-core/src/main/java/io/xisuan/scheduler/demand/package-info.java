/**
 * What is asked for: jobs, their gangs, the accelerators they can run on, and the order in which they queue.
 *
 * <p>It must not know nodes, prices or plans. Start reading at {@link io.xisuan.scheduler.demand.JobRequest}.
 */
@NullMarked
package io.xisuan.scheduler.demand;

import org.jspecify.annotations.NullMarked;
