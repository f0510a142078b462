/** Tests of whom to stop when there is no room. */
@NullMarked
package io.xisuan.scheduler.preemption;

import org.jspecify.annotations.NullMarked;
