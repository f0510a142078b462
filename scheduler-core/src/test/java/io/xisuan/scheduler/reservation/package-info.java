/** Tests of future capacity. Start at {@code SkylineTest}. */
@NullMarked
package io.xisuan.scheduler.reservation;

import org.jspecify.annotations.NullMarked;
