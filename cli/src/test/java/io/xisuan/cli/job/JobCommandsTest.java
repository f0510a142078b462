package io.xisuan.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.cli.CommandTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code jobs}, {@code logs} and {@code cancel} against an API server's answers. */
class JobCommandsTest extends CommandTest {
    private static final String JOBS = "/apis/xisuan.io/v1alpha1/namespaces/team/trainingjobs";
    private static final String PODS = "/api/v1/namespaces/team/pods";

    @TempDir
    private Path folder = Path.of(".");

    private ApiStandIn api;

    @BeforeEach
    void open() {
        api = new ApiStandIn();
        api.says(
                JOBS,
                200,
                list("xisuan.io/v1alpha1", "TrainingJobList", job("train", "Running", 2), job("eval", "", 0)));
        api.says(JOBS + "/train", 200, job("train", "Running", 2));
        api.says(JOBS + "/eval", 200, job("eval", "", 0));
        api.says(PODS, 200, list("v1", "PodList", pod(2, 0, "Running"), pod(2, 1, "Running")));
        for (int rank : List.of(0, 1)) {
            api.says(PODS + "/train-2-" + rank, 200, pod(2, rank, "Running"));
            api.says(
                    PODS + "/train-2-%d/log".formatted(rank),
                    200,
                    "epoch 1 of rank %d%nloss 0.%d%n".formatted(rank, rank));
        }
    }

    @AfterEach
    void close() {
        api.close();
    }

    private int firm(String... words) {
        return run(Stream.concat(
                        Stream.of(words),
                        Stream.of("--kubeconfig", api.kubeconfig(folder).toString()))
                .toArray(String[]::new));
    }

    private static String list(String version, String kind, String... items) {
        return "{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"metadata\":{},\"items\":[%s]}"
                .formatted(version, kind, Stream.of(items).collect(Collectors.joining(",")));
    }

    private static String job(String name, String phase, int attempt) {
        String status = phase.isEmpty()
                ? ""
                : ",\"status\":{\"observedGeneration\":1,\"conditions\":[],\"phase\":\"%s\",\"attempt\":%d,\"site\":\"east\",\"payableNow\":\"67.20\"}"
                        .formatted(phase, attempt);
        return """
                {"apiVersion":"xisuan.io/v1alpha1","kind":"TrainingJob",
                "metadata":{"name":"%s","namespace":"team","uid":"uid-%s","creationTimestamp":"2026-11-01T00:00:00Z"},
                "spec":{"workers":2,"devicesPerWorker":8}%s}""".formatted(name, name, status);
    }

    private static String pod(int attempt, int rank, String phase) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"train-%d-%d","namespace":"team","labels":
                {"xisuan.io/job":"uid-train","xisuan.io/attempt":"%d","xisuan.io/rank":"%d"}},
                "spec":{"containers":[{"name":"worker"}]},"status":{"phase":"%s"}}""".formatted(attempt, rank, attempt, rank, phase);
    }

    @Test
    void jobs_are_listed_with_where_they_stand_also_those_that_nobody_has_looked_at() throws IOException {
        assertThat(firm("jobs", "-o", "json")).as(err.toString()).isZero();
        assertThat(json()).hasSize(2);
        assertThat(json().findValuesAsText("phase")).containsExactlyInAnyOrder("Running", "New");
        assertThat(firm("jobs", "--phase", "running", "--lang", "zh")).isZero();
        assertThat(out.toString()).contains("作业", "train").doesNotContain("eval");
        assertThat(firm("jobs", "--phase", "flying")).isEqualTo(2);
    }

    @Test
    void logs_of_all_ranks_are_told_apart_and_one_rank_alone_is_plain() {
        assertThat(firm("logs", "train")).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "[rank 0] epoch 1 of rank 0",
                        "[rank 0] loss 0.0",
                        "[rank 1] epoch 1 of rank 1",
                        "[rank 1] loss 0.1");
        assertThat(firm("logs", "train", "--rank", "1")).isZero();
        assertThat(out.toString().lines()).containsExactly("epoch 1 of rank 1", "loss 0.1");
        assertThat(firm("logs", "train", "-f")).as(err.toString()).isZero();
        assertThat(out.toString().lines()).hasSize(4).contains("[rank 1] loss 0.1");
    }

    @Test
    void logs_that_are_not_there_are_said_to_be_gone_or_not_begun() {
        assertThat(firm("logs", "train", "--attempt", "1")).isEqualTo(1);
        assertThat(err.toString()).contains("of attempt 1 of train no pod is left; there are pods of attempt 2");
        assertThat(firm("logs", "train", "--rank", "7")).isEqualTo(2);
        assertThat(err.toString()).contains("of attempt 2 there are pods of the ranks 0, 1");
        api.says(PODS, 200, list("v1", "PodList"));
        assertThat(firm("logs", "train")).isEqualTo(1);
        assertThat(err.toString()).contains("the pods of train are gone, and their logs with them");
        assertThat(firm("logs", "eval")).isEqualTo(1);
        assertThat(err.toString()).contains("eval has not started");
        assertThat(firm("logs", "trian")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean train");
    }

    @Test
    void a_node_that_does_not_answer_is_named_by_its_rank_and_the_other_ranks_are_printed() {
        api.says(PODS + "/train-2-0/log", 500, """
                {"kind":"Status","apiVersion":"v1","status":"Failure","message":"dial tcp: no route to host","code":500}""");
        assertThat(firm("logs", "train")).isEqualTo(5);
        assertThat(out.toString().lines()).containsExactly("[rank 1] epoch 1 of rank 1", "[rank 1] loss 0.1");
        assertThat(err.toString()).contains("rank 0: its node does not give the log", "no route to host");
    }

    @Test
    void cancelling_asks_first_ends_the_very_job_that_was_shown_and_nothing_where_a_name_is_wrong() {
        api.says(JOBS + "/train", 200, job("train", "Running", 2));
        assertThat(firm("cancel", "train", "nobody", "--yes")).isEqualTo(2);
        assertThat(firm("cancel", "train")).as(err.toString()).isEqualTo(2);
        assertThat(api.deleted()).isEmpty();
        assertThat(firm("cancel", "train", "--yes")).as(err.toString()).isZero();
        assertThat(api.deleted()).containsOnlyKeys(JOBS + "/train");
        assertThat(api.deleted().firstEntry().getValue()).contains("uid-train");
    }
}
