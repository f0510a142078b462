package io.xisuan.operator.report;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The texts of a status: times in Asia/Shanghai by whole seconds, amounts in yuan, sentences cut to a bound. */
final class StatusText {
    /** The most that a condition's message holds, in bytes of UTF-8; with six of them a status stays below 4 KiB. */
    static final int CONDITION_BYTES = 240;

    /** The most that a remark's message holds, in bytes of UTF-8: there are several beside the other conditions. */
    static final int REMARK_BYTES = 160;

    /** The most that a job's own message holds, in bytes of UTF-8. */
    static final int MESSAGE_BYTES = 480;

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(BillingPeriod.ZONE);
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(BillingPeriod.ZONE);
    private static final Duration SOON = Duration.ofHours(6);
    private static final long NEAR_STEP_SECONDS = 300;
    private static final long FAR_STEP_SECONDS = 3600;
    private static final String CUT = "...";

    private StatusText() {}

    /** Returns {@code 2025-10-01T09:30:00+08:00}. */
    static String instant(Instant time) {
        return INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Returns {@code 10-01 09:30}, for a column. */
    static String brief(Instant time) {
        return SHORT.format(time);
    }

    /** Returns an expected time in steps, never earlier: it moves all the time, and each move would be a write. */
    static Instant bucketed(Instant expected, Instant now) {
        boolean near = Duration.between(now, expected).compareTo(SOON) < 0;
        long step = near ? NEAR_STEP_SECONDS : FAR_STEP_SECONDS;
        return Instant.ofEpochSecond(Math.ceilDiv(expected.getEpochSecond(), step) * step);
    }

    static String yuan(Money amount) {
        return amount.yuan().toPlainString();
    }

    /** Returns device time as {@code 2d12h30m15s} or a part of it, by whole seconds rounded up. */
    static String length(long millis) {
        long seconds = Math.ceilDiv(millis, 1_000L);
        long[] counts = {seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                text.append(counts[i]).append("dhms".charAt(i));
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    /** Returns the text, or as much of it as fits into so many bytes, with three dots after it. */
    static String cut(String text, int bytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
            return text;
        }
        int room = bytes - CUT.length();
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            room -= text.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (room < 0) {
                break;
            }
            end = next;
        }
        return text.substring(0, end) + CUT;
    }
}
