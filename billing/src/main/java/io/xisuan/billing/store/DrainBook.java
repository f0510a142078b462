package io.xisuan.billing.store;

import io.xisuan.billing.control.Principal;
import java.util.List;
import java.util.Optional;

/**
 * The nodes and sites that are drained. Asking and undoing are plain transactions of any program and hold whether or not a leader
 * lives; what is said of a drain is the leader's.
 */
public final class DrainBook {
    private final Database database;

    public DrainBook(Store store) {
        this.database = store.database();
    }

    /**
     * Stores a wish and returns its number: that of an open one which asks the same, whoever asked first; one for the same place by
     * another instant takes the place of the open one.
     */
    public long ask(Drain wish) {
        return database.write(handle -> {
            Optional<Drain> same = DrainRows.open(handle).stream()
                    .filter(open -> open.place().equals(wish.place()) && open.byMillis() == wish.byMillis())
                    .findFirst();
            if (same.isPresent()) {
                return same.get().id();
            }
            DrainRows.undo(handle, wish.place(), wish.requestedBy(), wish.requestedAtMillis());
            return DrainRows.insert(handle, wish);
        });
    }

    /** Ends the drain of a place; returns whether there was one. */
    public boolean undo(String place, Principal by, long nowMillis) {
        return database.write(handle -> DrainRows.undo(handle, place, by, nowMillis) > 0);
    }

    /** Returns a drain, undone or not. */
    public Optional<Drain> find(long id) {
        return database.read(handle -> DrainRows.find(handle, id));
    }

    /** Returns the drains that hold: neither undone nor of a place that does not exist; the oldest first. */
    public List<Drain> open() {
        return database.read(DrainRows::open);
    }

    /**
     * Says how far drains are; one that was undone meanwhile stays as it is.
     *
     * @throws FencedException once a newer epoch was minted
     */
    public void answer(long epoch, List<Drain> drains) {
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            drains.forEach(drain -> DrainRows.answer(handle, drain));
            return true;
        });
    }
}
