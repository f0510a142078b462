package io.xisuan.cli.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.cli.CommandTest;
import io.xisuan.cli.invoice.IssuedSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clerk's day: the bank's file, matches, a dispute, a statement, reports. */
class PaymentCommandsTest extends CommandTest {
    private static final String FIRST = "ZW-2025-000001";

    @TempDir
    private Path folder = Path.of(".");

    private String url = "";

    @BeforeEach
    void makeStore() {
        url = "jdbc:sqlite:" + folder.resolve("xisuan.db");
        IssuedSample.write(url);
    }

    private int command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--db", url));
        return run(all.toArray(String[]::new));
    }

    private Path statement(String... lines) throws IOException {
        return Files.writeString(folder.resolve("bank.csv"), String.join("\n", lines) + "\n");
    }

    @Test
    void a_bank_statement_is_imported_proposed_and_matched() throws IOException {
        String file = statement(
                        "交易日期,交易流水号,交易金额,借贷标志,对方户名,摘要",
                        "2025-09-10,0001,1060.00,贷,北京示例智能科技有限公司,付" + FIRST,
                        "2025-09-11,0002,3.00,借,某行,手续费")
                .toString();
        assertThat(command("payment", "import", file, "--by", "clerk"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("B-000001", "HIGH", "the remark names " + FIRST);
        assertThat(err.toString()).contains("1 lines are new, 0 were known, 1 of money that went out");
        assertThat(command("payment", "import", file)).isZero();
        assertThat(err.toString()).contains("0 lines are new, 1 were known");
        assertThat(command("payment", "match", "B-000001", "--invoice", FIRST))
                .as(err.toString())
                .isZero();
        assertThat(command("payment", "unmatched", "-o", "json")).isZero();
        assertThat(json()).isEmpty();
        assertThat(command("payment", "open", "--all", "-o", "csv")).isZero();
        assertThat(out.toString()).contains(FIRST + ",example-ai,2025-09-03,,PAID");
    }

    @Test
    void a_wrong_cell_is_named_and_nothing_is_stored() throws IOException {
        String file = statement("date,reference,amount", "2025-09-10,r-1,10", "2025-09-10,r-2,1x")
                .toString();
        assertThat(command("payment", "import", file)).isEqualTo(2);
        assertThat(err.toString()).contains("bank.csv:3: ").hasLineCount(1);
        assertThat(command("payment", "unmatched", "-o", "json")).isZero();
        assertThat(json()).isEmpty();
    }

    @Test
    void the_same_receipt_again_says_so_and_pays_nothing_else() {
        String[] receipt = {
            "payment", "receive", "example-ai", "--amount", "60", "--reference", "b-1", "--invoice", FIRST
        };
        assertThat(command(receipt)).as(err.toString()).isZero();
        assertThat(command(receipt)).isZero();
        assertThat(err.toString()).contains("b-1 was recorded before as M-000001, applied to " + FIRST);
        receipt[8] = FIRST + "=20";
        assertThat(command(receipt)).isEqualTo(1);
        assertThat(err.toString()).contains("nothing more was applied").hasLineCount(1);
        assertThat(command("payment", "receive", "example-ai", "--amount", "60", "--reference", "b-1"))
                .isEqualTo(1);
        assertThat(command("payment", "receive", "exampel-ai", "--amount", "60", "--reference", "b-2"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no contract names a tenant exampel-ai");
    }

    @Test
    void bad_input_gets_one_sentence() {
        for (List<String> bad : List.of(
                List.of("payment", "receive", "example-ai", "--amount", "0", "--reference", "r"),
                List.of("payment", "receive", "example-ai", "--amount", "5", "--reference", "r", "--invoice", "X-1"),
                List.of("payment", "match", "B-7", "--invoice", FIRST),
                List.of("payment", "match", "seven"),
                List.of("payment", "bounce", "M-000001"),
                List.of("payment", "release", FIRST, "--amount", "1"),
                List.of("dispute", "open", FIRST, "--line", "9", "--amount", "1", "--reason", "x"),
                List.of("dispute", "resolve", "D-1", "--as", "REJECTED", "--reason", "x"),
                List.of("statement", "example-ai", "--from", "2025-09-30", "--to", "2025-09-01"),
                List.of("report", "vat", "--recorded", "yesterday"),
                List.of("report", "vat", "--recorded", "2999-01-01T00:00:00Z"))) {
            assertThat(command(bad.toArray(String[]::new))).as("%s", bad).isEqualTo(2);
            assertThat(err.toString()).as("%s", bad).hasLineCount(1);
        }
    }

    @Test
    void a_disputed_line_is_credited_by_two_people_or_due_again() {
        assertThat(command("dispute", "open", FIRST, "--line", "1", "--amount", "60", "--reason", "node was down"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("D-000001", "OPEN");
        assertThat(command("dispute", "resolve", "D-000001", "--as", "UPHELD", "--reason", "so it was", "--by", "a"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("approval approve AP-000001");
        assertThat(command("dispute", "list")).isZero();
        assertThat(out.toString()).contains("UPHELD");
    }

    @Test
    void P23_a_report_prints_the_same_bytes_after_more_was_recorded() throws IOException {
        command("payment", "receive", "example-ai", "--amount", "60", "--reference", "b-1", "--invoice", FIRST);
        assertThat(command("report", "trial-balance", "-o", "json"))
                .as(err.toString())
                .isZero();
        String recorded = json().get("recorded").asText();
        String effective = json().get("effective").asText();
        for (String report : List.of("trial-balance", "receivable", "ageing", "revenue", "vat")) {
            for (String form : List.of("table", "json", "csv")) {
                String[] asked = {"report", report, "--effective", effective, "--recorded", recorded, "-o", form};
                assertThat(command(asked)).as("%s: %s", report, err).isZero();
                String before = out.toString();
                String day = "2025-09-04";
                String reference = report + form;
                command("payment", "receive", "example-ai", "--amount", "1", "--day", day, "--reference", reference);
                assertThat(command(asked)).isZero();
                assertThat(out.toString()).as(report).isEqualTo(before);
            }
        }
    }

    @Test
    void a_statement_is_printed_in_both_languages() {
        command("payment", "receive", "example-ai", "--amount", "60", "--day", "2025-09-09", "--reference", "b-1");
        assertThat(command("statement", "example-ai", "--from", "2025-09-01", "--to", "2025-09-30", "--lang", "ZH"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("期初", "开具账单", "收款", "期末", "1,212.00");
        assertThat(command("statement", "owner", "zhongwei", "--month", "2025-08"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("128.00", "the owner's part is not on record");
    }
}
