package io.xisuan.cli.operations;

import io.xisuan.billing.store.Drain;
import io.xisuan.billing.store.DrainBook;
import io.xisuan.billing.store.LeaderSeen;
import io.xisuan.billing.store.Store;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Looks how a drain gets on until there is nothing left to say, or nobody to say it. */
record DrainWatch(Store store, InstantSource clock, Consumer<String> progress) {
    private static final long LEADER_SILENT_MILLIS = 30_000;
    private static final long POLL_NANOS = 300_000_000L;

    /** Whether a leader has written to the store lately. */
    boolean led() {
        Optional<LeaderSeen> leader = store.leaderSeen();
        return leader.isPresent() && clock.millis() - leader.get().seenMillis() <= LEADER_SILENT_MILLIS;
    }

    /** Whether the leader sees such a place, or has not looked; a place that it only looks for is not waited for. */
    static boolean known(Drain drain) {
        return switch (drain.state()) {
            case PENDING -> drain.answer().isEmpty();
            case UNKNOWN -> false;
            case UNDER_WAY, DRAINED -> true;
        };
    }

    /**
     * Returns the drain as it stands at last: drained, unknown, looked for, undone by somebody, or as far as it is when the leader fell silent.
     *
     * @param toTheEnd whether to wait until it is drained; otherwise until the leader has taken note of it
     */
    Drain last(long id, boolean toTheEnd) {
        DrainBook book = new DrainBook(store);
        String said = "";
        while (true) {
            Drain now = book.find(id).orElseThrow();
            if (!now.answer().isEmpty() && !now.answer().equals(said) && known(now)) {
                progress.accept("%s: %s".formatted(now.place(), now.answer()));
                said = now.answer();
            }
            boolean over = switch (now.state()) {
                case PENDING -> !known(now);
                case UNDER_WAY -> !toTheEnd;
                case DRAINED, UNKNOWN -> true;
            };
            boolean holds = book.open().stream().anyMatch(open -> open.id() == id);
            if (over || !holds || !led()) {
                return book.find(id).orElseThrow();
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
