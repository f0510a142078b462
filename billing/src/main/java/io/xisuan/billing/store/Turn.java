package io.xisuan.billing.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One batch while it is decided: what the work of each submitter sees of it. */
final class Turn {
    private final Handle handle;
    private final StoredBook book;
    private final long epoch;
    private Optional<Starts> starts = Optional.empty();

    Turn(Handle handle, StoredBook book, long epoch) {
        this.handle = handle;
        this.book = book;
        this.epoch = epoch;
    }

    StoredBook book() {
        return book;
    }

    Handle handle() {
        return handle;
    }

    /** Returns the starts of this batch; their rows are written together. */
    Starts starts() {
        if (starts.isEmpty()) {
            starts = Optional.of(new Starts(handle, book, epoch));
        }
        return starts.get();
    }

    /** Returns this batch with the rows of its starts written, for work that reads them. */
    Turn settled() {
        starts.ifPresent(Starts::write);
        starts = Optional.empty();
        return this;
    }
}
