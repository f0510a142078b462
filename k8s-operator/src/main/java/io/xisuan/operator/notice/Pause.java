package io.xisuan.operator.notice;

import io.xisuan.billing.notice.NoticeKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * When a route keeps still: in quiet hours, and until the next digest.
 *
 * @param quiet the hours of each day in which nothing is sent; empty for none
 * @param digest when what came up goes out together; empty for at once
 * @param urgent what goes out at once all the same
 */
public record Pause(ZoneId zone, Optional<Hours> quiet, Optional<Digest> digest, Set<NoticeKind> urgent) {
    /** Hours of a day, over midnight where the first is the later one. */
    public record Hours(LocalTime from, LocalTime to) {
        public Hours {
            if (from.equals(to)) {
                throw new IllegalArgumentException("quiet hours from %s to %s are none".formatted(from, to));
            }
        }

        private boolean has(LocalTime time) {
            boolean after = !time.isBefore(from);
            boolean before = time.isBefore(to);
            return from.isBefore(to) ? after && before : after || before;
        }
    }

    /** When a digest goes out. */
    public sealed interface Digest {
        /** Once a day. */
        record Daily(LocalTime at) implements Digest {}

        /** Each so many minutes, counted from midnight UTC. */
        record Every(Duration step) implements Digest {
            public Every {
                if (step.toMinutes() < 1 || step.toDays() > 0) {
                    throw new IllegalArgumentException("a digest comes each minute at most and each day at least");
                }
            }
        }
    }

    public Pause {
        urgent = urgent.isEmpty() ? Collections.emptySet() : Collections.unmodifiableSet(EnumSet.copyOf(urgent));
    }

    /** Returns a route that never keeps still. */
    public static Pause none(ZoneId zone) {
        return new Pause(zone, Optional.empty(), Optional.empty(), Set.of());
    }

    /** Returns when a notice that came up now is sent. */
    public long dueMillis(NoticeKind kind, long nowMillis) {
        if (urgent.contains(kind)) {
            return nowMillis;
        }
        long due = digest.map(each -> next(each, nowMillis)).orElse(nowMillis);
        return quiet.map(hours -> after(hours, due)).orElse(due);
    }

    private long next(Digest each, long nowMillis) {
        return switch (each) {
            case Digest.Daily daily -> at(daily.at(), nowMillis);
            case Digest.Every every ->
                (nowMillis / every.step().toMillis() + 1) * every.step().toMillis();
        };
    }

    private long after(Hours hours, long millis) {
        LocalTime time = Instant.ofEpochMilli(millis).atZone(zone).toLocalTime();
        return hours.has(time) ? at(hours.to(), millis) : millis;
    }

    /** Returns the next instant at which clocks of the zone show that time. */
    private long at(LocalTime time, long millis) {
        ZonedDateTime from = Instant.ofEpochMilli(millis).atZone(zone);
        ZonedDateTime then = from.with(time);
        return (then.isAfter(from) ? then : from.plusDays(1).with(time))
                .toInstant()
                .toEpochMilli();
    }
}
