package io.xisuan.billing.store;

import io.xisuan.billing.notice.Notice;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jdbi.v3.core.Handle;

/**
 * What the books say that people are told of. Rows with numbers are read on from the last one; rows with times from a while before the
 * last one, because the clock of a new leader may be behind, and those that were told are left out by their keys.
 */
public final class NoticeSources {
    /** How far the clock of a new leader may be behind. */
    private static final long LOOK_BACK_MILLIS = 600_000;

    static final int MOST = 500;

    private NoticeSources() {}

    /**
     * What is asked for.
     *
     * @param marks how far each book was read; one that is absent was never read, and begins at its end
     * @param displaced the reasons of stops for others
     * @param failures the ends that are a job's own doing
     * @param oldestMillis what happened before is old and told nobody
     */
    public record Asked(SortedMap<String, Long> marks, Set<String> displaced, Set<String> failures, long oldestMillis) {
        public Asked {
            marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
            displaced = Set.copyOf(displaced);
            failures = Set.copyOf(failures);
            if (displaced.isEmpty()
                    || failures.isEmpty()
                    || !failures.stream().allMatch(word -> word.matches("[A-Za-z]+"))) {
                throw new IllegalArgumentException("Reasons are words: %s, %s".formatted(displaced, failures));
            }
        }
    }

    /**
     * What was found.
     *
     * @param nevers jobs that can never start; the books do not know whose they are
     * @param marks how far the books were read, where that changed
     */
    public record Found(List<Notice> notices, List<Never> nevers, SortedMap<String, Long> marks) {
        public Found {
            notices = List.copyOf(notices);
            nevers = List.copyOf(nevers);
            marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
        }
    }

    /** A decision that a job can never start. */
    public record Never(JobId job, long atMillis, String reason, String text) {}

    /**
     * What a job came to.
     *
     * @param ended payable for its attempts that are over
     * @param bound the most that the attempt under way may come to
     * @param runningSinceMillis since when its gang runs; empty where none does
     */
    public record Spent(
            String jobUid, Money ended, Money bound, long estimateMillis, OptionalLong runningSinceMillis) {}

    /** A row at its place in a book: its number or its time. */
    record Placed<T>(long place, T row) {}

    static Found find(Handle handle, Asked asked) {
        Reading reading = new Reading(handle, asked, new TreeMap<>());
        List<Notice> notices = new ArrayList<>();
        notices.addAll(reading.on(
                "stop_order",
                "SELECT coalesce(max(ordered_at), 0) FROM stop_order",
                mark -> NoticeQueries.stops(handle, mark - LOOK_BACK_MILLIS, asked.oldestMillis(), asked.displaced())));
        notices.addAll(reading.on(
                "intent",
                "SELECT coalesce(max(changed_at), 0) FROM intent WHERE state = 'CLOSED'",
                mark -> NoticeQueries.ends(handle, mark - LOOK_BACK_MILLIS, asked.oldestMillis(), asked.failures())));
        notices.addAll(reading.on(
                "invoice",
                "SELECT coalesce(max(id), 0) FROM invoice",
                mark -> NoticeQueries.documents(handle, mark, asked.oldestMillis())));
        List<Never> nevers = reading.on(
                "decision",
                "SELECT coalesce(max(id), 0) FROM decision",
                mark -> NoticeQueries.nevers(handle, mark, asked.oldestMillis()));
        return new Found(notices, nevers, reading.marks());
    }

    /**
     * One look at the books.
     *
     * @param marks how far it came, where that is another place than before
     */
    private record Reading(Handle handle, Asked asked, SortedMap<String, Long> marks) {
        /** Reads a book on from its mark: to its end, or as far as one look goes. */
        <T> List<T> on(String book, String last, LongFunction<List<Placed<T>>> rows) {
            long end = handle.createQuery(last).mapTo(Long.class).one();
            Long mark = asked.marks().get(book);
            if (mark == null) {
                marks.put(book, end);
                return List.of();
            }
            List<Placed<T>> read = rows.apply(mark);
            long reached = read.size() < MOST ? end : read.getLast().place();
            if (reached > mark) {
                marks.put(book, reached);
            }
            return read.stream().map(Placed::row).toList();
        }
    }

    static List<Spent> spent(Handle handle, Collection<String> jobUids) {
        return jobUids.stream()
                .flatMap(uid -> NoticeQueries.spent(handle, uid).stream())
                .toList();
    }
}
