/** Tests of what is asked for. Start at {@code DemandTest}. */
@NullMarked
package io.xisuan.scheduler.demand;

import org.jspecify.annotations.NullMarked;
