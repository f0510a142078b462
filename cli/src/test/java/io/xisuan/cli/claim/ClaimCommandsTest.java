package io.xisuan.cli.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.cli.CommandTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimCommandsTest extends CommandTest {
    @TempDir
    private Path folder = Path.of(".");

    private String url = "";

    @BeforeEach
    void makeStore() {
        url = "jdbc:sqlite:" + folder.resolve("xisuan.db");
        ClaimSample.write(url);
    }

    private int xisuan(String arguments) {
        List<String> words = new ArrayList<>(List.of(arguments.split(" ")));
        words.addAll(List.of("--db", url));
        return run(words.toArray(String[]::new));
    }

    private void done(String arguments) {
        assertThat(xisuan(arguments)).as("%s: %s", arguments, err).isZero();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void open() {
        done("claim open --supplier qy-compute --programme qingyang-2024 --month 2025-08 --by li");
    }

    private void frozen() throws IOException {
        open();
        done("claim attach CL-1 --proof 1 %s --by li".formatted(file("voucher.pdf", "the voucher")));
        done("claim attach CL-1 --proof 2 %s --by li".formatted(file("invoice.pdf", "the e-invoice")));
        done("claim freeze CL-1 --by li");
        done("approval approve AP-1 --by wang");
    }

    private void submitted() throws IOException {
        frozen();
        done("claim submit CL-1 --receipt R-1 --by li");
        done("approval approve AP-2 --by wang");
    }

    private JsonNode claim() throws IOException {
        done("claim show CL-1 -o json");
        return json().path("claim");
    }

    @Test
    void a_claim_goes_from_open_to_reconciled_by_command() throws IOException {
        submitted();
        assertThat(claim().path("state").asText()).isEqualTo("SUBMITTED");
        assertThat(claim().path("claimed").path("fen").asLong()).isEqualTo(38_160);
        assertThat(claim().path("claimed").path("currency").asText()).isEqualTo("CNY");
        done("claim accept CL-1 --by li");
        done("claim pay CL-1 --amount 381.60 --reference bank-1 --by li");
        done("claim reconcile CL-1 --by li -o json");
        assertThat(json().path("claim").path("state").asText()).isEqualTo("RECONCILED");
        done("claim list -o csv");
        assertThat(out.toString())
                .contains("claim,programme,supplier")
                .contains("CL-000001")
                .contains("381.60");
        done("ledger verify");
    }

    @Test
    void what_the_programme_asks_for_and_is_not_there_is_named_and_refuses_freezing() {
        open();
        assertThat(xisuan("claim freeze CL-1 --by li")).isEqualTo(1);
        assertThat(err.toString())
                .contains("EVIDENCE_MISSING")
                .contains("the letter of voucher example-ai/qy-1")
                .contains("the e-invoice number of QY-2025-000001");
        assertThat(xisuan("claim due --on 2025-09-10")).isZero();
        assertThat(out.toString()).contains("CL-000001 OPEN").contains("e-invoice number");
    }

    @Test
    void an_archive_is_the_same_bytes_each_time_and_checks_alone() throws IOException {
        frozen();
        Path one = folder.resolve("one.zip");
        Path two = folder.resolve("two.zip");
        done("claim archive CL-1 --out " + one);
        done("claim archive CL-1 --out " + two);
        assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(two));
        assertThat(run("claim", "verify", one.toString())).isZero();
        assertThat(out.toString()).contains("381.60").contains("yes");
        byte[] changed = Files.readAllBytes(one);
        String text = new String(changed, java.nio.charset.StandardCharsets.ISO_8859_1);
        int at = text.indexOf("the e-invoice");
        changed[at] = 'T';
        Files.write(two, changed);
        assertThat(run("claim", "verify", two.toString())).isNotZero();
    }

    @Test
    void a_rest_that_the_supplier_bears_waits_for_a_second_person() throws IOException {
        submitted();
        done("claim accept CL-1 --amount 300 --cause evidence --by li -o json");
        assertThat(json().path("proposal").asText()).isEqualTo("AP-000003");
        assertThat(xisuan("approval approve AP-3 --by li")).isEqualTo(4);
        done("approval approve AP-3 --by wang");
        assertThat(claim().path("state").asText()).isEqualTo("PART");
        done("claim pay CL-1 --amount 300 --reference bank-1 --by li");
        done("claim clawback CL-1 --amount 100 --cause eligibility --reference letter-1 --by li");
        assertThat(claim().path("clawedBack").path("fen").asLong()).isEqualTo(10_000);
    }

    @Test
    void a_claim_that_would_move_money_to_another_year_is_refused_before_anything_moves() throws IOException {
        String shipped = Files.readString(Path.of("../billing/src/main/resources/programmes/qingyang-2024.yaml"));
        Path counted = file(
                "programme.yaml",
                shipped.replaceFirst(
                        "yearOf: [{].*[}]", "yearOf: {value: \"claim\", source: \"a test\", confidence: HOUSE}"));
        open();
        done("claim attach CL-1 --proof 1 %s --by li".formatted(file("voucher.pdf", "the voucher")));
        done("claim attach CL-1 --proof 2 %s --by li".formatted(file("invoice.pdf", "the e-invoice")));
        String freeze = "claim freeze CL-1 --by li --definitions %s --payment-year ".formatted(counted);
        assertThat(xisuan(freeze + "2026")).isEqualTo(1);
        assertThat(err.toString()).contains("NO_HEADROOM").contains("2026").doesNotContain("\tat ");
        assertThat(claim().path("state").asText()).isEqualTo("OPEN");
        assertThat(xisuan("approval list")).isZero();
        assertThat(out.toString()).doesNotContain("AP-000001");
        done(freeze + "2025");
    }

    @Test
    void bad_input_gets_one_sentence() {
        open();
        for (String bad : List.of(
                "claim show CL-9",
                "claim show nine",
                "claim open --supplier nobody --programme qingyang-2024 --month 2025-08",
                "claim open --supplier qy-compute --programme none --month 2025-08",
                "claim open --supplier qy-compute --programme qingyang-2024 --month August",
                "claim accept CL-1 --line three=4",
                "claim reject CL-1 --cause whim",
                "claim attach CL-1 --proof 9 nothing.pdf",
                "claim archive CL-1",
                "claim pack --tenant example-ai --programme beijing-etown-2024 --month 2025-08")) {
            assertThat(xisuan(bad)).as(bad).isEqualTo(2);
            assertThat(err.toString()).as(bad).doesNotContain("\tat ").isNotBlank();
        }
        assertThat(xisuan("claim submit CL-1 --receipt R --by li")).isEqualTo(1);
        assertThat(err.toString()).contains("NOT_NOW");
    }
}
