package io.xisuan.operator.metering.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Collection;
import java.util.List;

/**
 * What holds for any bytes at all. The saved inputs lie in {@code ExpositionFuzzTestInputs} and run with every build; with the
 * environment variable {@code JAZZER_FUZZ=1} Jazzer looks for more.
 */
class ExpositionFuzzTest {
    private static final ReadLimits LIMITS = new ReadLimits(1 << 20, 1 << 12, 8, 200, 50);
    private static final ExpositionReader USED = new ExpositionReader(LIMITS);

    @FuzzTest(maxDuration = "10m")
    void any_bytes_are_read_the_same_by_every_reader_and_nothing_is_thrown(byte[] body) {
        for (ExpositionFormat format : List.of(ExpositionFormat.TEXT, ExpositionFormat.OPENMETRICS)) {
            Reading quick = Reading.of(USED, body, body.length, format);
            Reading plain = Reading.of(new ExpositionReader(LIMITS, NameScheme.UTF8, false), body, body.length, format);
            assertThat(quick).isEqualTo(plain);
            ParseSummary summary = quick.summary();
            assertThat(summary.accepted()).isEqualTo(summary.errorCount() == 0);
            within(body, summary.errors());
            within(body, summary.remarks());
        }
        legacyNamesAreTheStricter(body);
    }

    private static void legacyNamesAreTheStricter(byte[] body) {
        ExpositionReader legacy = new ExpositionReader(LIMITS, NameScheme.LEGACY);
        if (legacy.read(body, ExpositionFormat.TEXT, sample -> {}).accepted()) {
            assertThat(USED.read(body, ExpositionFormat.TEXT, sample -> {}).accepted())
                    .isTrue();
        }
    }

    private static void within(byte[] body, Collection<ParseError> found) {
        int lines = 1;
        for (byte b : body) {
            lines += b == '\n' ? 1 : 0;
        }
        for (ParseError error : found) {
            assertThat(error.line()).isBetween(1, lines);
            assertThat(error.column()).isBetween(1, body.length + 2);
        }
    }
}
