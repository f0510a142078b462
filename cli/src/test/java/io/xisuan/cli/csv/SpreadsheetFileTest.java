package io.xisuan.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.cli.CommandTest;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpreadsheetFileTest extends CommandTest {
    private static final String SUPPLIERS = """
            供应方编号,中文名称,英文名称,统一社会信用代码,所在地,税率,开票项目,票号前缀,入选政策
            example-compute,示例算力服务有限公司,"Example Compute Services Co., Ltd.",91000000MA0EXC117E,example/east,0.06,*信息技术服务*算力服务,EX,
            """;
    private static final String CONTRACTS = """
            合同编号,租户,供应方,签订日期,开始日期,结束日期,合同金额,锁价天数,指定型号
            c-example,example,example-compute,2026-01-01,2026-01-01,2035-12-31,1000000.00,30,
            """;

    @TempDir
    private Path folder = Path.of(".");

    private String write(String name, String text, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(charset)).toString();
    }

    @Test
    void every_encoding_that_spreadsheets_write_gives_the_same_text_with_english_headings() throws IOException {
        String english = CONTRACTS.replace(
                "合同编号,租户,供应方,签订日期,开始日期,结束日期,合同金额,锁价天数,指定型号",
                "contract_id,tenant,supplier,signed_on,from,to,amount,price_lock_days,named_models");
        for (String file : List.of(
                write("utf8.csv", CONTRACTS, StandardCharsets.UTF_8),
                write("marked.csv", "\uFEFF" + CONTRACTS, StandardCharsets.UTF_8),
                write("gbk.csv", CONTRACTS, Charset.forName("GBK")),
                write("unicode.txt", CONTRACTS.replace(',', '\t'), StandardCharsets.UTF_16))) {
            try (Reader reader = SpreadsheetFile.open(Path.of(file), Headings.CONTRACTS)) {
                StringWriter text = new StringWriter();
                reader.transferTo(text);
                assertThat(text.toString()).as(file).isEqualTo(english);
            }
        }
    }

    @Test
    void a_dry_run_says_what_each_row_would_do_and_stores_nothing() throws IOException {
        String suppliers = write("suppliers.csv", SUPPLIERS, Charset.forName("GBK"));
        String contracts = write("contracts.csv", CONTRACTS, StandardCharsets.UTF_8);
        Path db = folder.resolve("xisuan.db");
        String url = "jdbc:sqlite:" + db;
        assertThat(rehearsed(suppliers, contracts, url)).as("%s", err).isZero();
        assertThat(out.toString()).contains("supplier,example-compute,new", "contract,c-example,new");
        assertThat(Files.exists(db)).isFalse();
        assertThat(run("contract", "import", "--suppliers", suppliers, "--contracts", contracts, "--db", url))
                .as("%s", err)
                .isZero();
        assertThat(run("supplier", "list", "--db", url, "-o", "json")).isZero();
        assertThat(json().path(0).path("nameZh").asText()).isEqualTo("示例算力服务有限公司");
        String changed = write("changed.csv", CONTRACTS.replace("1000000.00", "2000000.00"), StandardCharsets.UTF_8);
        assertThat(rehearsed(suppliers, changed, url)).isEqualTo(1);
        assertThat(out.toString()).contains("supplier,example-compute,same", "contract,c-example,refused", "amount");
    }

    /** Asks what an import would do. */
    private int rehearsed(String suppliers, String contracts, String url) {
        return run(
                "contract",
                "import",
                "--suppliers",
                suppliers,
                "--contracts",
                contracts,
                "--db",
                url,
                "--dry-run",
                "-o",
                "csv",
                "--lang",
                "en");
    }
}
