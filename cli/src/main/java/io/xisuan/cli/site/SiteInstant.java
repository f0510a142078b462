package io.xisuan.cli.site;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an instant: {@code 2026-03-01T10:00:00+08:00}, or {@code 90s}, {@code 10m}, {@code 2h} from now. */
public final class SiteInstant implements ITypeConverter<Instant> {
    private static final Pattern FROM_NOW = Pattern.compile("([0-9]{1,6})([smh])");

    private final Clock clock = Clock.systemUTC();

    public SiteInstant() {}

    @Override
    public Instant convert(String text) {
        Matcher matcher = FROM_NOW.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration later = switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
            return clock.instant().plus(later);
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "\"%s\" is no time: write 2026-03-01T10:00:00+08:00, or 10m for ten minutes from now"
                            .formatted(text));
        }
    }
}
