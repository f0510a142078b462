package io.xisuan.cli.voucher;

import io.xisuan.billing.store.LeaderSeen;
import io.xisuan.billing.store.Store;
import io.xisuan.model.InputException;
import java.time.Instant;
import java.util.Optional;

/** The right to write money: taken by this program for one command, and never from an operator that is alive. */
public final class Leading {
    private static final long SILENT_MILLIS = 30_000;

    private Leading() {}

    /**
     * Returns the epoch under which the command writes; from then on every former leader is refused.
     *
     * @throws InputException when an operator leads the store
     */
    public static long epoch(Store store, String command) {
        long now = Instant.now().toEpochMilli();
        Optional<LeaderSeen> leader = store.leaderSeen();
        boolean alive = leader.filter(
                        seen -> !seen.holder().startsWith("xisuan ") && now - seen.seenMillis() < SILENT_MILLIS)
                .isPresent();
        if (alive) {
            throw InputException.of(
                    "%s: the operator %s leads this store: stop it first, or state it as a resource there"
                            .formatted(command, leader.get().holder()));
        }
        return store.mintEpoch("xisuan " + command, now);
    }
}
