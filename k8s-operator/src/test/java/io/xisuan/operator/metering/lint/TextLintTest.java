package io.xisuan.operator.metering.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.metering.exposition.ExpositionFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextLintTest {
    private static final long NOW = 1_700_000_000_000L;

    @Test
    void a_clean_text_has_no_findings_and_its_families_are_known() {
        TextView view = text("# HELP a_total What.\n# TYPE a_total counter\na_total{uuid=\"x\"} 1\n");
        assertThat(view.findings()).isEmpty();
        assertThat(view.families()).containsExactly(new FamilyView("a_total", "counter", "", "What.", 1, 1));
    }

    @Test
    void metadata_that_is_missing_is_remarked_where_the_family_begins() {
        assertThat(rules(text("\na 1\n"))).containsExactly("2 NO_HELP", "2 NO_TYPE");
    }

    @Test
    void a_counter_without_total_is_remarked_in_the_text_format() {
        assertThat(rules(text("# HELP a x\n# TYPE a counter\na 1\n"))).containsExactly("1 COUNTER_NAME");
    }

    @Test
    void samples_without_a_device_are_remarked_where_others_have_one() {
        String head = "# HELP a x\n# TYPE a gauge\n";
        assertThat(rules(text(head + "a{uuid=\"x\"} 1\na{uuid=\"\"} 1\n"))).containsExactly("4 NO_DEVICE");
        assertThat(rules(text(head + "a{b=\"x\"} 1\n"))).isEmpty();
    }

    @Test
    void codes_for_no_value_are_remarked() {
        assertThat(rules(text("# HELP a x\n# TYPE a gauge\na{uuid=\"x\"} 9223372036854775794\n")))
                .containsExactly("3 BLANK_VALUE");
    }

    @Test
    void buckets_that_fall_are_remarked() {
        String head = "# HELP h x\n# TYPE h histogram\n";
        assertThat(rules(text(head + "h_bucket{le=\"1\"} 5\nh_bucket{le=\"2\"} 4\nh_bucket{le=\"+Inf\"} 5\n")))
                .containsExactly("4 BUCKETS_FALL");
        assertThat(rules(text(head + "h_bucket{x=\"1\",le=\"1\"} 5\nh_bucket{x=\"2\",le=\"1\"} 4\n")))
                .isEmpty();
    }

    @Test
    void old_times_are_remarked() {
        String head = "# HELP a x\n# TYPE a gauge\n";
        assertThat(rules(text(head + "a{uuid=\"x\"} 1 1699999000000\n"))).containsExactly("3 OLD_TIME");
        assertThat(rules(text(head + "a{uuid=\"x\"} 1 1699999999000\n"))).isEmpty();
    }

    @Test
    void errors_and_repeats_come_with_the_others_by_line() {
        assertThat(rules(text("# HELP a x\n# TYPE a gauge\na 1\na 1\na ?\n"))).containsExactly("4 REPEATED", "5 ERROR");
    }

    @Test
    void openmetrics_families_have_units() {
        TextView view = TextLint.of(
                "# TYPE a_seconds gauge\n# UNIT a_seconds seconds\na_seconds 1\n# EOF\n"
                        .getBytes(StandardCharsets.UTF_8),
                ExpositionFormat.OPENMETRICS,
                NOW);
        assertThat(view.families())
                .singleElement()
                .satisfies(family -> assertThat(family.unit()).isEqualTo("seconds"));
    }

    private static TextView text(String text) {
        return TextLint.of(text.getBytes(StandardCharsets.UTF_8), ExpositionFormat.TEXT, NOW);
    }

    private static List<String> rules(TextView view) {
        return view.findings().stream()
                .map(finding -> finding.line() + " " + finding.rule())
                .toList();
    }
}
