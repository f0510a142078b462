package io.xisuan.cli.tariff;

import io.xisuan.billing.tariff.LostWork;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** How these commands write and read instants and promises. */
final class Texts {
    private Texts() {}

    /**
     * Reads {@code 2026-03-02T10:00:00+08:00}, or a day for its first instant in the billing zone.
     *
     * @throws InputException when the text is neither
     */
    static long millis(String text) {
        try {
            return text.length() == 10
                    ? BillingPeriod.startOfDayMillis(LocalDate.parse(text))
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw InputException.of(
                    "--at: \"%s\" is no instant: write 2026-03-02T10:00:00+08:00, or a day".formatted(text));
        }
    }

    /** Returns what is credited for lost work, for people. */
    static String lostWork(LostWork lostWork) {
        List<String> promises = new ArrayList<>();
        for (LostWorkCause cause : LostWorkCause.values()) {
            String credit = switch (lostWork.creditFor(cause)) {
                case NONE -> "nothing";
                case SINCE_CHECKPOINT -> "all since the last confirmed checkpoint";
                case ALL -> "the whole attempt";
            };
            String why = switch (cause) {
                case OWNER_RECLAIM -> "the owner takes its devices back";
                case NODE_FAULT -> "a device or node fails";
                case TENANT -> "the tenant's own end";
            };
            promises.add(why + ": " + credit);
        }
        return "Credited for lost work: " + String.join("; ", promises) + ".";
    }
}
