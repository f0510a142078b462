package io.xisuan.billing.store;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * When versions of price lists end that had no end of their own when money was first made by them: another version was seen that follows.
 * A follower that turns up with a beginning in the past would price anew what began under the one before it, so an end is noted while it
 * is ahead. A view of the {@link Store}.
 */
public final class TariffEnds {
    /** Of a version that was used before ends were noted: the first end that is seen is taken as it is. */
    public static final long UNNOTED = 0;

    private final Database database;

    public TariffEnds(Store store) {
        this.database = store.database();
    }

    /** Returns the end that was seen last of each such version, by its id, milliseconds since 1970, or {@link #UNNOTED}. */
    public SortedMap<String, Long> last() {
        return database.read(TariffEnds::last);
    }

    private static SortedMap<String, Long> last(Handle handle) {
        SortedMap<String, Long> ends = new TreeMap<>();
        handle.createQuery("SELECT id, ends FROM tariff_end ORDER BY id, nth")
                .map((row, context) -> ends.put(row.getString("id"), row.getLong("ends")))
                .list();
        return ends;
    }

    /**
     * Notes ends at their first sight; one that is known is not noted again.
     *
     * @throws FencedException once a newer epoch was minted
     */
    public void note(long epoch, SortedMap<String, Long> ends, long nowMillis) {
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            SortedMap<String, Long> known = last(handle);
            for (Map.Entry<String, Long> end : ends.entrySet()) {
                if (!end.getValue().equals(known.get(end.getKey()))) {
                    handle.createUpdate("""
                                    INSERT INTO tariff_end (id, nth, ends, seen)
                                    SELECT :id, COALESCE(MAX(nth), 0) + 1, :ends, :seen FROM tariff_end WHERE id = :id""")
                            .bind("id", end.getKey())
                            .bind("ends", end.getValue().longValue())
                            .bind("seen", nowMillis)
                            .execute();
                }
            }
            return true;
        });
    }
}
