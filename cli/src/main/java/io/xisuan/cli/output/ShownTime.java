package io.xisuan.cli.output;

import io.xisuan.model.BillingPeriod;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as people read them, in the time of Asia/Shanghai, in which days and months are billed. */
public final class ShownTime {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT).withZone(BillingPeriod.ZONE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(BillingPeriod.ZONE);

    private ShownTime() {}

    /** Returns an instant to the second, with its offset: {@code 2026-03-01 10:00:00 +08:00}. */
    public static String second(long millis) {
        return SECOND.format(Instant.ofEpochMilli(millis));
    }

    /** Returns an instant to the minute: {@code 2026-03-01 10:00}. */
    public static String minute(long millis) {
        return MINUTE.format(Instant.ofEpochMilli(millis));
    }
}
