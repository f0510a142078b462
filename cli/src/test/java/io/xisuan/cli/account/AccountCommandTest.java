package io.xisuan.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.party.CreditCode;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.Names;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.Main;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandTest {
    private static final TenantId TENANT = new TenantId("jinguan");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of(".");

    private String url = "";

    @BeforeEach
    void makeStore() {
        url = "jdbc:sqlite:" + folder.resolve("xisuan.db");
        SupplierId supplier = new SupplierId("zhongwei-compute");
        try (Store store = Store.open(url)) {
            store.importParties(
                    List.of(new Supplier(
                            supplier,
                            new Names("中卫示例算力服务有限公司", "Zhongwei Example"),
                            new CreditCode("91640500MA0EXA55XH"),
                            new Jurisdiction("ningxia/zhongwei"),
                            Rate.percent(6),
                            "*信息技术服务*算力服务",
                            "ZW",
                            List.of())),
                    List.of(new Contract(
                            new ContractId("c-jinguan"),
                            TENANT,
                            supplier,
                            LocalDate.of(2025, 1, 2),
                            ContractTerm.parse("2025-01-01..2035-12-31"),
                            Money.parseYuan("1000000"),
                            30,
                            List.of())));
        }
    }

    private int account(String arguments) {
        List<String> words = new ArrayList<>(List.of("account"));
        words.addAll(List.of(arguments.split(" ")));
        words.addAll(List.of("--db", url));
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
    }

    private List<MoneyMovement> money() {
        try (Store store = Store.openExisting(url)) {
            return store.credit().money(TENANT);
        }
    }

    @Test
    void money_comes_in_once_for_each_reference() {
        assertThat(account("topup jinguan --amount 50000 --reference bank-1"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("50,000.00").contains("let in");
        assertThat(account("topup jinguan --amount 50000 --reference bank-1")).isZero();
        assertThat(money()).extracting(MoneyMovement::amount).containsExactly(Money.parseYuan("50000"));
        assertThat(account("topup jinguan --amount 50001 --reference bank-1")).isEqualTo(2);
        assertThat(err.toString()).contains("bank-1 was recorded as 50,000.00").hasLineCount(1);
        assertThat(money()).hasSize(1);
    }

    @Test
    void a_refund_above_the_balance_is_refused() {
        assertThat(account("topup jinguan --amount 500 --reference bank-1")).isZero();
        assertThat(account("refund jinguan --amount 500.01 --reference bank-2")).isEqualTo(2);
        assertThat(err.toString()).contains("500.00 may go back, not 500.01").hasLineCount(1);
        assertThat(account("refund jinguan --amount 500 --reference bank-2")).isZero();
        assertThat(account("refund jinguan --amount 500 --reference bank-2"))
                .as("the same receipt again: %s", err)
                .isZero();
        assertThat(account("refund jinguan --amount 0.01 --reference bank-3")).isEqualTo(2);
        assertThat(money()).hasSize(2);
    }

    @Test
    void bad_input_gets_one_sentence_and_nothing_is_written() {
        for (String bad : List.of(
                "topup jinguan --amount much --reference bank-1",
                "topup jinguan --amount -5 --reference bank-1",
                "topup jinguan --amount 0 --reference bank-1",
                "topup jinguann --amount 5 --reference bank-1",
                "topup jinguan --amount 0.001 --reference bank-1",
                "topup jinguan --amount 5 --reference bank-1 --day yesterday",
                "refund jinguan --amount 5 --reference bank-1",
                "pay jinguan --amount 5 --invoice XH-1 --reference bank-1",
                "terms jinguan --payment-days -1",
                "terms jinguan --payment-days soon",
                "terms jinguan --payment-days 30 --credit-limit lots",
                "terms jinguan --payment-days 30 --credit-limit -1",
                "terms jinguan --credit-limit 5")) {
            assertThat(account(bad)).as(bad).isEqualTo(2);
            assertThat(err.toString().lines().findFirst().orElse("")).as(bad).isNotBlank();
            assertThat(err.toString()).as(bad).doesNotContain("\tat ");
            assertThat(money()).as(bad).isEmpty();
        }
        assertThat(account("show jinguan -o json")).isZero();
        assertThat(out.toString()).contains("\"limit\": {").doesNotContain("3000");
    }

    @Test
    void the_last_terms_count() {
        assertThat(account("terms jinguan --payment-days 30 --credit-limit 1000"))
                .isZero();
        assertThat(account("terms jinguan --payment-days 30 --credit-limit 2000"))
                .isZero();
        assertThat(out.toString()).contains("2,000.00").doesNotContain("1,000.00");
    }
}
