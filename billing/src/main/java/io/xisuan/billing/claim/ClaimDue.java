package io.xisuan.billing.claim;

import io.xisuan.billing.programme.ClaimWindow;
import io.xisuan.billing.programme.Field;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.billing.programme.Source;
import io.xisuan.model.BillingPeriod;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * By when what was deducted in a month has to be claimed, by a programme's windows.
 *
 * @param window the window that is open, or the next one; of one that is missed the last
 * @param why for people
 */
public record ClaimDue(Urgency urgency, Optional<ClaimWindow> window, String why) {
    /** How pressing it is. */
    public enum Urgency {
        /** The last window after the use is over. */
        OVERDUE,
        /** The window closes within the days that were asked for. */
        NEAR,
        /** A window is open. */
        OPEN_NOW,
        /** The window opens later. */
        LATER,
        /** The programme has no windows: it is taken in at any time. */
        ANY_TIME,
        /** Nobody knows when claims are taken in. */
        UNKNOWN;

        /** Returns whether somebody should act now. */
        public boolean warns() {
            return this == OVERDUE || this == NEAR;
        }
    }

    /**
     * Returns by when.
     *
     * @param month the last month of what is claimed: a window that closed before its end is none for it
     * @param nearDays how many days before its last day a window is near its end
     */
    public static ClaimDue of(ProgrammeVersion version, BillingPeriod month, LocalDate today, int nearDays) {
        return switch (version.validity().windows()) {
            case Field.Given<List<ClaimWindow>>(List<ClaimWindow> windows, Source source) ->
                of(windows, month, today, nearDays);
            case Field.None<List<ClaimWindow>> none ->
                new ClaimDue(Urgency.ANY_TIME, Optional.empty(), "the programme has no windows");
            case Field.Unknown<List<ClaimWindow>>(String missing) ->
                new ClaimDue(Urgency.UNKNOWN, Optional.empty(), "not known: " + missing);
        };
    }

    private static ClaimDue of(List<ClaimWindow> windows, BillingPeriod month, LocalDate today, int nearDays) {
        LocalDate end = month.month().atEndOfMonth();
        List<ClaimWindow> after = windows.stream()
                .filter(window -> !window.days().to().isBefore(end))
                .sorted(Comparator.comparing(window -> window.days().from()))
                .toList();
        Optional<ClaimWindow> next = after.stream()
                .filter(window -> !window.days().to().isBefore(today))
                .findFirst();
        if (next.isEmpty()) {
            Optional<ClaimWindow> last = after.isEmpty() ? Optional.empty() : Optional.of(after.getLast());
            return new ClaimDue(
                    Urgency.OVERDUE,
                    last,
                    last.map(window -> "the window %s closed on %s"
                                    .formatted(window.name(), window.days().to()))
                            .orElse("no window of the programme is after " + end));
        }
        return open(next.get(), today, nearDays);
    }

    private static ClaimDue open(ClaimWindow window, LocalDate today, int nearDays) {
        if (window.days().from().isAfter(today)) {
            return new ClaimDue(
                    Urgency.LATER,
                    Optional.of(window),
                    "the window %s opens on %s"
                            .formatted(window.name(), window.days().from()));
        }
        long left = ChronoUnit.DAYS.between(today, window.days().to());
        return new ClaimDue(
                left <= nearDays ? Urgency.NEAR : Urgency.OPEN_NOW,
                Optional.of(window),
                "the window %s closes on %s, in %d days"
                        .formatted(window.name(), window.days().to(), left));
    }
}
