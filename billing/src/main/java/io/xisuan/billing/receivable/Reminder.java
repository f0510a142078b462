package io.xisuan.billing.receivable;

import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * What a tenant is to be reminded of, and how firmly; what is in dispute is no part of it.
 *
 * @param due what is late and asked for
 */
public record Reminder(OpenItem item, Level level, long daysLate, Money due) {
    /** How firmly, by the days since it was due. */
    public enum Level {
        /** Up to 30 days. */
        FIRST,
        /** 31 to 60 days. */
        SECOND,
        /** More than 60 days: the next step is not a letter. */
        LAST;

        static Level after(long daysLate) {
            if (daysLate <= 30) {
                return FIRST;
            }
            return daysLate <= 60 ? SECOND : LAST;
        }
    }

    /** Returns what is late on a day, the oldest first as the items come. */
    public static List<Reminder> due(List<OpenItem> items, LocalDate today) {
        return items.stream()
                .filter(item -> item.daysLate(today) > 0)
                .map(item -> new Reminder(item, Level.after(item.daysLate(today)), item.daysLate(today), item.due()))
                .toList();
    }
}
