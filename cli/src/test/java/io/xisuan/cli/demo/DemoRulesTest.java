package io.xisuan.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart with one fact changed: money follows the programme's text and the contract, not the voucher alone. */
class DemoRulesTest {
    @TempDir
    private Path folder = Path.of(".");

    private ChangedQuickstart quickstart = new ChangedQuickstart(folder);

    @BeforeEach
    void copy_the_quickstart() throws IOException {
        quickstart = ChangedQuickstart.in(folder);
    }

    @Test
    void a_letter_never_outlasts_the_months_of_the_text() throws IOException {
        quickstart.change(
                "50-vouchers.yaml",
                "grantedOn: \"2025-01-10\"\n  validFrom: \"2025-01-10\"",
                "grantedOn: \"2024-06-10\"\n  validFrom: \"2024-06-10\"");
        JsonNode programme = find("programmes", "programme", "qingyang-2024");
        assertThat(programme.get("deductedFen").asLong()).isZero();
        assertThat(programme.get("why").asText()).contains("voucherMonths");
    }

    @Test
    void a_rate_of_the_contract_fee_is_all_that_a_letter_can_pay() throws IOException {
        quickstart.change("50-vouchers.yaml", "amount: \"15000.00\"", "amount: \"21000.00\"");
        assertThat(find("invoices", "tenant", "yunling").get("subsidyFen").asLong())
                .isBetween(1_499_000L, 1_500_000L);
    }

    @Test
    void nothing_runs_under_a_contract_that_has_ended() throws IOException {
        quickstart.change("contracts.csv", "2025-01-10,2026-01-09", "2025-01-10,2025-10-12");
        JsonNode job = find("jobs", "job", "yunling/final-merge");
        assertThat(job.get("state").asText()).isEqualTo("refused");
        assertThat(job.get("reason").asText()).contains("contract c-yunling-2025 runs from 2025-01-10 to 2025-10-12");
    }

    private JsonNode find(String list, String field, String value) throws IOException {
        ChangedQuickstart.Run run = quickstart.run();
        assertThat(run.code()).as(run.errors()).isZero();
        for (JsonNode one : new ObjectMapper()
                .readTree(quickstart.out().resolve("summary.json").toFile())
                .get(list)) {
            if (one.get(field).asText().equals(value)) {
                return one;
            }
        }
        throw new AssertionError("No %s with %s %s".formatted(list, field, value));
    }
}
