package io.xisuan.cli.invoice;

import io.xisuan.model.BillingPeriod;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as these commands print them: the billing zone's time, with its offset. */
final class Instants {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT).withZone(BillingPeriod.ZONE);

    private Instants() {}

    static String shown(long millis) {
        return FORM.format(Instant.ofEpochMilli(millis));
    }
}
