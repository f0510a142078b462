package io.xisuan.operator.metering.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadLimitsTest {
    @Test
    void a_text_over_the_bytes_is_not_read() {
        ParseSummary summary = read(new ReadLimits(8, 8, 8, 8, 8), "a 1\nb 2\nc 3\n");
        assertThat(summary.samples()).isZero();
        assertThat(summary.errors())
                .containsExactly(new ParseError(1, 1, "the text has 12 bytes, but at most 8 are read"));
    }

    @Test
    void a_line_over_its_bytes_is_refused_and_the_others_are_read() {
        ParseSummary summary = read(new ReadLimits(100, 8, 8, 8, 8), "a 1\nlong_name 2\nc 3\n");
        assertThat(summary.samples()).isEqualTo(2);
        assertThat(summary.errors()).extracting(ParseError::line).containsExactly(2);
    }

    @Test
    void one_label_too_many_is_refused_whichever_way_the_line_is_read() {
        ReadLimits two = new ReadLimits(100, 100, 2, 8, 8);
        assertThat(read(two, "a{a=\"\",b=\"\"} 1\n").accepted()).isTrue();
        assertThat(read(two, "a{a=\"\",b=\"\",c=\"\"} 1\n").errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("at most 2 labels"));
    }

    @Test
    void the_sample_too_many_ends_the_reading() {
        ParseSummary summary = read(new ReadLimits(100, 100, 2, 2, 8), "a 1\nb 2\nc 3\nd 4\n");
        assertThat(summary.samples()).isEqualTo(2);
        assertThat(summary.errors()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(3);
            assertThat(error.message()).contains("more than 2 samples").contains("not read");
        });
    }

    @Test
    void the_family_too_many_ends_the_reading_in_both_formats() {
        ReadLimits two = new ReadLimits(100, 100, 2, 8, 2);
        String text = "# TYPE a gauge\n# TYPE b gauge\n# TYPE c gauge\n";
        assertThat(read(two, text).errors()).extracting(ParseError::line).containsExactly(3);
        ParseSummary openMetrics = new ExpositionReader(two)
                .read((text + "# EOF\n").getBytes(StandardCharsets.UTF_8), ExpositionFormat.OPENMETRICS, sample -> {});
        assertThat(openMetrics.errors()).extracting(ParseError::line).containsExactly(3);
    }

    @Test
    void limits_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> new ReadLimits(0, 1, 1, 1, 1)).hasMessageContaining("bodyBytes");
        assertThatThrownBy(() -> new ReadLimits(1, 1, 513, 1, 1)).hasMessageContaining("at most 512");
    }

    private static ParseSummary read(ReadLimits limits, String text) {
        return new ExpositionReader(limits)
                .read(text.getBytes(StandardCharsets.UTF_8), ExpositionFormat.TEXT, sample -> {});
    }
}
