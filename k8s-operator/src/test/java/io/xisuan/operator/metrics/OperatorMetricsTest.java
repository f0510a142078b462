package io.xisuan.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names, units and labels of the operator's metrics, and that the manual has the same. */
class OperatorMetricsTest {
    private static final Path MANUAL =
            Path.of(System.getProperty("xisuan.root", "..")).resolve("docs/user/operator.md");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern ROW =
            Pattern.compile("^\\| `((?:xisuan|process)_[a-z_]+)` \\| (\\w+) \\| ([^|]*) \\|", Pattern.MULTILINE);

    private final OperatorMetrics metrics = new OperatorMetrics();

    @Test
    void every_metric_is_exposed_under_its_name_and_type() {
        TreeMap<String, String> wanted = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            use(metric);
            wanted.put(metric.exposed(), metric.kind().type());
        }
        TreeMap<String, String> exposed = new TreeMap<>();
        Matcher types = TYPE.matcher(metrics.scrape());
        while (types.find()) {
            exposed.put(types.group(1), types.group(2));
        }
        // A histogram comes with the largest value of the last minutes.
        exposed.keySet().removeIf(name -> name.endsWith("_seconds_max"));
        assertThat(exposed).isEqualTo(wanted);
    }

    @Test
    void the_manual_lists_every_metric_with_its_type_and_labels_and_no_other() throws IOException {
        TreeMap<String, String> wanted = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            wanted.put(metric.exposed(), metric.kind().type() + " " + String.join(", ", metric.labels()));
        }
        TreeMap<String, String> written = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(MANUAL, StandardCharsets.UTF_8));
        while (rows.find()) {
            written.put(rows.group(1), rows.group(2) + " " + rows.group(3).strip());
        }
        assertThat(written).isEqualTo(wanted);
    }

    @Test
    void names_follow_the_conventions() {
        Set<String> names = new TreeSet<>(
                Arrays.stream(Metric.values()).map(Metric::exposed).toList());
        assertThat(names).hasSameSizeAs(Metric.values()).allSatisfy(name -> {
            assertThat(name).isEqualTo(name.toLowerCase(Locale.ROOT)).matches("(xisuan|process)_[a-z_]+");
            assertThat(name).doesNotContain("millis").doesNotContain("_ms").doesNotContain("percent");
        });
    }

    @Test
    void labels_beyond_the_bound_are_summed_as_other() {
        TreeMap<Labels, Double> queues = new TreeMap<>();
        int tenants = OperatorMetrics.LABEL_VALUES + 50;
        for (int i = 0; i < tenants; i++) {
            queues.put(Labels.of("tenant-" + i), i + 1.0);
        }
        metrics.show(Metric.JOBS_QUEUED, queues);
        String text = metrics.scrape();
        assertThat(text.lines().filter(line -> line.startsWith("xisuan_jobs_queued{")))
                .hasSize(OperatorMetrics.LABEL_VALUES + 1);
        // The smallest fifty: one to fifty jobs each.
        assertThat(text).contains("xisuan_jobs_queued{tenant=\"other\",} 1275.0");
    }

    @Test
    void what_is_not_there_any_more_is_not_shown_any_more() {
        TreeMap<Labels, Double> queues = new TreeMap<>();
        queues.put(Labels.of("a"), 1.0);
        metrics.show(Metric.JOBS_QUEUED, queues);
        queues.clear();
        queues.put(Labels.of("b"), 2.0);
        metrics.show(Metric.JOBS_QUEUED, queues);
        assertThat(metrics.scrape()).contains("tenant=\"b\"").doesNotContain("tenant=\"a\"");
    }

    @Test
    void a_metric_with_other_labels_than_its_own_is_a_defect() {
        assertThatThrownBy(() -> metrics.count(Metric.DECISIONS, "wait"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[decision, reason]");
    }

    private void use(Metric metric) {
        String[] labels = metric.labels().toArray(String[]::new);
        switch (metric.kind()) {
            case GAUGE -> {
                TreeMap<Labels, Double> one = new TreeMap<>();
                one.put(Labels.of(labels), 1.0);
                metrics.show(metric, one);
            }
            case COUNTER -> metrics.count(metric, labels);
            case TIMER -> metrics.time(metric, Duration.ofSeconds(1), labels);
        }
    }
}
