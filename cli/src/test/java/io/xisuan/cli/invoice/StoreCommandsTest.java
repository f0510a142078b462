package io.xisuan.cli.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.store.DeskDeed;
import io.xisuan.billing.store.DeskRequest;
import io.xisuan.billing.store.DraftBook;
import io.xisuan.billing.store.DraftRun;
import io.xisuan.billing.store.IssuePart;
import io.xisuan.billing.store.IssueRequest;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.CommandTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandsTest extends CommandTest {
    @TempDir
    private Path folder = Path.of(".");

    private String url = "";

    @BeforeEach
    void issueTwo() {
        url = "jdbc:sqlite:" + folder.resolve("xisuan.db");
        IssuedSample.write(url);
    }

    @Test
    void invoices_are_listed_with_their_three_figures() throws IOException {
        assertThat(run("invoice", "list", "--db", url)).isZero();
        assertThat(out.toString())
                .contains("ZW-2025-000001")
                .contains("1,060.00")
                .contains("2025-09-03 10:00:00 +08:00")
                .contains("2 documents");
        assertThat(run("invoice", "list", "--db", url, "--month", "2025-08", "-o", "json"))
                .isZero();
        assertThat(json()).hasSize(2);
        assertThat(json().path(1).path("gross").path("fen").asLong()).isEqualTo(21_200);
        assertThat(run("invoice", "list", "--db", url, "--tenant", "nobody", "-o", "json"))
                .isZero();
        assertThat(json()).isEmpty();
        assertThat(run("invoice", "list", "--db", url, "--month", "August")).isEqualTo(2);
    }

    @Test
    void an_invoice_is_shown_and_as_json_is_the_document() throws IOException {
        assertThat(run("invoice", "show", "ZW-2025-000001", "--db", url)).isZero();
        assertThat(out.toString()).contains("pretrain-7b", "64.00", "14.5", "Payable now", "北京经开区", "records 1 to 1");
        assertThat(run("invoice", "show", "ZW-2025-000001", "--db", url, "-o", "json"))
                .isZero();
        String document = out.toString();
        assertThat(json().path("format").asText()).isEqualTo("xisuan-invoice/1");
        assertThat(run("invoice", "list", "--db", url, "-o", "json")).isZero();
        assertThat(json().path(0).path("sha256").asText()).isEqualTo(Sha256.hex(document));
        for (String form : List.of("yaml", "csv")) {
            assertThat(run("invoice", "show", "ZW-2025-000001", "--db", url, "-o", form))
                    .isZero();
            assertThat(out.toString()).contains("pretrain-7b");
        }
    }

    @Test
    void a_wrong_number_gets_the_nearest_ones() {
        assertThat(run("invoice", "show", "ZW-2025-00001", "--db", url)).isEqualTo(2);
        assertThat(err.toString()).contains("the nearest are ZW-2025-000001");
    }

    @Test
    void a_missing_database_is_said_and_not_made() {
        String missing = "jdbc:sqlite:" + folder.resolve("nowhere.db");
        for (String[] command : new String[][] {
            {"invoice", "list"},
            {"invoice", "show", "X"},
            {"contracts", "list"},
            {"invoice", "issue", "--month", "2025-08"}
        }) {
            String[] all = java.util.Arrays.copyOf(command, command.length + 2);
            all[command.length] = "--db";
            all[command.length + 1] = missing;
            assertThat(run(all)).isEqualTo(2);
            assertThat(err.toString()).contains(folder.resolve("nowhere.db").toString());
        }
        assertThat(run("ledger", "verify", folder.resolve("nowhere.db").toString()))
                .isEqualTo(2);
        assertThat(folder.resolve("nowhere.db")).doesNotExist();
    }

    @Test
    void the_files_of_an_invoice_are_written() {
        Path files = folder.resolve("files");
        assertThat(run("invoice", "files", "ZW-2025-000002", "--out", files.toString(), "--db", url))
                .isZero();
        for (String kind : List.of("pdf", "xlsx", "csv", "json")) {
            assertThat(files.resolve("ZW-2025-000002." + kind)).isNotEmptyFile();
        }
        String[] again = {"invoice", "files", "--month", "2025-08", "--out", files.toString(), "--db", url, "--check"};
        assertThat(run(again)).isZero();
        assertThat(run(again)).isZero();
        assertThat(out.toString()).contains("kept, the same again").doesNotContain("DIFFERS");
        assertThat(run("invoice", "files", "--out", files.toString(), "--db", url))
                .isEqualTo(2);
    }

    @Test
    void a_line_is_explained_and_a_line_that_is_not_there_is_said() throws IOException {
        assertThat(run("invoice", "explain", "ZW-2025-000001", "1", "--db", url, "-o", "json"))
                .isZero();
        assertThat(json().path("line").asInt()).isEqualTo(1);
        assertThat(json().path("gross").path("fen").asLong()).isPositive();
        assertThat(json().path("problem").asText()).contains("is not in this store");
        assertThat(run("invoice", "explain", "ZW-2025-000001", "1", "--db", url, "--lang", "zh"))
                .isZero();
        assertThat(out.toString() + err).contains("ZW-2025-000001 第 1 行：");
        assertThat(run("invoice", "explain", "ZW-2025-000001", "999", "--db", url))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no line 999");
    }

    @Test
    void e_invoices_are_asked_for_and_their_numbers_come_back() throws IOException {
        Path requests = folder.resolve("requests.csv");
        String[] ask = {
            "invoice", "einvoice", "request", "--month", "2025-08", "--out", requests.toString(), "--db", url
        };
        assertThat(run(ask)).isZero();
        String[] first = Files.readString(requests).lines().toList().get(1).split(",", -1);
        assertThat(first[0]).isEqualTo("ZW-2025-000001");
        Path answers = folder.resolve("answers.csv");
        Files.writeString(
                answers,
                "document,number,day,total\nZW-2025-000001,25640000000000000001,2025-09-05,%s\n".formatted(first[18]));
        String[] bring = {"invoice", "einvoice", "import", answers.toString(), "--by", "wang", "--db", url};
        assertThat(run(bring)).isZero();
        assertThat(run(bring)).isZero();
        assertThat(run("invoice", "einvoice", "list", "--db", url, "-o", "json"))
                .isZero();
        assertThat(json()).hasSize(1);
        assertThat(run("invoice", "list", "--db", url, "-o", "json")).isZero();
        assertThat(json().path(0).path("eInvoice").asText()).isEqualTo("25640000000000000001");
        assertThat(run(ask)).isZero();
        assertThat(Files.readString(requests)).doesNotContain("ZW-2025-000001,");
    }

    @Test
    void the_books_are_sound_until_somebody_edits_them() throws IOException, SQLException {
        Path file = folder.resolve("xisuan.db");
        assertThat(run("ledger", "verify", file.toString(), "-o", "json")).isZero();
        assertThat(json().path("ok").asBoolean()).isTrue();
        assertThat(json().path("records").asLong()).isEqualTo(4);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DROP TRIGGER ledger_entry_no_update");
            statement.executeUpdate("UPDATE ledger_entry SET body = body || 'x' WHERE seq = 3");
        }
        assertThat(run("ledger", "verify", url, "-o", "json")).isEqualTo(1);
        assertThat(json().path("firstBad").path("record").asText()).isEqualTo("ledger entry 3");
    }

    @Test
    void contracts_are_imported_once_and_differences_are_named() throws IOException {
        Path suppliers = Files.writeString(folder.resolve("s.csv"), """
                supplier_id,name_zh,name_en,credit_code,jurisdiction,vat_rate,invoice_item,invoice_prefix,listed_by
                zw,中卫,Zhongwei,91640500MA0EXA55XH,ningxia/zhongwei,0.06,*信息技术服务*算力服务,ZX,
                """);
        String header = "contract_id,tenant,supplier,signed_on,from,to,amount,price_lock_days,named_models\n";
        Path contracts = Files.writeString(
                folder.resolve("c.csv"), header + "c-1,t,zw,2025-01-01,2025-01-01,2025-12-31,1000.00,30,\n");
        String[] command = {
            "contracts", "import", "--suppliers", suppliers.toString(), "--contracts", contracts.toString(), "--db", url
        };
        assertThat(run(command)).isZero();
        assertThat(run(command)).isZero();
        assertThat(run("contracts", "list", "--db", url, "-o", "json")).isZero();
        assertThat(json().path(0).path("amount").path("fen").asLong()).isEqualTo(100_000);
        Files.writeString(contracts, header + "c-1,t,zw,2025-01-01,2025-01-01,2025-12-31,2000.00,30,\n");
        assertThat(run(command)).isEqualTo(2);
        assertThat(err.toString()).contains("amount_fen is \"100000\", not \"200000\"");
    }

    @Test
    void a_month_is_not_closed_early_and_nobody_answers_without_an_operator() {
        assertThat(run("invoice", "draft", "--month", "2099-01", "--db", url)).isEqualTo(2);
        assertThat(err.toString()).contains("48 hours after its end").contains("--interim");
        assertThat(run("invoice", "draft", "--month", "2099-01", "--interim", "--db", url))
                .isEqualTo(5);
        assertThat(err.toString()).contains("no operator has written to");
    }

    @Test
    void the_operator_answers_a_request() throws IOException {
        try (Store operator = Store.open(url);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            long epoch = operator.mintEpoch("operator", System.currentTimeMillis());
            thread.execute(() -> answer(operator, epoch));
            assertThat(run("invoice", "draft", "--month", "2025-08", "--interim", "--db", url, "-o", "json"))
                    .as("%s", err)
                    .isZero();
            assertThat(json().path("answer").asText()).isEqualTo("nothing new");
        }
    }

    @Test
    void a_draft_is_listed_shown_and_signed_by_a_person() throws IOException {
        long run = draft();
        assertThat(run("invoice", "issue", "--month", "2025-09", "--db", url)).isEqualTo(2);
        assertThat(err.toString()).contains("invoice draft --month 2025-09");
        assertThat(run("invoice", "drafts", "--db", url, "-o", "json")).isZero();
        assertThat(json().path(0).path("state").asText()).isEqualTo("DRAFT");
        String name = json().path(0).path("draft").asText();
        assertThat(run("invoice", "show", name, "--db", url)).isZero();
        assertThat(out.toString()).contains("State    DRAFT", "pretrain-7b");
        assertThat(run("invoice", "review", name, "--sha256", "0".repeat(64), "--by", "王伟", "--db", url))
                .isEqualTo(2);
        assertThat(err.toString()).contains("read it again");
        assertThat(run("invoice", "review", "--run", Long.toString(run), "--by", "王伟", "--db", url))
                .as("%s", err)
                .isZero();
        assertThat(out.toString()).contains("REVIEWED", "王伟");
        assertThat(run("invoice", "review", "--db", url)).isEqualTo(2);
        assertThat(run("invoice", "drafts", "--month", "2025-08", "--db", url, "-o", "csv"))
                .isZero();
        assertThat(out.toString()).startsWith("draft,run,month,state,kind,corrects");
    }

    /** Stores a draft as the operator does, and returns its run. */
    private long draft() {
        try (Store operator = Store.open(url)) {
            long epoch = operator.mintEpoch("operator", 7);
            InvoiceDraft draft =
                    Store.read(operator.invoice("ZW-2025-000001").orElseThrow()).content();
            DraftBook drafts = new DraftBook(operator);
            long request = drafts.ask(new DeskRequest(
                    0,
                    DeskDeed.DRAFT,
                    draft.period(),
                    Optional.of(IssuePart.INTERIM),
                    OptionalLong.empty(),
                    new Principal("li.na"),
                    8,
                    IssueRequest.State.PENDING,
                    ""));
            DraftRun run = new DraftRun(
                    0,
                    DraftRun.Purpose.INVOICES,
                    draft.period(),
                    Optional.of(IssuePart.INTERIM),
                    9,
                    "0".repeat(64),
                    "li.na",
                    9,
                    DraftRun.State.OPEN);
            return drafts.draft(epoch, request, run, List.of(draft), "1 draft");
        }
    }

    private static void answer(Store operator, long epoch) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            DraftBook drafts = new DraftBook(operator);
            List<DeskRequest> pending = drafts.pending();
            pending.forEach(request -> drafts.answer(epoch, request.id(), "nothing new", true));
            if (!pending.isEmpty()) {
                return;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
