/**
 * Which target is asked when, and what stands for a slot in which none was asked. It must not know an address, a thread or a
 * clock: the time is given. Start at {@link io.xisuan.operator.metering.scrape.plan.ScrapePlan}.
 */
@NullMarked
package io.xisuan.operator.metering.scrape.plan;

import org.jspecify.annotations.NullMarked;
