package io.xisuan.cli.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.store.Store;
import io.xisuan.cli.CommandTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters of the sample of {@code deploy/samples/quickstart}, written into a store without a cluster. */
class VoucherCommandsTest extends CommandTest {
    private static final Path SAMPLE =
            Path.of(System.getProperty("xisuan.root", "..")).resolve("deploy/samples/quickstart");
    private static final String HEADER =
            "number,programme,tenant,contract,amount,granted_on,valid_from,valid_to,rate,authority,document_sha256\n";
    private static final String QINGYANG =
            "QY-1,qingyang-2024,yunling,c-yunling-2025,15000.00,2025-01-10,2025-01-10,2026-01-09,,,\n";
    private static final String CHENGDU =
            "CD-1,chengdu-2025,jinguan,c-jinguan-2025,150000.00,2025-09-10,2025-09-10,2026-09-09,0.60,,\n";

    @TempDir
    private Path folder = Path.of(".");

    private String url = "";
    private String manifests = "";

    @BeforeEach
    void copyWithoutVouchers() throws IOException {
        url = "jdbc:sqlite:" + folder.resolve("xisuan.db");
        Path copy = Files.createDirectory(folder.resolve("manifests"));
        for (String file : List.of("10-sites.yaml", "40-tenants.yaml", "45-tariff.yaml")) {
            Files.copy(SAMPLE.resolve(file), copy.resolve(file));
        }
        manifests = copy.toString();
        assertThat(run(
                        "contract",
                        "import",
                        "--suppliers",
                        SAMPLE.resolve("suppliers.csv").toString(),
                        "--contracts",
                        SAMPLE.resolve("contracts.csv").toString(),
                        "--db",
                        url))
                .as(err.toString())
                .isZero();
    }

    private int imported(String text) throws IOException {
        Path file = folder.resolve("letters.csv");
        Files.writeString(file, text);
        return run("voucher", "import", file.toString(), "--manifests", manifests, "--db", url, "-o", "json");
    }

    private List<String> stored() {
        try (Store store = Store.openExisting(url)) {
            return store.grants().stream().map(grant -> grant.voucher().value()).toList();
        }
    }

    /** Shanghai's measures leave five rules unsaid that a letter of the city needs. */
    private int shanghai(String by, String... more) throws IOException {
        Path ruling = folder.resolve("ruling.pdf");
        Files.writeString(ruling, "the ruling");
        return shanghai(ruling, by, more);
    }

    private int shanghai(Path ruling, String by, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "voucher",
                "grant",
                "--programme",
                "shanghai-2025-compute",
                "--tenant",
                "pujiang",
                "--contract",
                "c-pujiang-2025",
                "--number",
                "SH-9",
                "--amount",
                "60000",
                "--granted-on",
                "2025-09-28",
                "--valid",
                "2025-10-01..2026-09-30",
                "--rate",
                "0.30",
                "--document",
                ruling.toString(),
                "--by",
                by,
                "--manifests",
                manifests,
                "--db",
                url));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static final String[] GAPS = {
        "--set", "sites=[shanghai]",
        "--set", "settlement=provider-claim",
        "--set", "base=settled-fee",
        "--set", "suppliers=none",
        "--set", "ownUseOnly=none"
    };

    /** 8 devices for 10 hours at 9.60: 768.00, of which 30 % are 230.40. */
    @Test
    void a_gap_that_finance_fills_pays_and_the_quote_says_who_set_it() throws IOException {
        assertThat(shanghai("wang")).isEqualTo(2);
        assertThat(err.toString()).contains("pays at no site: unknown sites");
        assertThat(shanghai("wang", GAPS)).as(err.toString()).isEqualTo(1);
        assertThat(out.toString())
                .contains("AP-000001", "overlay/shanghai-2025-compute/SH-9", "Nothing is written yet");
        assertThat(run("approval", "approve", "AP-000001", "--by", "li", "--db", url))
                .isZero();
        assertThat(shanghai("wang", GAPS)).as(err.toString()).isZero();
        assertThat(run(
                        "quote",
                        "make",
                        "--model",
                        "nvidia-h800-80g",
                        "--devices",
                        "8",
                        "--hours",
                        "10",
                        "--contract",
                        "c-pujiang-2025",
                        "--from",
                        "2025-10-10T08:00:00+08:00",
                        "--manifests",
                        manifests,
                        "--db",
                        url))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("768.00           537.60", "deducted now        230.40")
                .contains(
                        "base, ownUseOnly, settlement, sites, suppliers set by wang, approved by li on ", "ruling.pdf");
    }

    @Test
    void only_gaps_are_filled_and_only_by_two_people() throws IOException {
        assertThat(shanghai("li", GAPS)).isEqualTo(1);
        assertThat(run("approval", "approve", "1", "--by", "li", "--db", url)).isEqualTo(4);
        assertThat(err.toString()).contains("somebody else must approve it");
        assertThat(shanghai("wang", "--set", "vat=without-vat")).isEqualTo(2);
        assertThat(err.toString()).contains("vat is no rule that is unknown in this programme");
        assertThat(shanghai("wang", "--set", "settlement=maybe")).isEqualTo(2);
        assertThat(err.toString()).contains("\"maybe\" is none of provider-claim");
        assertThat(stored()).isEmpty();
    }

    /** What was set is part of the letter that the store keeps by digest: with another ruling it is another letter. */
    @Test
    void what_was_set_belongs_to_the_letter() throws IOException {
        assertThat(shanghai("wang", GAPS)).isEqualTo(1);
        assertThat(run("approval", "approve", "1", "--by", "li", "--db", url)).isZero();
        assertThat(shanghai("wang", GAPS)).isZero();
        try (Store store = Store.openExisting(url)) {
            assertThat(store.grants().getFirst().bodyJson()).contains("\"field\":\"ownUseOnly\"", "\"by\":\"wang\"");
        }
        Files.writeString(folder.resolve("other.pdf"), "another ruling");
        assertThat(shanghai(folder.resolve("other.pdf"), "zhao", GAPS)).isEqualTo(2);
        assertThat(err.toString()).contains("pujiang/sh-9 was written before with other content: document");
    }

    @Test
    void letters_come_by_csv_once() throws IOException {
        assertThat(imported(HEADER + QINGYANG + CHENGDU)).as(err.toString()).isZero();
        assertThat(json().findValuesAsText("state")).containsExactly("new", "new");
        assertThat(imported(HEADER + QINGYANG + CHENGDU)).as(err.toString()).isZero();
        assertThat(json().findValuesAsText("state")).containsExactly("known", "known");
        assertThat(stored()).containsExactlyInAnyOrder("yunling/qy-1", "jinguan/cd-1");
        assertThat(run("voucher", "balance", "--db", url, "-o", "json")).isZero();
        assertThat(out.toString()).contains("15000000").doesNotContain("30000000");
    }

    @Test
    void a_bad_line_is_named_and_nothing_is_written() throws IOException {
        for (String[] bad : new String[][] {
            {"150000.00", "150 000 yuan", "line 3: amount: "},
            {"2025-09-10,2025-09-10", "2025-09-10,10 Sept", "line 3: valid_from "},
            {"2025-09-10,2025-09-10", "yesterday,2025-09-10", "line 3: granted_on: "},
            {"0.60", "sixty", "line 3: rate: "},
            {"chengdu-2025", "chengdu-1925", "line 3: programme: "},
            {"c-jinguan-2025", "c-nobody", "line 3: contract: "},
            {"0.60,,", "0.60,MINE,", "line 3: authority MINE"},
            {"0.60,,", "0.60", "Record 3 has 9 fields"},
        }) {
            assertThat(imported(HEADER + QINGYANG + CHENGDU.replace(bad[0], bad[1])))
                    .as(String.join(" ", bad))
                    .isEqualTo(2);
            assertThat(err.toString())
                    .as(String.join(" ", bad))
                    .contains("letters.csv", bad[2])
                    .hasLineCount(1);
            assertThat(stored()).as(String.join(" ", bad)).isEmpty();
        }
        assertThat(imported(HEADER + QINGYANG + QINGYANG)).isEqualTo(2);
        assertThat(err.toString()).contains("line 3: QY-1 is given twice");
        assertThat(imported(HEADER.replace("amount", "cny") + QINGYANG)).isEqualTo(2);
        assertThat(err.toString()).contains("the columns are number,programme");
    }

    /** Of six rows two are letters; one is stored already. */
    @Test
    void a_dry_run_says_of_each_row_what_it_does_or_why_it_is_refused() throws IOException {
        assertThat(imported(HEADER + QINGYANG)).isZero();
        Path file = Files.writeString(
                folder.resolve("letters.csv"),
                HEADER
                        + QINGYANG
                        + CHENGDU
                        + CHENGDU
                        + CHENGDU.replace("CD-1", "CD-2").replace("chengdu-2025", "chengdu-1925")
                        + CHENGDU.replace("CD-1", "CD-3").replace("0.60,,", "0.60,MINE,")
                        + CHENGDU.replace("CD-1", "CD-4").replace("2025-09-10,2026", "10 Sept,2026"));
        String[] words = {
            "voucher", "import", file.toString(), "--manifests", manifests, "--db", url, "--dry-run", "-o", "json"
        };
        assertThat(run(words)).as("%s", err).isEqualTo(1);
        assertThat(json().findValuesAsText("effect"))
                .containsExactly("SAME", "NEW", "REFUSED", "REFUSED", "REFUSED", "REFUSED");
        assertThat(json().findValuesAsText("detail"))
                .satisfiesExactly(
                        same -> assertThat(same).contains("15000.00 CNY for yunling"),
                        fresh -> assertThat(fresh).contains("150000.00 CNY for jinguan"),
                        twice -> assertThat(twice).isEqualTo("line 4: CD-1 is given twice"),
                        programme -> assertThat(programme).startsWith("line 5: programme: "),
                        authority -> assertThat(authority).startsWith("line 6: authority MINE"),
                        day -> assertThat(day).startsWith("line 7: valid_from "));
        assertThat(stored()).containsExactly("yunling/qy-1");
    }

    @Test
    void a_known_number_with_other_content_says_what_differs() throws IOException {
        assertThat(imported(HEADER + QINGYANG)).isZero();
        assertThat(imported(HEADER + CHENGDU + QINGYANG.replace("15000.00", "16000.00")))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "line 3: yunling/qy-1 was written before with other content: amount is \"15000.00\", not \"16000.00\"");
        assertThat(stored()).containsExactly("yunling/qy-1");
    }
}
