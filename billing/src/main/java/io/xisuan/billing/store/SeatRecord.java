package io.xisuan.billing.store;

import java.util.Optional;

/** A claim on places, and how it was released once it was. */
public record SeatRecord(SeatClaim claim, Optional<SeatRelease> release) {}
