package io.xisuan.operator.observe;

import java.util.OptionalLong;

/**
 * What a pod's annotations say of its last checkpoint.
 *
 * @param byMillis by when it was told to have saved itself, milliseconds since 1970; empty while it was not told
 * @param done whether somebody said that it has
 */
public record PodSaving(OptionalLong byMillis, boolean done) {
    /** Nobody told it anything. */
    public static final PodSaving UNTOLD = new PodSaving(OptionalLong.empty(), false);
}
