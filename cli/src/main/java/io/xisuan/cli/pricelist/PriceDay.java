package io.xisuan.cli.pricelist;

import io.xisuan.model.BillingPeriod;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days and instants from which prices hold, as spreadsheets and manifests write them. */
final class PriceDay {
    private static final Pattern DAY = Pattern.compile("([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?");
    private static final DateTimeFormatter FORM = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(BillingPeriod.ZONE);

    private PriceDay() {}

    /** Returns the instant of a day's beginning in the billing zone, or an instant as it is; empty for another text. */
    static Optional<Instant> of(String cell) {
        try {
            Matcher day = DAY.matcher(cell);
            return Optional.of(
                    day.matches()
                            ? LocalDate.of(number(day, 1), number(day, 2), number(day, 3))
                                    .atStartOfDay(BillingPeriod.ZONE)
                                    .toInstant()
                            : OffsetDateTime.parse(cell).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher day, int group) {
        return Integer.parseInt(day.group(group));
    }

    /** Returns an instant as manifests have it, in the billing zone. */
    static String text(Instant instant) {
        return FORM.format(instant);
    }

    /** Returns a day where the instant begins one, else the instant: for people and for tables. */
    static String shown(Instant instant) {
        String text = text(instant);
        return text.endsWith("T00:00:00+08:00") ? text.substring(0, 10) : text;
    }
}
