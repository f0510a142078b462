package io.xisuan.scheduler.reservation;

import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Eta;

/**
 * The earliest time at which a gang fits for as long as it runs, and on which nodes.
 *
 * @param cause what makes room at that time and not before
 */
public record Reservation(long startMillis, Places places, Eta.Cause cause) {}
