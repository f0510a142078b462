package io.xisuan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
    private static final String QUICK = "--warmup-seconds 0 --rounds 2 --round-millis 1";
    private static final Path PUBLIC_DATA = Path.of(Objects.requireNonNull(System.getProperty("xisuan.root")))
            .resolve("../shared/data")
            .normalize();

    /** What the program printed and how it ended. */
    private record Printed(int exit, String out, String err) {
        static Printed of(String arguments) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int exit = new Main(Catalogue.runs(), new PrintWriter(out, true), new PrintWriter(err, true))
                    .run(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
            return new Printed(exit, out.toString(), err.toString());
        }

        JsonNode json() {
            try {
                List<String> lines = out.lines().toList();
                return new ObjectMapper().readTree(lines.getLast());
            } catch (JsonProcessingException e) {
                throw new AssertionError(out, e);
            }
        }

        List<String> metrics() {
            List<String> metrics = new ArrayList<>();
            for (JsonNode result : json().get("results")) {
                assertThat(result.has("bar")).isTrue();
                assertThat(result.has("holds")).isTrue();
                assertThat(result.get("bar").isNull())
                        .isEqualTo(result.get("holds").isNull());
                assertThat(result.get("value").decimalValue().signum()).isPositive();
                metrics.add(result.get("metric").asText());
            }
            return metrics;
        }
    }

    private static Printed measured(String arguments) {
        Printed printed = Printed.of(arguments);
        assertThat(printed.exit()).as(printed.err()).isZero();
        assertThat(printed.json().get("name").asText()).isEqualTo(arguments.split(" ")[0]);
        assertThat(printed.json().get("machine").get("cores").asText()).isNotEmpty();
        return printed;
    }

    @Test
    void placement_prints_a_rate_for_every_number_of_nodes() {
        assertThat(measured("placement --nodes 20,40 --jobs 10 " + QUICK).metrics())
                .contains("placements-per-second-20-nodes", "placements-per-second-40-nodes");
    }

    @Test
    void gangs_are_started_whole_or_nothing_is_printed() {
        assertThat(measured("gangs --nodes 400 --gangs 4 " + QUICK).metrics())
                .contains("rack-gangs-per-second", "gangs-per-second", "gang-512-millis");
        Printed few = Printed.of("gangs --nodes 100 --gangs 4 " + QUICK);
        assertThat(few.exit()).isEqualTo(3);
        assertThat(few.out()).isEmpty();
    }

    @Test
    void preemption_tells_its_time_its_victims_and_their_harm() {
        Printed printed = measured("preempt --nodes 40 --pods 8 --resources 5 --jobs-per-node 2 " + QUICK);
        assertThat(printed.metrics())
                .containsExactly(
                        "preempt-8-pod-gang-millis",
                        "preempt-allocated-bytes",
                        "preempt-victims",
                        "preempt-harm-device-hours");
    }

    @Test
    void verdicts_are_timed_for_one_gang_and_for_all_who_wait() {
        assertThat(measured("verdict --nodes 200 --waiting 20 " + QUICK).metrics())
                .containsExactly("verdict-millis", "never-verdict-millis", "eta-20-jobs-millis");
    }

    @Test
    void a_cycle_has_a_time_and_takes_memory() {
        assertThat(measured("cycle --nodes 20 --running 100 --waiting 50 " + QUICK)
                        .metrics())
                .containsExactly("cycle-millis", "memory-mb");
    }

    @Test
    void a_month_is_rated_and_closed() {
        assertThat(measured("rating --tenants 2 --devices 8 --days 2 --slices 100000 " + QUICK)
                        .metrics())
                .containsExactly(
                        "slices-per-second",
                        "slices-per-second-with-book",
                        "cost-ratio-100000-to-100000-slices",
                        "memory-mb");
        Printed close = measured("close --tenants 3 --devices 8 --days 2");
        assertThat(close.metrics()).containsExactly("close-seconds", "memory-mb", "processor-seconds", "invoices");
        assertThat(close.json().get("results").get(3).get("value").asInt()).isEqualTo(3);
    }

    @Test
    void a_document_of_the_usual_size_has_one_page() {
        Printed documents = measured("documents --threads 2 " + QUICK);
        assertThat(documents.metrics()).containsExactly("pdfs-per-second");
        assertThat(documents.out()).contains("has 1 page(s)");
    }

    @Test
    void an_own_text_is_parsed_without_public_data() {
        assertThat(measured("exposition --text own --python none-of-that-name " + QUICK)
                        .metrics())
                .containsExactly(
                        "parse-mb-per-second-xisuan",
                        "parse-bytes-allocated-per-pass-xisuan",
                        "parse-mb-per-second-hawkular");
    }

    @Test
    void pod_edges_are_folded_with_stored_evidence_that_is_left_nowhere(@TempDir Path folder) {
        Printed fold = measured("fold --devices 32 --attempts 3 --days 2 --folder " + folder);
        assertThat(fold.metrics())
                .containsExactly(
                        "fold-seconds",
                        "usage-records",
                        "device-minutes-per-second",
                        "evidence-bytes-per-device-minute",
                        "peak-heap");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_journal_is_written_opened_again_and_left_nowhere(@TempDir Path folder) {
        Printed journal = measured("journal --records 20 --batch 7 --folder %s ".formatted(folder) + QUICK);
        assertThat(journal.metrics())
                .containsExactly(
                        "records-per-second",
                        "records-per-core-second",
                        "bare-records-per-second",
                        "bytes-per-record",
                        "recovery-seconds");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void holds_are_committed_and_left_nowhere(@TempDir Path folder) {
        Printed holds = measured("holds --accounts 20 --batch 7 --folder %s ".formatted(folder) + QUICK);
        assertThat(holds.metrics())
                .containsExactly(
                        "holds-per-second-single",
                        "holds-per-second-batched",
                        "bare-fdatasync-per-second",
                        "single-to-bare-fdatasync",
                        "starts-per-second-single",
                        "starts-per-second-batched");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void published_means_come_out_again() {
        Assumptions.assumeTrue(
                Files.isDirectory(PUBLIC_DATA), "skipped: ../shared/data is absent (public traces, see README)");
        Printed helios = measured("helios --policies fifo,sjf --data " + PUBLIC_DATA);
        assertThat(helios.metrics())
                .containsExactly(
                        "average-completion-seconds-fifo",
                        "average-wait-seconds-fifo",
                        "average-completion-seconds-sjf",
                        "average-wait-seconds-sjf");
        assertThat(helios.json().get("results").get(0).get("holds").asBoolean()).isTrue();
        assertThat(helios.json().get("results").get(2).get("holds").asBoolean()).isTrue();
    }

    @Test
    void the_headroom_forecast_loses_less_than_yesterday_repeated() {
        Assumptions.assumeTrue(
                Files.isDirectory(PUBLIC_DATA), "skipped: ../shared/data is absent (public traces, see README)");
        Printed forecast = measured("forecast --trace helios --data " + PUBLIC_DATA);
        JsonNode own = forecast.json().get("results").get(0);
        assertThat(own.get("metric").asText()).isEqualTo("headroom-pinball-loss-forecast");
        assertThat(own.get("holds").asBoolean()).isTrue();
        assertThat(forecast.out()).contains("headroom-pinball-loss-yesterday", "runtime-error-mean-seconds-last-two");
    }

    @Test
    void without_its_trace_a_run_prints_no_figure(@TempDir Path empty) {
        Printed muri = Printed.of("muri --data " + empty);
        assertThat(muri.exit()).isEqualTo(3);
        assertThat(muri.out()).isEmpty();
        assertThat(muri.err()).contains("muri was not measured").contains("n8g8.csv");
    }

    @Test
    void without_a_cluster_the_fence_is_not_measured() {
        Printed fence = Printed.of("fence");
        assertThat(fence.exit()).isEqualTo(3);
        assertThat(fence.out()).isEmpty();
        assertThat(fence.err()).contains("fence was not measured").contains("--kubeconfig");
    }

    @Test
    void a_part_or_a_peer_that_is_not_there_is_said_before_anything_is_started() {
        Printed part = Printed.of("cluster --parts start,nothing");
        assertThat(part.exit()).isEqualTo(3);
        assertThat(part.err()).contains("cluster was not measured").contains("not \"nothing\"");
        Printed peer = Printed.of("cluster --parts start,admission --peer kueue --kueue-binary no-such-program");
        assertThat(peer.exit()).isEqualTo(3);
        assertThat(peer.out()).isEmpty();
        assertThat(peer.err()).contains("--kueue-binary").doesNotContain("bringing a control plane up");
    }

    @Test
    void without_a_cluster_nothing_is_said_of_informers() {
        Printed informers = Printed.of("informers --pods 5");
        assertThat(informers.exit()).isEqualTo(3);
        assertThat(informers.out()).isEmpty();
        assertThat(informers.err()).contains("--kubeconfig");
    }

    @Test
    void an_unknown_run_is_answered_with_those_that_exist() {
        Printed unknown = Printed.of("speed");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("\"speed\"").contains("placement").contains("journal");
        assertThat(Printed.of("").exit()).isEqualTo(2);
    }

    @Test
    void a_wrong_option_is_named() {
        assertThat(Printed.of("cycle --node 5").err()).contains("--node").contains("--nodes");
        assertThat(Printed.of("cycle --nodes many").err()).contains("--nodes").contains("many");
        assertThat(Printed.of("cycle --nodes").exit()).isEqualTo(2);
        assertThat(Printed.of("philly --policies best").exit()).isEqualTo(2);
    }

    @Test
    void the_list_has_a_line_for_every_run() {
        Printed list = Printed.of("list");
        assertThat(list.exit()).isZero();
        assertThat(list.out().lines()).hasSameSizeAs(Catalogue.runs());
    }
}
