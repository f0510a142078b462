package io.xisuan.billing.store;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The balances in memory, and the batches that change them together with their tables. A batch that fails leaves no memory
 * behind: the next one reads the tables again, so the two never differ.
 */
final class MoneyMemory {
    private final Database database;
    private final Rows rows = new Rows();
    private Optional<StoredBook> memory = Optional.empty();
    private long revision = -1;

    MoneyMemory(Database database) {
        this.database = database;
    }

    /** Mints an epoch and reads the tables as they are then. */
    synchronized long mint(String holder, long nowMillis) {
        memory = Optional.empty();
        database.cutOffWhoStandsStill();
        return database.write(handle -> {
            long epoch = LeaderRow.mint(handle, holder, nowMillis);
            load(handle);
            return epoch;
        });
    }

    /**
     * Runs one batch: the epoch is checked first, then the work decides in memory and writes its own rows, then what changed of
     * the balances is written, and all of it is committed.
     */
    synchronized <T> T batch(long epoch, Function<Turn, T> work) {
        boolean committed = false;
        try {
            T result = database.write(handle -> {
                long next = LeaderRow.nextRevision(handle, rows, epoch);
                StoredBook book = current(handle, next - 1);
                book.beginChain(handle);
                T answer = work.apply(new Turn(handle, book, epoch));
                book.write(handle);
                revision = next;
                return answer;
            });
            memory.ifPresent(StoredBook::settle);
            committed = true;
            return result;
        } finally {
            if (!committed) {
                memory = Optional.empty();
            }
        }
    }

    /** Reads the balances as of the last batch, or of the tables when there is no memory. */
    synchronized <T> T read(BiFunction<Handle, StoredBook, T> reading) {
        return database.read(handle -> reading.apply(handle, memory.orElseGet(() -> load(handle))));
    }

    private StoredBook current(Handle handle, long expected) {
        return memory.filter(book -> revision == expected).orElseGet(() -> load(handle));
    }

    private StoredBook load(Handle handle) {
        StoredBook book = StoredBook.load(handle, rows);
        memory = Optional.of(book);
        revision = LeaderRow.revision(handle);
        return book;
    }
}
