package io.xisuan.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.cli.Installation;
import io.xisuan.cli.Main;
import io.xisuan.model.BillingPeriod;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.metering.journal.JournalVerifier;
import io.xisuan.operator.metering.journal.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    private static Path folder;

    private static String printed = "";
    private static JsonNode summary = new ObjectMapper().createObjectNode();

    @BeforeAll
    static void run_the_demo_once() throws IOException {
        printed = demo(folder.resolve("first"));
        summary =
                new ObjectMapper().readTree(folder.resolve("first/summary.json").toFile());
    }

    @Test
    void two_runs_write_the_same_bytes() {
        demo(folder.resolve("second"));
        SortedMap<String, byte[]> first = files(folder.resolve("first"));
        SortedMap<String, byte[]> second = files(folder.resolve("second"));
        assertThat(first.keySet()).isEqualTo(second.keySet()).hasSizeGreaterThan(15);
        first.forEach((name, bytes) ->
                assertThat(Arrays.equals(bytes, second.get(name))).as(name).isTrue());
    }

    @Test
    void every_device_millisecond_of_every_site_is_in_one_class() {
        for (JsonNode site : summary.get("sites")) {
            long sum = 0;
            for (String part : new String[] {"background", "billed", "heldUnbilled", "idle", "unavailable"}) {
                sum += site.get(part + "Millis").asLong();
            }
            assertThat(sum)
                    .as(site.get("site").asText())
                    .isEqualTo(site.get("inventoryMillis").asLong());
        }
        assertThat(total("sites", "billedMillis"))
                .isEqualTo(total("jobs", "billedMillis"))
                .isPositive();
    }

    @Test
    void what_the_owners_run_is_never_touched() {
        long ownerDevices = new ManifestReader()
                .readLoose(List.of(Installation.quickstart().resolve("30-owner-pods.yaml"))).pods().stream()
                        .flatMap(pod -> pod.getSpec().getContainers().stream())
                        .flatMap(container -> container.getResources().getLimits().values().stream())
                        .mapToLong(quantity -> quantity.getNumericalAmount().longValueExact())
                        .sum();
        long month = BillingPeriod.parse("2025-10").interval().lengthMillis();
        assertThat(total("sites", "backgroundMillis"))
                .isEqualTo(ownerDevices * month)
                .isPositive();
    }

    @Test
    void jobs_and_invoices_add_up_to_the_fen() {
        for (String amount : new String[] {"grossFen", "subsidyFen", "customerFen", "reimbursableFen"}) {
            assertThat(total("jobs", amount))
                    .as(amount)
                    .isEqualTo(total("invoices", amount))
                    .isPositive();
        }
        for (String list : new String[] {"jobs", "invoices"}) {
            for (JsonNode one : summary.get(list)) {
                assertThat(one.get("customerFen").asLong()
                                + one.get("subsidyFen").asLong())
                        .isEqualTo(one.get("grossFen").asLong());
            }
        }
    }

    @Test
    void the_lines_of_all_invoices_sum_to_the_journal() throws IOException {
        long lines = 0;
        for (JsonNode invoice : summary.get("invoices")) {
            Path file = folder.resolve("first/invoices/" + invoice.get("number").asText() + ".json");
            for (JsonNode line : new ObjectMapper().readTree(file.toFile()).get("lines")) {
                lines += line.get("deviceMillis").asLong();
            }
        }
        assertThat(lines).isEqualTo(total("jobs", "billedMillis"));
        assertThat(JournalVerifier.verify(folder.resolve("first/journal"), Optional.empty()))
                .isInstanceOf(Verification.Sound.class);
    }

    @Test
    void each_kind_of_programme_shows_its_difference() {
        assertThat(programme("qingyang-2024")).isEqualTo("deducted");
        assertThat(programme("chengdu-2025")).isEqualTo("deducted");
        assertThat(programme("beijing-etown-2024")).isEqualTo("paid back later");
        assertThat(programme("nanning-2025")).isEqualTo("not paid here");
        assertThat(programme("shanghai-2025-compute")).isEqualTo("not confirmed");
        assertThat(invoice("yizhuang", "subsidyFen")).isZero();
        assertThat(invoice("yizhuang", "reimbursableFen")).isPositive();
        assertThat(invoice("pujiang", "customerFen")).isEqualTo(invoice("pujiang", "grossFen"));
        assertThat(printed).contains("suppliers: supplierListed is false").doesNotContain("80 %");
    }

    @Test
    void work_moves_to_where_the_least_is_payable_now() {
        JsonNode job = job("yunling/pretrain-7b");
        assertThat(job.get("site").asText()).isEqualTo("qingyang");
        assertThat(job.get("reason").asText()).contains("tianfu: dearer by 6,635.52 CNY");
        TreeSet<String> sites = new TreeSet<>();
        summary.get("jobs").forEach(one -> sites.add(one.path("site").asText("")));
        assertThat(sites).contains("guian", "qingyang", "shanghai", "tianfu", "zhongwei");
        assertThat(job("yizhuang/too-wide").get("state").asText()).isEqualTo("refused");
    }

    private static String demo(Path out) {
        StringWriter text = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = Main.run(new PrintWriter(text), new PrintWriter(errors), "demo", "--out", out.toString());
        assertThat(code).as(errors.toString()).isZero();
        return text.toString();
    }

    private static SortedMap<String, byte[]> files(Path root) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static long total(String list, String field) {
        long total = 0;
        for (JsonNode one : summary.get(list)) {
            total += one.get(field).asLong();
        }
        return total;
    }

    private static String programme(String id) {
        return find("programmes", "programme", id).get("result").asText();
    }

    private static long invoice(String tenant, String field) {
        return find("invoices", "tenant", tenant).get(field).asLong();
    }

    private static JsonNode job(String name) {
        return find("jobs", "job", name);
    }

    private static JsonNode find(String list, String field, String value) {
        for (JsonNode one : summary.get(list)) {
            if (one.get(field).asText().equals(value)) {
                return one;
            }
        }
        throw new AssertionError("No %s with %s %s in %s".formatted(list, field, value, summary));
    }
}
