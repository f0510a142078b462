package io.xisuan.billing.store;

import io.xisuan.billing.notice.Notice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The outbox: what people are told of, by which ways, and what came of it.
 *
 * <p>Notices are derived from the other books, each under a key of its own and together with how far the book was read: whoever dies
 * between, the next one finds the same and tells nobody twice. Sending is at least once, as it has to be: what was being sent when a
 * leader died is sent again under the same name.
 */
public final class NoticeBook {
    private final Database database;

    public NoticeBook(Store store) {
        this.database = store.database();
    }

    /**
     * What waits for a channel.
     *
     * @param oldestMillis when the oldest of it happened
     */
    public record Open(long deliveries, long oldestMillis) {}

    /** What books say that was not told. */
    public NoticeSources.Found found(NoticeSources.Asked asked) {
        return database.read(handle -> NoticeSources.find(handle, asked));
    }

    /** Returns how much of each budget is used, of jobs that have one and run; by job. */
    public List<NoticeSources.Spent> spent(Collection<String> jobUids) {
        return database.read(handle -> NoticeSources.spent(handle, jobUids));
    }

    /** Returns which of these keys are known. */
    public SortedSet<String> known(Collection<String> keys) {
        return database.read(handle -> keys.stream()
                .filter(key -> NoticeRows.known(handle, key))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Returns what is the case and was told, by subject. */
    public SortedMap<String, Long> levels() {
        return database.read(NoticeRows::levels);
    }

    /** Returns how far each book was read. */
    public SortedMap<String, Long> marks() {
        return database.read(NoticeRows::marks);
    }

    /**
     * Records what is new; a notice whose key is known is left as it is, with its ways.
     *
     * @return the notices that are new
     * @throws FencedException once a newer epoch was minted
     */
    public List<Notice> record(long epoch, NoticeBatch batch) {
        return database.write(handle -> {
            LeaderRow.require(handle, epoch);
            List<Notice> fresh = new ArrayList<>();
            for (NoticeBatch.Addressed one : batch.notices()) {
                OptionalLong id = NoticeRows.insert(handle, one.notice());
                if (id.isPresent()) {
                    NoticeRows.insert(handle, id.getAsLong(), one.ways());
                    fresh.add(one.notice());
                }
            }
            batch.marks().forEach((book, position) -> NoticeRows.mark(handle, book, position));
            batch.levels().forEach((subject, level) -> NoticeRows.level(handle, subject, level));
            return List.copyOf(fresh);
        });
    }

    /** Takes over what a former leader was sending, due at an instant; returns how much that was. */
    public int takeOver(long epoch, long dueMillis) {
        return database.write(handle -> {
            LeaderRow.require(handle, epoch);
            return NoticeTries.takeOver(handle, dueMillis);
        });
    }

    /** Returns what is due, oldest first. */
    public List<NoticeDelivery> due(long nowMillis, int most) {
        return database.read(handle -> NoticeRows.due(handle, nowMillis, most));
    }

    /** Notes that messages are being sent; returns those that may be. */
    public List<NoticeParcel> begin(long epoch, List<NoticeParcel> parcels, long nowMillis) {
        if (parcels.isEmpty()) {
            return List.of();
        }
        return database.write(handle -> {
            LeaderRow.require(handle, epoch);
            return parcels.stream()
                    .filter(parcel -> NoticeTries.begin(handle, parcel, nowMillis))
                    .toList();
        });
    }

    /** Notes what tries came to. */
    public void end(long epoch, List<NoticeTry> tries) {
        if (tries.isEmpty()) {
            return;
        }
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            tries.forEach(tried -> NoticeTries.end(handle, tried));
            return true;
        });
    }

    /** Returns how many messages each channel tried since an instant. */
    public SortedMap<String, Integer> triedSince(long sinceMillis) {
        return database.read(handle -> NoticeTries.triedSince(handle, sinceMillis));
    }

    /** Returns what waits, by channel. */
    public SortedMap<String, Open> open() {
        return database.read(NoticeTries::open);
    }

    /** Returns deliveries, the newest first. */
    public List<NoticeDelivery> deliveries(NoticeDelivery.Filter filter) {
        return database.read(handle -> NoticeRows.find(handle, filter));
    }

    /** Has dead deliveries tried again: all, or those of a notice or of a channel; returns how many. Any program may ask for it. */
    public int revive(Optional<Long> notice, Optional<String> channel, long nowMillis) {
        return database.write(handle -> NoticeTries.revive(handle, notice, channel, nowMillis));
    }

    /** Forgets notices from before an instant of which nothing is under way; returns how many. */
    public int prune(long epoch, long beforeMillis) {
        return database.write(handle -> {
            LeaderRow.require(handle, epoch);
            return NoticeTries.prune(handle, beforeMillis);
        });
    }
}
