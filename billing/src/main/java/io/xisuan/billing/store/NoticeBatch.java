package io.xisuan.billing.store;

import io.xisuan.billing.notice.Notice;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is recorded together: notices with their ways, how far each book was read for them, and what they stand on.
 *
 * @param marks by the name of a book
 * @param levels what is the case by subject, 0 for nothing; told once while it lasts
 */
public record NoticeBatch(List<Addressed> notices, SortedMap<String, Long> marks, SortedMap<String, Long> levels) {
    /** A notice and the ways that it goes; none when nobody is to be told. */
    public record Addressed(Notice notice, List<NoticeDelivery.Planned> ways) {
        public Addressed {
            ways = List.copyOf(ways);
        }
    }

    public NoticeBatch {
        notices = List.copyOf(notices);
        marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
        levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
    }

    /** Returns whether there is nothing to write. */
    public boolean isEmpty() {
        return notices.isEmpty() && marks.isEmpty() && levels.isEmpty();
    }
}
