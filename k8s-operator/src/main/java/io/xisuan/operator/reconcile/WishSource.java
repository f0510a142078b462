package io.xisuan.operator.reconcile;

import java.util.Optional;

/** Where the loop reads what is wished: the watched custom resources of one cluster. */
public interface WishSource {
    /** Returns what the resources say now; the same object as before when nothing has changed. */
    Wishes wishes();

    /** Whether every kind is listed and watched; when not, {@link #wishes()} lacks some or is old, and nothing is planned on it. */
    boolean synced();

    /** Returns why a kind is no longer watched, which nothing but a new start mends; empty while all are. */
    Optional<String> failure();
}
