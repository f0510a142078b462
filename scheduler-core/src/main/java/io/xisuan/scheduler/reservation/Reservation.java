package io.xisuan.scheduler.reservation;

import io.xisuan.scheduler.placement.Places;

/** The earliest time at which a gang fits for as long as it runs, and on which nodes. */
public record Reservation(long startMillis, Places places) {}
