package io.xisuan.billing.quote;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.SiteId;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a quote that was shown still stands when a job starts: its time has not run out, the start is within its window, and the
 * tenant would not owe more than it says.
 */
public final class Standing {
    private Standing() {}

    /** One place of a shown quote, as it was stored. */
    public record Shown(
            SiteId site,
            AcceleratorModel model,
            int devices,
            long runtimeMillis,
            String tariff,
            long payableFen,
            long earliestStartMillis,
            long latestStartMillis,
            long expiresAtMillis) {}

    /** Returns why a shown quote no longer stands for what is quoted now, or empty when it does. */
    public static Optional<String> lapsed(Shown shown, Quote now, long nowMillis) {
        if (nowMillis >= shown.expiresAtMillis()) {
            return Optional.of("it stood until %s".formatted(Instant.ofEpochMilli(shown.expiresAtMillis())));
        }
        if (now.startMillis() < shown.earliestStartMillis() || now.startMillis() > shown.latestStartMillis()) {
            return Optional.of(
                    "it was for a start until %s".formatted(Instant.ofEpochMilli(shown.latestStartMillis())));
        }
        if (shown.devices() != now.request().devices()
                || shown.runtimeMillis() != now.request().runtimeMillis()) {
            return Optional.of("it was for %d devices and %d ms".formatted(shown.devices(), shown.runtimeMillis()));
        }
        if (!shown.tariff().equals(now.tariff())) {
            return Optional.of("the price list changed from %s to %s".formatted(shown.tariff(), now.tariff()));
        }
        if (now.payableNow().fen() > shown.payableFen()) {
            return Optional.of("vouchers have less left than when it was made");
        }
        return Optional.empty();
    }
}
