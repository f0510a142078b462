package io.xisuan.operator.translate;

import io.xisuan.billing.tariff.TimeWindow;
import io.xisuan.operator.api.v1alpha1.DailyWindow;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the texts of times in resources: lengths, instants, windows of the day. */
public final class TimeText {
    private static final Pattern LENGTH = Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");
    private static final long[] UNIT_MILLIS = {86_400_000L, 3_600_000L, 60_000L, 1_000L};
    private static final int MINUTES_PER_HOUR = 60;

    private TimeText() {}

    /**
     * Returns the milliseconds of {@code 2d12h30m15s} or a part of it.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static long lengthMillis(String text) {
        Matcher matcher = LENGTH.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException("\"%s\" is no length of time: write it as 36h or 2d12h".formatted(text));
        }
        long millis = 0;
        for (int i = 0; i < UNIT_MILLIS.length; i++) {
            String count = matcher.group(i + 1);
            if (count != null) {
                millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(count), UNIT_MILLIS[i]));
            }
        }
        return millis;
    }

    /** As {@link #lengthMillis}, but nothing is no length. */
    static long positiveMillis(String text) {
        long millis = lengthMillis(text);
        if (millis == 0) {
            throw new IllegalArgumentException("\"%s\" is no time at all".formatted(text));
        }
        return millis;
    }

    /** Returns the milliseconds since 1970 of {@code 2025-10-01T09:30:00+08:00}. */
    static long instantMillis(String text) {
        return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }

    static TimeWindow window(DailyWindow window) {
        return new TimeWindow(minute(window.from()), minute(window.to()));
    }

    private static int minute(String time) {
        int colon = time.indexOf(':');
        return Integer.parseInt(time.substring(0, colon)) * MINUTES_PER_HOUR
                + Integer.parseInt(time.substring(colon + 1));
    }
}
