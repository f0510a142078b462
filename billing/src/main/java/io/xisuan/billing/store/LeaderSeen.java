package io.xisuan.billing.store;

/** The current leader and when it was last heard of. */
public record LeaderSeen(long epoch, String holder, long seenMillis) {}
