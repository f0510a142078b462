package io.xisuan.billing.tariff;

import io.xisuan.model.InputException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A daily span of minutes in Asia/Shanghai, half-open; it may run past midnight as {@code 22:00-08:00}.
 *
 * @param fromMinute the first minute of the day, 0 to 1439
 * @param untilMinute the minute at which it ends, 0 to 1440; before {@code fromMinute} when it runs past midnight
 */
public record TimeWindow(int fromMinute, int untilMinute) {
    private static final int MINUTES_PER_DAY = 1440;
    private static final long MILLIS_PER_MINUTE = 60_000L;
    /** Asia/Shanghai has been UTC+8 without summer time since 1991. */
    private static final long ZONE_OFFSET_MILLIS = 8 * 60 * MILLIS_PER_MINUTE;

    private static final long MILLIS_PER_DAY = MINUTES_PER_DAY * MILLIS_PER_MINUTE;
    private static final Pattern TEXT =
            Pattern.compile("([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])");

    public TimeWindow {
        if (fromMinute < 0 || fromMinute >= MINUTES_PER_DAY || untilMinute < 0 || untilMinute > MINUTES_PER_DAY) {
            throw new IllegalArgumentException("A daily window lies within 00:00 and 24:00, not minutes %d to %d"
                    .formatted(fromMinute, untilMinute));
        }
        if (fromMinute == untilMinute) {
            throw new IllegalArgumentException("A daily window from minute %d has no length".formatted(fromMinute));
        }
    }

    /**
     * Reads {@code HH:MM-HH:MM}.
     *
     * @throws InputException when the text has another form
     */
    public static TimeWindow parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw InputException.of("\"%s\" is no daily window: write it as 22:00-08:00".formatted(text));
        }
        int from = Integer.parseInt(matcher.group(1)) * 60 + Integer.parseInt(matcher.group(2));
        int until = Integer.parseInt(matcher.group(3)) * 60 + Integer.parseInt(matcher.group(4));
        return new TimeWindow(from, until);
    }

    public boolean contains(long instantMillis) {
        return containsMinute((int) (millisOfDay(instantMillis) / MILLIS_PER_MINUTE));
    }

    /** Returns the next instant after this one at which the window starts or ends. */
    public long nextEdgeMillis(long instantMillis) {
        long ofDay = millisOfDay(instantMillis);
        return instantMillis + Math.min(until(ofDay, fromMinute), until(ofDay, untilMinute));
    }

    boolean overlaps(TimeWindow other) {
        return containsMinute(other.fromMinute) || other.containsMinute(fromMinute);
    }

    private boolean containsMinute(int minute) {
        return fromMinute < untilMinute
                ? fromMinute <= minute && minute < untilMinute
                : minute >= fromMinute || minute < untilMinute;
    }

    private static long until(long millisOfDay, int minute) {
        long distance = Math.floorMod(minute * MILLIS_PER_MINUTE - millisOfDay, MILLIS_PER_DAY);
        return distance == 0 ? MILLIS_PER_DAY : distance;
    }

    private static long millisOfDay(long instantMillis) {
        return Math.floorMod(instantMillis + ZONE_OFFSET_MILLIS, MILLIS_PER_DAY);
    }

    /** Returns {@code HH:MM-HH:MM}, the name of the tier. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%02d:%02d-%02d:%02d",
                fromMinute / 60,
                fromMinute % 60,
                untilMinute / 60,
                untilMinute % 60);
    }
}
