package io.xisuan.operator.metering.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The project's own cases, one for each rule, in {@code exposition/*.cases}. */
class ExpositionRulesTest {
    private static final Pattern CASE = Pattern.compile("(?ms)^=== (accept|reject) ([^\n]+)\n(.*?)(?=^=== |\\z)");

    @Test
    void prometheus_text_follows_each_rule() throws IOException {
        assertThat(check("text.cases", ExpositionFormat.TEXT)).isGreaterThan(40);
    }

    @Test
    void openmetrics_follows_each_rule() throws IOException {
        assertThat(check("openmetrics.cases", ExpositionFormat.OPENMETRICS)).isGreaterThan(50);
    }

    @Test
    void invalid_utf8_is_refused() {
        byte[] body = "a{l=\"x\"} 1\n".getBytes(StandardCharsets.ISO_8859_1);
        body[5] = (byte) 0xbd;
        assertThat(ExpositionParser.read(body, ExpositionFormat.TEXT).summary().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("UTF-8"));
    }

    @Test
    void a_missing_last_line_feed_loses_only_the_last_sample() {
        Exposition read = read("a 1\nb 2", ExpositionFormat.TEXT);
        assertThat(read.summary().verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(read.samples()).extracting(Exposition.Line::name).containsExactly("a");
    }

    @Test
    void lines_after_a_bad_one_are_still_read_and_the_error_has_its_line() {
        Exposition read = read("a 1\nb ERROR\nc 3\n", ExpositionFormat.TEXT);
        assertThat(read.samples()).extracting(Exposition.Line::name).containsExactly("a", "c");
        assertThat(read.summary().errors()).extracting(ParseError::line).containsExactly(2);
    }

    @Test
    void raw_values_labels_and_timestamps_are_kept() {
        Exposition.Line line = read("x{a=\"q\\\"\\n\",b=\"值\"} 9223372036854775794 -12\n", ExpositionFormat.TEXT)
                .first("x")
                .orElseThrow();
        assertThat(line.rawValue()).isEqualTo("9223372036854775794");
        assertThat(line.labels()).containsEntry("a", "q\"\n").containsEntry("b", "值");
        assertThat(line.timestampMillis()).hasValue(-12);
    }

    private static Exposition read(String text, ExpositionFormat format) {
        return ExpositionParser.read(text.getBytes(StandardCharsets.UTF_8), format);
    }

    /** In the cases {@code ␊} stands for a text that ends without a line feed and {@code ␠} for a blank at an end. */
    private static int check(String file, ExpositionFormat format) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ExpositionRulesTest.class.getResourceAsStream("/exposition/" + file))) {
            Matcher cases = CASE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            int count = 0;
            while (cases.find()) {
                String text =
                        cases.group(3).replace("␊\n", "").replace('␠', ' ').replace('␉', '\t');
                ParseSummary summary = read(text, format).summary();
                assertThat(summary.accepted())
                        .as("%s: %s %s", cases.group(2), text, summary.errors())
                        .isEqualTo(cases.group(1).equals("accept"));
                count++;
            }
            return count;
        }
    }
}
