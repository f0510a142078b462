package io.xisuan.operator.metering.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

    /** The rows of {@code docs/decisions/0083-reader-deviations.md}, by their numbers. */
    @Test
    void every_deviation_from_the_official_parsers_is_as_decided() throws IOException {
        int text = check("deviations-text.cases", ExpositionFormat.TEXT);
        int openMetrics = check("deviations-openmetrics.cases", ExpositionFormat.OPENMETRICS);
        Path page =
                Path.of(System.getProperty("xisuan.root", "..")).resolve("docs/decisions/0083-reader-deviations.md");
        Set<Integer> rows = new TreeSet<>();
        Matcher numbers = Pattern.compile("D(\\d\\d)(?:-D(\\d\\d))?(?=[^\n|]* \\|[^\n]*\\|)")
                .matcher(Files.readString(page));
        while (numbers.find()) {
            int first = Integer.parseInt(numbers.group(1));
            int last = numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
            IntStream.rangeClosed(first, last).forEach(rows::add);
        }
        assertThat(rows).hasSize(text + openMetrics);
    }

    @Test
    void quoted_names_are_taken_or_refused_as_the_scheme_says() {
        for (String body : new String[] {
            "{\"metric.name\",foo=\"bla\"} 3.14\n", "metric_name{\"foo\"=\"bar\", \"dotted.label\"=\"bla\"} 3.14\n"
        }) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            for (NameScheme scheme : List.of(NameScheme.UTF8, NameScheme.LEGACY)) {
                ParseSummary summary = new ExpositionReader(ReadLimits.DEFAULT, scheme)
                        .read(bytes, ExpositionFormat.TEXT, sample -> {});
                assertThat(summary.accepted()).as(body).isEqualTo(scheme == NameScheme.UTF8);
            }
        }
        byte[] plain = "{\"a\",\"b\"=\"c\"} 1\n".getBytes(StandardCharsets.UTF_8);
        assertThat(new ExpositionReader(ReadLimits.DEFAULT, NameScheme.LEGACY)
                        .read(plain, ExpositionFormat.TEXT, sample -> {})
                        .accepted())
                .isTrue();
    }

    @Test
    void a_repeated_sample_is_delivered_and_told_and_another_time_makes_another_sample() {
        ParseSummary same = read("a{b=\"1\",c=\"2\"} 1\na{c=\"2\",b=\"1\"} 1\n", ExpositionFormat.TEXT)
                .summary();
        assertThat(same.samples()).isEqualTo(2);
        assertThat(same.remarks()).containsExactly(new ParseError(2, 1, "the same sample as on line 1"));
        ParseSummary times =
                read("a 1 1\na 2 2\na 1 1\na 3\na 4\n", ExpositionFormat.TEXT).summary();
        assertThat(times.samples()).isEqualTo(5);
        assertThat(times.remarkCount()).isEqualTo(3);
        assertThat(times.errors()).extracting(ParseError::line).containsExactly(5);
    }

    @Test
    void a_family_in_pieces_is_remarked_where_it_comes_back() {
        ParseSummary pieces =
                read("a{x=\"1\"} 1\nb 1\na{x=\"2\"} 1\n", ExpositionFormat.TEXT).summary();
        assertThat(pieces.samples()).isEqualTo(3);
        assertThat(pieces.remarks()).extracting(ParseError::line).containsExactly(3);
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
                String text = cases.group(3)
                        .replace("␊\n", "")
                        .replace('␠', ' ')
                        .replace('␉', '\t')
                        .replace('␍', '\r')
                        .replace('␀', '\0');
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
