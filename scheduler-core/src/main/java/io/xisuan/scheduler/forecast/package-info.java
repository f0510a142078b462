/**
 * What is to be expected: how many devices a site's owner will use by hour, and how long a tenant's next job will run.
 *
 * <p>Pure functions of what was seen; they must not know plans, prices or the clock. Each forecast has a back-test beside it
 * that says how wrong it would have been. Start reading at {@link io.xisuan.scheduler.forecast.HeadroomForecast}.
 */
@NullMarked
package io.xisuan.scheduler.forecast;

import org.jspecify.annotations.NullMarked;
