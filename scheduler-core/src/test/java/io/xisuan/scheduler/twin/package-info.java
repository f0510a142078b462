/**
 * The plain twin of the scheduler and the histories over which both must agree.
 *
 * <p>The twin walks lists and remembers nothing; of the scheduler it knows the values (demand, shapes, decisions), never what
 * decides. Benchmarks use this package too. Start reading at {@link io.xisuan.scheduler.twin.History}.
 */
@NullMarked
package io.xisuan.scheduler.twin;

import org.jspecify.annotations.NullMarked;
