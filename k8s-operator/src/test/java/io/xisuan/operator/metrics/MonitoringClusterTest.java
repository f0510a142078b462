package io.xisuan.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.operator.act.RefusalReason;
import io.xisuan.operator.metering.simulated.RealPrometheus;
import io.xisuan.scheduler.plan.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules, their tests, dashboards and run-books in {@code deploy/monitoring} and {@code docs/runbooks}, by Prometheus' own tool. */
@Tag("cluster")
class MonitoringClusterTest {
    /** Series that others bring: Prometheus about its own alerts, kube-state-metrics about backups. */
    private static final Set<String> FOREIGN = Set.of("ALERTS", "kube_cronjob_status_last_successful_time");

    /** Series of the nodes' agents, as docs/user/metering.md names them. */
    private static final String AGENT = """
        xisuan_agent_kubelet_up 1
        xisuan_agent_device_allocated{resource="a",device="b",parent="c",share="",namespace="d",pod="e",pod_uid="f",container="g"} 1
        """;

    @TempDir
    Path work;

    @Test
    void the_rules_are_valid_and_each_of_their_tests_passes() {
        RealPrometheus.Answer checked = RealPrometheus.tool("check", "rules", MonitoringFiles.RULES.toString());
        assertThat(checked.code()).as(checked.text()).isZero();
        assertThat(MonitoringFiles.tests()).hasSizeGreaterThanOrEqualTo(2);
        MonitoringFiles.tests().forEach(file -> {
            RealPrometheus.Answer tested = RealPrometheus.tool("test", "rules", file.toString());
            assertThat(tested.code()).as(tested.text()).isZero();
        });
    }

    @Test
    void every_query_is_one_by_prometheus_own_parser() throws IOException {
        StringBuilder rules = new StringBuilder("groups:\n- name: queries\n  rules:\n");
        int number = 0;
        for (MonitoringFiles.Query query : MonitoringFiles.queries()) {
            rules.append("  # %s%n  - record: q%d%n    expr: '%s'%n"
                    .formatted(query.where(), number++, query.text().replace("'", "''")));
        }
        Path file = Files.writeString(work.resolve("queries.yaml"), rules, StandardCharsets.UTF_8);
        RealPrometheus.Answer checked = RealPrometheus.tool("check", "rules", file.toString());
        assertThat(checked.code()).as(checked.text() + rules).isZero();
        assertThat(number).isGreaterThan(60);
    }

    @Test
    void every_metric_and_label_that_is_asked_for_is_one_of_the_operators_or_the_agents() {
        ExposedSeries exposed = ExposedSeries.of(everything(), AGENT).withRecords();
        List<String> wrong = new ArrayList<>();
        MonitoringFiles.queries().forEach(query -> wrong.addAll(exposed.wrong(query, FOREIGN::contains)));
        assertThat(wrong).isEmpty();
        SortedSet<String> used = new TreeSet<>();
        MonitoringFiles.queries()
                .forEach(query ->
                        used.addAll(QueryNames.of(query.text()).metrics().keySet()));
        for (Metric metric : Metric.values()) {
            assertThat(used)
                    .as("a dashboard or rule over %s", metric)
                    .anyMatch(name -> name.startsWith(metric.exposed()));
        }
    }

    @Test
    void reasons_and_buckets_that_are_asked_for_exist() {
        SortedMap<String, SortedMap<String, SortedSet<String>>> exposed =
                ExposedSeries.of(everything()).labels();
        SortedSet<String> refusals = names(Stream.of(Refusal.values()).map(Enum::name));
        SortedSet<String> acts = names(
                Stream.concat(Stream.of(RefusalReason.values()).map(Enum::name), Stream.of("Unreachable", "Fenced")));
        for (MonitoringFiles.Query query : MonitoringFiles.queries()) {
            QueryNames.of(query.text()).metrics().forEach((metric, selectors) -> {
                SortedSet<String> reasons = selectors.getOrDefault("reason", new TreeSet<>());
                if (metric.equals(Metric.JOBS_WAITING.exposed())) {
                    assertThat(refusals).as(query.where()).containsAll(reasons);
                } else if (metric.equals(Metric.ACT_FAILURES.exposed())) {
                    assertThat(acts).as(query.where()).containsAll(reasons);
                }
                selectors
                        .getOrDefault("le", new TreeSet<>())
                        .forEach(bound -> assertThat(exposed.getOrDefault(metric, new TreeMap<>())
                                        .getOrDefault("le", new TreeSet<>()))
                                .as(query.where())
                                .contains(bound));
            });
        }
    }

    @Test
    void each_alert_has_words_in_two_languages_a_command_a_page_and_a_test_and_no_page_is_left_over()
            throws IOException {
        StringBuilder tests = new StringBuilder();
        for (Path file : MonitoringFiles.tests()) {
            tests.append(Files.readString(file, StandardCharsets.UTF_8));
        }
        SortedSet<String> pages = new TreeSet<>();
        for (JsonNode alert : MonitoringFiles.alerts()) {
            String name = alert.path("alert").asText();
            JsonNode annotations = alert.path("annotations");
            assertThat(alert.path("labels").path("severity").asText()).as(name).isIn("critical", "warning", "info");
            assertThat(alert.path("labels").path("team").asText()).as(name).isIn("operations", "finance");
            assertThat(annotations.path("summary").asText()).as(name).isNotBlank();
            assertThat(annotations.path("summary_zh").asText()).as(name).matches(".*\\p{IsHan}.*");
            assertThat(annotations.path("command").asText()).as(name).matches("(xisuan|kubectl) .+");
            assertThat(tests.toString())
                    .as("a test in which it fires")
                    .containsPattern("alertname: %s\n    exp_alerts:\n".formatted(name));
            assertThat(tests.toString())
                    .as("a test in which it is silent")
                    .containsPattern("alertname: %s}".formatted(name));
            String page = annotations.path("runbook_url").asText();
            pages.add(String.valueOf(Path.of(page).getFileName()));
            assertThat(Files.readString(MonitoringFiles.ROOT.resolve(page), StandardCharsets.UTF_8))
                    .as(page)
                    .startsWith("# " + name + "\n")
                    .contains("**What it means.**", "**What users notice.**", "**Look.**", "```sh\n", "**Do.**");
        }
        List<Path> written = MonitoringFiles.files(MonitoringFiles.ROOT.resolve("docs/runbooks"), ".md");
        assertThat(names(written.stream().map(file -> String.valueOf(file.getFileName()))))
                .isEqualTo(pages);
    }

    @Test
    void dashboards_can_be_read_in_two_languages_and_no_panel_covers_another() {
        SortedSet<String> uids = new TreeSet<>();
        MonitoringFiles.dashboards().forEach((file, board) -> {
            assertThat(uids.add(board.path("uid").asText())).as(file).isTrue();
            assertThat(file).isEqualTo(board.path("uid").asText() + ".json");
            SortedSet<String> taken = new TreeSet<>();
            board.path("panels").forEach(panel -> {
                String title = panel.path("title").asText();
                assertThat(title).as(file).matches(".*\\p{IsHan}.* · .*[A-Za-z].*");
                if (!panel.path("type").asText().equals("row")) {
                    assertThat(panel.path("description").asText()).as(title).matches(".*\\p{IsHan}.*[A-Za-z].*");
                    assertThat(panel.path("targets")).as(title).isNotEmpty();
                }
                cells(panel.path("gridPos"))
                        .forEach(cell -> assertThat(taken.add(cell)).as(title).isTrue());
            });
        });
        assertThat(uids).hasSize(3);
    }

    private static List<String> cells(JsonNode place) {
        List<String> cells = new ArrayList<>();
        for (int x = place.path("x").asInt();
                x < place.path("x").asInt() + place.path("w").asInt();
                x++) {
            assertThat(x).isLessThan(24);
            for (int y = place.path("y").asInt();
                    y < place.path("y").asInt() + place.path("h").asInt();
                    y++) {
                cells.add(x + "," + y);
            }
        }
        return cells;
    }

    /** Returns the exposition of every metric that there is. */
    private static String everything() {
        OperatorMetrics metrics = new OperatorMetrics();
        for (Metric metric : Metric.values()) {
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
        return metrics.scrape();
    }

    private static SortedSet<String> names(Stream<String> names) {
        TreeSet<String> all = new TreeSet<>();
        names.forEach(all::add);
        return all;
    }
}
