package io.xisuan.operator.loop;

import io.xisuan.operator.api.v1alpha1.Checkpoint;
import io.xisuan.operator.api.v1alpha1.CheckpointSignal;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.translate.TimeText;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a job takes being stopped, as its {@code spec.checkpoint} says.
 *
 * @param byFile whether it is told by a file, not by SIGTERM
 * @param graceMillis how long it needs to save itself
 * @param everyMillis how often it saves itself unasked; 0 when never
 * @param exitCode its own word for "I have saved myself", beside 0 and 143
 * @param resumable whether a next attempt can go on from what was saved
 */
record StopTerms(boolean byFile, long graceMillis, long everyMillis, OptionalInt exitCode, boolean resumable) {
    private static final long DEFAULT_GRACE_MILLIS = 30_000;
    private static final int TERMINATED = 143;

    /** Of a job that states nothing, or was deleted and with it what it stated: half a minute, and nothing is kept. */
    static final StopTerms NONE = new StopTerms(false, DEFAULT_GRACE_MILLIS, 0, OptionalInt.empty(), false);

    static StopTerms of(Optional<TrainingJob> job) {
        return job.flatMap(known -> Optional.ofNullable(known.getSpec().checkpoint()))
                .map(StopTerms::of)
                .orElse(NONE);
    }

    private static StopTerms of(Checkpoint checkpoint) {
        Integer code = checkpoint.exitCode();
        return new StopTerms(
                checkpoint.signal() == CheckpointSignal.FILE,
                length(checkpoint.grace(), DEFAULT_GRACE_MILLIS),
                length(checkpoint.every(), 0),
                code == null ? OptionalInt.empty() : OptionalInt.of(code),
                true);
    }

    private static long length(@Nullable String text, long otherwise) {
        try {
            return text == null ? otherwise : TimeText.lengthMillis(text);
        } catch (IllegalArgumentException | ArithmeticException unclear) {
            return otherwise;
        }
    }

    long graceSeconds() {
        return graceMillis / 1_000;
    }

    /** Says whether the code is a worker's own word that it saved itself and wants to go on later. */
    boolean yields(OptionalInt code) {
        return exitCode.isPresent() && exitCode.equals(code);
    }

    /** Says whether a worker that was told to stop and ended with the code had saved itself. */
    boolean confirms(OptionalInt code) {
        return code.isPresent() && (code.getAsInt() == 0 || code.getAsInt() == TERMINATED || exitCode.equals(code));
    }
}
