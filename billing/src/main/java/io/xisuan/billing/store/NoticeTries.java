package io.xisuan.billing.store;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** What is done to rows of {@code notice_delivery} on their way: begun, ended, begun anew. */
final class NoticeTries {
    private NoticeTries() {}

    /**
     * Notes that a message is being sent, before it is. A message that was tried before goes as a whole or not now: a part of it under its
     * name would pass for a repeat.
     */
    static boolean begin(Handle handle, NoticeParcel parcel, long nowMillis) {
        int named = handle.createQuery("SELECT count(*) FROM notice_delivery WHERE parcel = :parcel AND parcel <> ''")
                .bind("parcel", parcel.id())
                .mapTo(Integer.class)
                .one();
        if (named != 0 && named != parcel.deliveries().size()) {
            return false;
        }
        int begun = 0;
        for (NoticeDelivery delivery : parcel.deliveries()) {
            begun += handle.createUpdate("""
                            UPDATE notice_delivery SET state = 'SENDING', parcel = :parcel, attempts = attempts + 1,
                              tried_at = :now
                            WHERE notice = :notice AND channel = :channel AND address = :address AND state = 'PENDING'""")
                    .bind("parcel", parcel.id())
                    .bind("now", nowMillis)
                    .bind("notice", delivery.id())
                    .bind("channel", delivery.to().channel())
                    .bind("address", delivery.to().address())
                    .execute();
        }
        if (begun != parcel.deliveries().size()) {
            throw new IllegalStateException("Of parcel %s only %d deliveries waited".formatted(parcel.id(), begun));
        }
        return true;
    }

    static void end(Handle handle, NoticeTry tried) {
        String state = switch (tried.result()) {
            case SENT -> "SENT";
            case AGAIN, UNCERTAIN -> "PENDING";
            case DEAD -> "DEAD";
        };
        handle.createUpdate("""
                        UPDATE notice_delivery SET state = :state, due_at = :due, tried_at = :at, answer = :answer,
                          uncertain = CASE WHEN :uncertain = 1 THEN 1 ELSE uncertain END
                        WHERE parcel = :parcel AND state = 'SENDING'""")
                .bind("state", state)
                .bind("due", tried.dueMillis())
                .bind("at", tried.atMillis())
                .bind("answer", tried.answer())
                .bind("uncertain", tried.result() == NoticeTry.Result.UNCERTAIN ? 1 : 0)
                .bind("parcel", tried.parcel())
                .execute();
    }

    /** What a former leader was sending is sent again: nobody knows whether it arrived. */
    static int takeOver(Handle handle, long dueMillis) {
        return handle.createUpdate("""
                        UPDATE notice_delivery SET state = 'PENDING', uncertain = 1, due_at = :due,
                          answer = 'its sender ended before it heard an answer'
                        WHERE state = 'SENDING'""").bind("due", dueMillis).execute();
    }

    /**
     * Has what is dead tried again, from the first try on. The message keeps its name, and so it goes as the whole that it was: with a notice
     * what went in one message with it.
     */
    static int revive(Handle handle, Optional<Long> notice, Optional<String> channel, long nowMillis) {
        return handle.createUpdate("""
                        UPDATE notice_delivery SET state = 'PENDING', attempts = 0, due_at = :now
                        WHERE state = 'DEAD' AND (:channel = '' OR channel = :channel)
                          AND (:notice = 0 OR notice = :notice OR (parcel <> '' AND parcel IN
                            (SELECT d.parcel FROM notice_delivery d WHERE d.notice = :notice)))""")
                .bind("now", nowMillis)
                .bind("notice", notice.orElse(0L))
                .bind("channel", channel.orElse(""))
                .execute();
    }

    /** Returns how many messages each channel tried since an instant. */
    static SortedMap<String, Integer> triedSince(Handle handle, long sinceMillis) {
        TreeMap<String, Integer> tried = new TreeMap<>();
        handle.createQuery("""
                        SELECT channel, count(DISTINCT parcel) AS messages FROM notice_delivery
                        WHERE tried_at > 0 AND tried_at > :since GROUP BY channel""")
                .bind("since", sinceMillis)
                .map((row, context) -> tried.put(row.getString("channel"), row.getInt("messages")))
                .list();
        return tried;
    }

    static SortedMap<String, NoticeBook.Open> open(Handle handle) {
        TreeMap<String, NoticeBook.Open> open = new TreeMap<>();
        handle.createQuery("""
                        SELECT d.channel, count(*) AS open, min(n.at) AS oldest
                        FROM notice_delivery d JOIN notice n ON n.id = d.notice
                        WHERE d.state IN ('PENDING', 'SENDING') GROUP BY d.channel""")
                .map((row, context) -> open.put(
                        row.getString("channel"), new NoticeBook.Open(row.getLong("open"), row.getLong("oldest"))))
                .list();
        return open;
    }

    /** Removes notices from before an instant of which nothing is under way. */
    static int prune(Handle handle, long beforeMillis) {
        List<Long> old = handle.createQuery("""
                        SELECT id FROM notice WHERE at < :before AND NOT EXISTS
                          (SELECT 1 FROM notice_delivery d WHERE d.notice = notice.id AND d.state IN ('PENDING', 'SENDING'))
                        ORDER BY id LIMIT 1000""")
                .bind("before", beforeMillis)
                .mapTo(Long.class)
                .list();
        for (long id : old) {
            handle.createUpdate("DELETE FROM notice_delivery WHERE notice = :id")
                    .bind("id", id)
                    .execute();
            handle.createUpdate("DELETE FROM notice WHERE id = :id")
                    .bind("id", id)
                    .execute();
        }
        return old.size();
    }
}
