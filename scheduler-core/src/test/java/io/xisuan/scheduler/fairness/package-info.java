/** Tests of queues, quotas and the order of fair shares. */
@NullMarked
package io.xisuan.scheduler.fairness;

import org.jspecify.annotations.NullMarked;
