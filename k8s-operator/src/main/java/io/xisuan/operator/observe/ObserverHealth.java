package io.xisuan.operator.observe;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an observer gets on with its API server.
 *
 * @param synced everything was listed at least once and every watch is open
 * @param errors failed requests and broken watches
 * @param lastError the latest of them, also after it is over
 * @param failedMillis when that was, by the clock of the options, while it is not synced
 */
public record ObserverHealth(boolean synced, long errors, Optional<String> lastError, OptionalLong failedMillis) {}
