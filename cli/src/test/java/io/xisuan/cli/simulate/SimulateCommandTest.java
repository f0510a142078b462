package io.xisuan.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private static final String NODES = """
            site,node,model,devices,cpu_milli,memory_mib,price_per_device_hour
            shanghai,sh-1,nvidia-h800-80g,8,128000,1048576,18.5
            zhongwei,zw-1,nvidia-h800-80g,8,128000,1048576,9.25
            """;
    private static final String JOBS = """
            job,tenant,submit_seconds,duration_seconds,devices,devices_per_worker
            a,acme,0,3600,8,8
            "b, again",acme,10,1800,4,4
            c,acme,20,60,16,4
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit before each test
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("nodes.csv"), NODES);
        Files.writeString(folder.resolve("jobs.csv"), JOBS);
    }

    private int run(String nodes, String jobs, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "simulate",
                "--nodes",
                folder.resolve(nodes).toString(),
                "--jobs",
                folder.resolve(jobs).toString()));
        arguments.addAll(List.of(more));
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    }

    @Test
    void json_has_the_fields_that_scripts_rely_on() throws IOException {
        assertThat(run("nodes.csv", "jobs.csv", "-o", "json", "--seed", "3")).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("policy").asText()).isEqualTo("xisuan");
        assertThat(json.get("seed").asInt()).isEqualTo(3);
        assertThat(json.get("jobs").asInt()).isEqualTo(3);
        assertThat(json.get("never").asInt()).isEqualTo(1);
        for (String figure : List.of("mean", "p50", "p95", "max")) {
            assertThat(json.at("/waitMillis/" + figure).isIntegralNumber()).isTrue();
            assertThat(json.at("/completionMillis/" + figure).isIntegralNumber())
                    .isTrue();
        }
        assertThat(json.at("/deviceMillis/used").asLong()).isEqualTo(8 * 3_600_000L + 4 * 1_800_000L);
        assertThat(json.at("/deviceMillis/supplied").asLong()).isEqualTo(16 * 3_600_000L);
        assertThat(json.get("makespanMillis").asLong()).isEqualTo(3_600_000);
        assertThat(json.at("/cost/fen").asLong()).isEqualTo(7400 + 3700);
        assertThat(json.at("/cost/currency").asText()).isEqualTo("CNY");
    }

    @Test
    void several_policies_are_an_array_in_the_order_asked_for() throws IOException {
        assertThat(run("nodes.csv", "jobs.csv", "--policy", "sjf,fifo", "-o", "json"))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.isArray()).isTrue();
        assertThat(json.get(0).get("policy").asText()).isEqualTo("sjf");
        assertThat(json.get(1).get("policy").asText()).isEqualTo("fifo");
    }

    @Test
    void one_table_has_a_row_for_each_policy_and_says_what_each_is_best_at() throws IOException {
        Files.writeString(folder.resolve("jobs.csv"), JOBS + "d,acme,30,60,8,8\n");
        assertThat(run("nodes.csv", "jobs.csv", "--policy", "fifo,xisuan,backfill"))
                .isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).containsSubsequence("policy", "starts", "p50", "p95", "max", "used %", "cost", "best");
        assertThat(lines.get(2)).startsWith("fifo");
        assertThat(lines.get(3)).startsWith("xisuan").contains("113.47").endsWith("cost");
        assertThat(run("nodes.csv", "jobs.csv", "--policy", "fifo")).isZero();
        assertThat(out.toString()).doesNotContain("best at");
    }

    @Test
    void the_chart_has_a_panel_for_each_site_and_a_line_for_each_policy() throws IOException {
        Path written = folder.resolve("out");
        assertThat(run("nodes.csv", "jobs.csv", "--policy", "fifo,srtf", "--out", written.toString()))
                .isZero();
        assertThat(Files.readString(written.resolve("replay.svg")))
                .contains(">shanghai<", ">zhongwei<", "waiting jobs", "fifo max 0", "srtf max 0", "分钟 minutes");
    }

    @Test
    void packed_files_give_the_same_as_plain_ones() throws IOException {
        assertThat(run("nodes.csv", "jobs.csv")).isZero();
        String plain = out.toString();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(JOBS.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("packed"), bytes.toByteArray());
        assertThat(run("nodes.csv", "packed")).isZero();
        assertThat(out.toString()).isEqualTo(plain).contains("Never start, LARGER_THAN_EVERY_SITE: c (16 devices");
    }

    @Test
    void the_files_of_two_runs_are_the_same_to_the_byte() throws IOException {
        run(
                "nodes.csv",
                "jobs.csv",
                "--policy",
                "xisuan,srtf",
                "--out",
                folder.resolve("one").toString());
        run(
                "nodes.csv",
                "jobs.csv",
                "--policy",
                "xisuan,srtf",
                "--out",
                folder.resolve("two").toString());
        for (String file : List.of("summary.json", "jobs.csv", "replay.svg")) {
            assertThat(folder.resolve("two").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
        }
        assertThat(Files.readAllLines(folder.resolve("one/jobs.csv")))
                .startsWith(
                        "policy,job,tenant,devices,state,submit_millis,start_millis,end_millis,wait_millis,site",
                        "xisuan,a,acme,8,FINISHED,0,0,3600000,0,zhongwei",
                        "xisuan,\"b, again\",acme,4,FINISHED,10000,10000,1810000,0,shanghai",
                        "xisuan,c,acme,16,NEVER_LARGER_THAN_EVERY_SITE,20000,,,,");
    }

    @Test
    void one_job_is_explained_under_each_policy() throws IOException {
        Files.writeString(folder.resolve("jobs.csv"), JOBS + "d,acme,30,60,8,8\n");
        assertThat(run("nodes.csv", "jobs.csv", "--explain", "d", "--policy", "xisuan,fifo"))
                .isZero();
        assertThat(out.toString())
                .contains("d of acme: 8 devices", "Why not elsewhere, under xisuan", "What it waited for, under fifo")
                .contains("NO_CAPACITY", "1,780.00", "8 needed", "runner-up", "what it would need");
        assertThat(run("nodes.csv", "jobs.csv", "--explain", "d", "-o", "json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/waits/0/reason").asText()).isEqualTo("NO_CAPACITY");
        assertThat(json.at("/waits/0/etaMillis").asLong()).isEqualTo(1_810_000);
        assertThat(json.at("/site").asText()).isEqualTo("shanghai");
    }

    @Test
    void an_unknown_job_is_answered_with_names_that_are_near() {
        assertThat(run("nodes.csv", "jobs.csv", "--explain", "b again")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("xisuan: --explain: there is no job \"b again\"; near are \"b, again\", \"a\", \"c\"");
    }

    @Test
    void options_that_contradict_each_other_are_refused() {
        assertThat(run("nodes.csv", "jobs.csv", "--start-overhead")).isEqualTo(2);
        assertThat(err.toString()).contains("only srtf and srsf charge it");
        assertThat(run("nodes.csv", "jobs.csv", "--explain", "a", "--out", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("one of both");
    }

    @Test
    void what_is_too_long_to_be_added_up_is_said_and_not_a_defect() throws IOException {
        Files.writeString(folder.resolve("nodes.csv"), NODES.replace(",8,", ",1024,"));
        StringBuilder jobs = new StringBuilder("job,tenant,submit_seconds,duration_seconds,devices\n");
        for (int job = 0; job < 6000; job++) {
            jobs.append("j%d,t,0,3000000000,1024\n".formatted(job));
        }
        Files.writeString(folder.resolve("jobs.csv"), jobs);
        assertThat(run("nodes.csv", "jobs.csv", "--policy", "fifo")).isEqualTo(2);
        assertThat(err.toString()).contains("too long");
    }

    @Test
    void bad_input_is_one_line_with_its_place_and_exit_code_2() throws IOException {
        Files.writeString(folder.resolve("jobs.csv"), JOBS.replace("1800", "-1800"));
        Path written = folder.resolve("none");
        assertThat(run("nodes.csv", "jobs.csv", "--out", written.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "xisuan: " + folder.resolve("jobs.csv") + ":3: duration_seconds: -1800 seconds are negative");
        assertThat(out.toString()).isEmpty();
        assertThat(written).doesNotExist();
    }

    @Test
    void wrong_options_and_files_are_said_and_exit_with_2() throws IOException {
        assertThat(run("nodes.csv", "jobs.csv", "--policy", "lifo")).isEqualTo(2);
        assertThat(err.toString()).contains("\"lifo\" is no policy; known are xisuan, fifo, sjf, backfill, srtf, srsf");
        assertThat(run("nodes.csv", "absent.csv")).isEqualTo(2);
        assertThat(err.toString()).contains("absent.csv: there is no such file");
        Files.write(folder.resolve("broken"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        assertThat(run("nodes.csv", "broken")).isEqualTo(2);
        Files.write(folder.resolve("latin"), new byte[] {'j', (byte) 0xe9, '\n'});
        assertThat(run("nodes.csv", "latin")).isEqualTo(2);
        assertThat(err.toString()).contains("UTF-8");
    }

    @Test
    void the_engine_preempts_when_it_is_asked_to() throws IOException {
        Files.writeString(folder.resolve("jobs.csv"), """
                job,tenant,submit_seconds,duration_seconds,devices,site,priority,preemptible,checkpoint_every_seconds,restart_seconds
                low,acme,0,100,8,shanghai,0,yes,10,5
                high,acme,25,20,8,shanghai,5,no,,
                """);
        assertThat(run("nodes.csv", "jobs.csv", "--order", "priority", "-o", "json"))
                .isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).at("/starts").asInt())
                .isEqualTo(2);
        assertThat(run("nodes.csv", "jobs.csv", "--order", "priority", "--measures", "preempt", "-o", "json"))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/starts").asInt()).isEqualTo(3);
        assertThat(json.at("/makespanMillis").asLong()).isEqualTo(130_001);
    }

    @Test
    void weights_decide_between_two_places() throws IOException {
        assertThat(run("nodes.csv", "jobs.csv", "--explain", "a", "-o", "json")).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).at("/site").asText())
                .isEqualTo("zhongwei");
        assertThat(run("nodes.csv", "jobs.csv", "--weights", "cost=0", "--explain", "a", "-o", "json"))
                .isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).at("/site").asText())
                .isEqualTo("shanghai");
    }

    @Test
    void wrong_options_of_the_engine_name_the_known_ones_and_exit_with_2() {
        assertThat(run("nodes.csv", "jobs.csv", "--placement", "tetris")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "\"tetris\" is no placement policy",
                        "random, dotprod, clustering, packing, bestfit, fgd, xisuan");
        assertThat(run("nodes.csv", "jobs.csv", "--order", "lifo")).isEqualTo(2);
        assertThat(err.toString()).contains("known are fair, priority, submitted, shortest-first, smallest-first");
        assertThat(run("nodes.csv", "jobs.csv", "--measures", "preempt,kill")).isEqualTo(2);
        assertThat(err.toString()).contains("\"kill\" is no measure; known are preempt, consolidate, resize, forecast");
        assertThat(run("nodes.csv", "jobs.csv", "--weights", "speed=1")).isEqualTo(2);
        assertThat(err.toString()).contains("known names are cost, carbon, wait, transfer");
        assertThat(run("nodes.csv", "jobs.csv", "--weights", "wait=-1")).isEqualTo(2);
        assertThat(run("nodes.csv", "jobs.csv", "--reservations", "-1")).isEqualTo(2);
        assertThat(run("nodes.csv", "jobs.csv", "--policy", "fifo", "--order", "fair"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("only xisuan looks at them");
    }

    @Test
    void wrong_terms_of_a_job_are_said_with_their_place() throws IOException {
        String header = "job,tenant,submit_seconds,duration_seconds,devices,devices_per_worker,%s\n";
        for (String column : List.of("preemptible", "topology", "min_workers", "priority", "deadline_seconds")) {
            Files.writeString(folder.resolve("jobs.csv"), header.formatted(column) + "a,acme,0,60,8,4,many\n");
            assertThat(run("nodes.csv", "jobs.csv")).as(column).isEqualTo(2);
            assertThat(err.toString()).contains("jobs.csv:2: " + column + ": ");
        }
        Files.writeString(folder.resolve("jobs.csv"), header.formatted("min_workers") + "a,acme,0,60,8,4,3\n");
        assertThat(run("nodes.csv", "jobs.csv")).isEqualTo(2);
        Files.writeString(
                folder.resolve("nodes.csv"), "site,node,model,devices,cpu_milli,memory_mib,mode\ns,n,m,8,,,mig\n");
        assertThat(run("nodes.csv", "jobs.csv")).isEqualTo(2);
        assertThat(err.toString()).contains("\"mig\" is neither whole nor shared");
    }
}
