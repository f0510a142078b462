package io.xisuan.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.cli.Installation;
import io.xisuan.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart with one fact changed: money follows the programme's text and the contract, not the voucher alone. */
class DemoRulesTest {
    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void copy_the_quickstart() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        try (Stream<Path> files = Files.list(Installation.quickstart())) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("in").resolve(file.getFileName().toString()));
            }
        }
    }

    @Test
    void a_letter_never_outlasts_the_months_of_the_text() throws IOException {
        change(
                "50-vouchers.yaml",
                "grantedOn: \"2025-01-10\"\n  validFrom: \"2025-01-10\"",
                "grantedOn: \"2024-06-10\"\n  validFrom: \"2024-06-10\"");
        JsonNode programme = find("programmes", "programme", "qingyang-2024");
        assertThat(programme.get("deductedFen").asLong()).isZero();
        assertThat(programme.get("why").asText()).contains("voucherMonths");
    }

    @Test
    void a_rate_of_the_contract_fee_is_all_that_a_letter_can_pay() throws IOException {
        change("50-vouchers.yaml", "amount: \"15000.00\"", "amount: \"21000.00\"");
        assertThat(find("invoices", "tenant", "yunling").get("subsidyFen").asLong())
                .isBetween(1_499_000L, 1_500_000L);
    }

    @Test
    void nothing_runs_under_a_contract_that_has_ended() throws IOException {
        change("contracts.csv", "2025-01-10,2026-01-09", "2025-01-10,2025-10-12");
        JsonNode job = find("jobs", "job", "yunling/final-merge");
        assertThat(job.get("state").asText()).isEqualTo("refused");
        assertThat(job.get("reason").asText()).contains("contract c-yunling-2025 runs from 2025-01-10 to 2025-10-12");
    }

    private void change(String file, String right, String wrong) throws IOException {
        Path path = folder.resolve("in").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(right);
        int at = text.indexOf(right);
        Files.writeString(path, text.substring(0, at) + wrong + text.substring(at + right.length()));
    }

    private JsonNode find(String list, String field, String value) throws IOException {
        StringWriter errors = new StringWriter();
        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(errors),
                "demo",
                "--manifests",
                folder.resolve("in").toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(code).as(errors.toString()).isZero();
        for (JsonNode one : new ObjectMapper()
                .readTree(folder.resolve("out/summary.json").toFile())
                .get(list)) {
            if (one.get(field).asText().equals(value)) {
                return one;
            }
        }
        throw new AssertionError("No %s with %s %s".formatted(list, field, value));
    }
}
