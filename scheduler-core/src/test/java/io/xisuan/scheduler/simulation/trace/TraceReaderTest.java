package io.xisuan.scheduler.simulation.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import io.xisuan.scheduler.simulation.Demand;
import io.xisuan.scheduler.simulation.Fixtures;
import io.xisuan.scheduler.simulation.Trace;
import io.xisuan.scheduler.simulation.TraceJob;
import io.xisuan.scheduler.simulation.TraceNode;
import io.xisuan.scheduler.simulation.trace.TraceReader.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceReaderTest {
    private static final String NODES = "site,node,model,devices,cpu_milli,memory_mib";
    private static final String JOBS = "job,tenant,submit_seconds,duration_seconds,devices";

    private static void refused(List<String> nodes, List<String> jobs, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> TraceReader.read(new Source(nodes, "n.csv"), new Source(jobs, "j.csv")))
                .withMessage(message);
    }

    private static void jobRefused(String header, String row, String message) {
        refused(List.of(NODES, "s,n1,,8,,"), List.of(header, row), message);
    }

    private static void nodesRefused(List<String> nodes, String message) {
        refused(nodes, List.of(JOBS, "a,t,0,1,1"), message);
    }

    @Test
    void own_files_give_sites_prices_shares_and_quoted_names() {
        Trace trace = Fixtures.small("own-nodes.csv", "own-jobs.csv");
        assertThat(trace.nodes()).extracting(TraceNode::site).containsExactly("shanghai", "zhongwei", "zhongwei");
        assertThat(trace.nodes().get(1).price()).isEqualTo(Optional.of(HourlyPrice.parse("9.25")));
        assertThat(trace.nodes().get(2).cpuMilli()).isEqualTo(TraceNode.UNLIMITED);
        TraceJob tune = trace.jobs().get(1);
        assertThat(tune.name()).isEqualTo("tune, small");
        assertThat(tune.submitMillis()).isEqualTo(500);
        assertThat(tune.demand().milliPerDevice()).isEqualTo(500);
        assertThat(tune.demand().models()).containsExactly("nvidia-h800-80g", "nvidia-a800-80g");
        assertThat(trace.jobs().getFirst().demand().devicesPerWorker()).isEqualTo(8);
    }

    @Test
    void philly_counts_machines_of_eight_and_keeps_jobs_in_their_cluster() {
        Trace trace = Fixtures.small("philly-nodes.csv", "philly-jobs.csv");
        assertThat(trace.nodes()).hasSize(3).allMatch(node -> node.devices() == 8);
        assertThat(trace.jobs()).extracting(TraceJob::site).containsExactly("aaa", "aaa", "bbb", "ccc");
        assertThat(trace.jobs().get(1).demand()).isEqualTo(Demand.ofDevices(12));
        assertThat(trace.jobs().get(0).submitMillis() - trace.jobs().get(1).submitMillis())
                .isEqualTo(2_932_000);
    }

    @Test
    void helios_reads_its_pools_from_the_comment_and_microseconds() {
        Trace trace = Fixtures.small("helios-jobs.csv", "helios-jobs.csv");
        assertThat(trace.nodes()).extracting(TraceNode::site).containsExactly("vcA", "vcA", "vcB");
        assertThat(trace.jobs()).extracting(TraceJob::submitMillis).containsExactly(0L, 1000L, 2000L);
    }

    @Test
    void muri_takes_iterations_for_run_time_and_profiles_for_overhead() {
        Trace trace = Fixtures.small("muri-cluster.csv", "muri-jobs.csv");
        assertThat(trace.nodes()).hasSize(2).allMatch(node -> node.devices() == 4);
        assertThat(trace.jobs()).extracting(TraceJob::durationMillis).containsExactly(101_500L, 203_000L, 10_150L);
        assertThat(trace.jobs()).extracting(TraceJob::startOverheadMillis).containsExactly(5000L, 10_000L, 46_000L);
    }

    @Test
    void openb_takes_shares_models_and_time_from_scheduling_to_deletion() {
        Trace trace = Fixtures.small("openb-nodes.csv", "openb-pods.csv");
        assertThat(trace.jobs())
                .extracting(TraceJob::durationMillis)
                .containsExactly(90_000L, 45_000L, 55_000L, 55_000L);
        assertThat(trace.jobs().get(1).demand().milliPerDevice()).isEqualTo(460);
        assertThat(trace.jobs().get(1).demand().models()).containsExactly("P100", "T4");
        assertThat(trace.jobs().get(3).demand().devices()).isZero();
    }

    @Test
    void jobs_of_clusters_that_the_nodes_do_not_know_may_run_anywhere() {
        Trace trace = Fixtures.small("muri-cluster.csv", "philly-jobs.csv");
        assertThat(trace.jobs()).allMatch(job -> job.site().isEmpty());
        assertThat(trace.notes()).anyMatch(note -> note.contains("all machines serve all jobs"));
    }

    @Test
    void an_unknown_header_is_answered_with_the_known_layouts() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> TraceReader.read(
                        new Source(List.of(NODES, "s,n1,,8,,"), "n.csv"),
                        new Source(List.of("# a comment", "name,gpus", "a,1"), "j.csv")))
                .withMessageStartingWith("j.csv:2: header: \"name,gpus\" is no known layout; known are your own jobs (")
                .withMessageContaining("Philly jobs (timestamp,duration,num_gpus,cluster)");
    }

    @Test
    void wrong_values_name_file_line_and_column() {
        jobRefused(
                JOBS,
                "a,t,0,x,1",
                "j.csv:2: duration_seconds: \"x\" is no number of seconds: write plain digits with"
                        + " a point, as 1234.56");
        jobRefused(JOBS, "a,t,0,-5,1", "j.csv:2: duration_seconds: -5 seconds are negative");
        jobRefused(JOBS, "a,t,0,5,1.5", "j.csv:2: devices: \"1.5\" is no whole number");
        jobRefused(JOBS, "a,t,0,5,0", "j.csv:2: devices: 0 is not between 1 and 1000000");
        jobRefused(JOBS, ",t,0,5,1", "j.csv:2: job: is empty");
        jobRefused(JOBS, "a,t,0,5", "j.csv:2: line: 4 values, but the header has 5 columns (" + JOBS + ")");
        jobRefused(JOBS, "\"a,t,0,5,1", "j.csv:2: line: a quoted value does not end in its line");
        jobRefused(
                JOBS + ",devices_per_worker",
                "a,t,0,5,12,8",
                "j.csv:2: devices_per_worker: 12 devices are no whole number of workers of 8");
        jobRefused(
                "timestamp,duration,num_gpus,cluster",
                "09.10.2017,5,1,a",
                "j.csv:2: timestamp: \"09.10.2017\" is no time as 2017-10-09 07:01:55");
    }

    @Test
    void a_pod_deleted_before_it_was_scheduled_is_refused() {
        jobRefused(
                "name,cpu_milli,memory_mib,num_gpu,gpu_milli,creation_time,deletion_time,scheduled_time",
                "p,1,1,1,1000,5,7,9",
                "j.csv:2: deletion_time: is 2 s before scheduled_time: a negative duration");
    }

    @Test
    void wrong_nodes_name_file_line_and_column() {
        nodesRefused(List.of(NODES, "s,n1,,8,,", "s,n1,,8,,"), "n.csv:3: node: n1 of site s occurs twice");
        nodesRefused(List.of("vc,node num", "a,1", "a,1"), "n.csv:3: vc: a stands in line 2 already");
        nodesRefused(
                List.of(NODES + ",price_per_device_hour", "s,n1,m,8,,,9.5", "s,n2,m,8,,,9"),
                "n.csv:3: price_per_device_hour: differs from the price above of the same site and model");
        nodesRefused(
                List.of(NODES + ",price_per_device_hour", "s,n1,m,8,,,-1"),
                "n.csv:2: price_per_device_hour: The price \"-1\" is negative");
        nodesRefused(List.of(NODES), "n.csv:1: header: there are no nodes below it");
        nodesRefused(List.of(), "n.csv:1: header: the file has no header line");
        nodesRefused(List.of(NODES, "s,n1,,9999,,"), "n.csv:2: devices: 9999 is not between 0 and 1024");
    }

    @Test
    void two_jobs_or_two_columns_of_one_name_are_refused() {
        refused(
                List.of(NODES, "s,n1,,8,,"),
                List.of(JOBS, "a,t,0,1,1", "b,t,0,1,1", "a,t,5,1,1"),
                "j.csv:4: job: \"a\" is the name of the job in line 2 too");
        jobRefused(JOBS + ",devices", "a,t,0,1,1,2", "j.csv:1: header: devices is the name of two columns");
    }

    @Test
    void a_list_of_models_has_no_empty_name() {
        jobRefused(JOBS + ",model", "a,t,0,1,1,x||y", "j.csv:2: model: \"x||y\" has an empty name beside a |");
        jobRefused(JOBS + ",model", "a,t,0,1,1,x|", "j.csv:2: model: \"x|\" has an empty name beside a |");
    }

    @Test
    void more_models_than_are_told_apart_are_refused() {
        List<String> nodes = new ArrayList<>(List.of(NODES));
        for (int model = 0; model <= TraceNode.MAX_MODELS; model++) {
            nodes.add("s,n%d,m%d,8,,".formatted(model, model));
        }
        nodesRefused(nodes, "n.csv:65: model: \"m63\" is one more than the 63 models that are told apart");
    }
}
