package io.xisuan.billing.store;

import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.payment.MoneyMovement;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The movements of money that an earlier version recorded without entries. They get theirs when the store is opened to write, or
 * before the first entry that is written, so that from then on each movement has one; a script cannot do it, since it cannot chain.
 */
final class MoneyOpening {
    private MoneyOpening() {}

    /** Writes the entries that are missing; nothing when none is. They are recorded when the last of their movements was. */
    static void write(Handle handle, Dialect dialect) {
        if (unposted(handle) > 0) {
            handle.useTransaction(writing -> {
                dialect.lock(writing);
                long recorded = writing.createQuery("SELECT max(recorded_at) FROM money_movement")
                        .mapTo(Long.class)
                        .one();
                LedgerRows.open(writing, recorded);
            });
        }
    }

    /** Returns the entries that are still to be written, and takes note that they are. */
    static List<PostingSet> begin(Handle handle) {
        int begins = handle.createUpdate("UPDATE money_opening SET begun = 1 WHERE id = 1 AND begun = 0")
                .execute();
        if (begins == 0) {
            return List.of();
        }
        long through = through(handle);
        return MovementRows.all(handle, Optional.empty()).stream()
                .filter(movement -> movement.id() <= through)
                .map(MoneyMovement::postings)
                .toList();
    }

    /** Returns the last movement that may lack its entry; 0 when none does. */
    static long unposted(Handle handle) {
        boolean begun = handle.createQuery("SELECT begun FROM money_opening")
                        .mapTo(Integer.class)
                        .one()
                == 1;
        return begun ? 0 : through(handle);
    }

    private static long through(Handle handle) {
        return handle.createQuery("SELECT through FROM money_opening")
                .mapTo(Long.class)
                .one();
    }
}
