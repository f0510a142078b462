/**
 * The operator's one loop over wishes, clusters and money: see, understand, meter, plan, commit, act, report.
 *
 * <p>It holds no rule of its own: placement is the scheduler's, prices and subsidies are billing's, device time is metering's;
 * what to do with an attempt is decided by pure functions of what was observed. It must not know the command line. Start
 * reading at {@link io.xisuan.operator.loop.OperatorLoop}.
 */
@NullMarked
package io.xisuan.operator.loop;

import org.jspecify.annotations.NullMarked;
