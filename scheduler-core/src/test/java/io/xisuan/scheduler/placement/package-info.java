/** Tests of placement within a site. Start at {@code GangPlacementTest}. */
@NullMarked
package io.xisuan.scheduler.placement;

import org.jspecify.annotations.NullMarked;
