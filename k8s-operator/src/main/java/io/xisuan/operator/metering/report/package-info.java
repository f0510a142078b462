/**
 * Reports of device time from the usage journal alone: who used what, and whether the classes of a day add up to the inventory.
 * It must not know prices or a cluster. Start at {@link io.xisuan.operator.metering.report.DeviceTime}.
 */
@NullMarked
package io.xisuan.operator.metering.report;

import org.jspecify.annotations.NullMarked;
