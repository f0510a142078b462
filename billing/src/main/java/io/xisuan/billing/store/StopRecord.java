package io.xisuan.billing.store;

import java.util.Optional;

/** An order to stop, and how the attempt left once it has. */
public record StopRecord(StopOrder order, Optional<StopEnd> end) {}
