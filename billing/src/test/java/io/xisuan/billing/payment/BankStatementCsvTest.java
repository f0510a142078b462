package io.xisuan.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BankStatementCsvTest {
    private static BankStatementCsv.Statement read(String... lines) {
        return BankStatementCsv.read("bank.csv", new StringReader(String.join("\n", lines)), "clerk", 7);
    }

    @Test
    void a_chinese_statement_is_read_below_what_the_bank_puts_above() {
        BankStatementCsv.Statement statement = read(
                "\uFEFF中国某银行对账单,,,,,,",
                "账号：6222,,,,,,",
                "交易日期,交易流水号,借贷标志,交易金额（元）,对方户名,摘要,余额",
                "2026/3/5 10:11:12,\"=\"\"0001\"\"\",贷,\"1,234.50\",北京示例智能科技有限公司,付ZW-2026-000001,9",
                "20260306,0002,借,5.00,某人,手续费,4",
                "",
                "2026-03-07,0003,贷,￥0.01,,,");
        assertThat(statement.outgoing()).isEqualTo(1);
        assertThat(statement.lines()).extracting(BankLine::reference).containsExactly("0001", "0003");
        BankLine first = statement.lines().getFirst();
        assertThat(first.amount()).isEqualTo(Money.parseYuan("1234.50"));
        assertThat(first.recorded().day()).isEqualTo(LocalDate.parse("2026-03-05"));
        assertThat(first.payer()).isEqualTo("北京示例智能科技有限公司");
        assertThat(first.remark()).isEqualTo("付ZW-2026-000001");
    }

    @Test
    void an_english_statement_with_a_column_of_credits_is_read() {
        BankStatementCsv.Statement statement = read(
                "Date,Reference,Debit,Credit,Payer,Memo",
                "2026-03-05,r-1,,60.00,Example AI,ZW-2026-000001",
                "2026-03-05,r-2,7.00,,Example AI,fee");
        assertThat(statement.lines()).hasSize(1);
        assertThat(statement.outgoing()).isEqualTo(1);
    }

    @Test
    void what_is_wrong_is_named_by_line_and_column() {
        record Case(String line, String problem) {}
        for (Case one : List.of(
                new Case("2026-03-05,r-1,12.345,贷", "bank.csv:2: 交易金额: \"12.345\" has more than two decimals"),
                new Case("2026-03-05,r-1,zwölf,贷", "bank.csv:2: 交易金额: "),
                new Case("2026-02-30,r-1,12,贷", "bank.csv:2: 交易日期: \"2026-02-30\" is no day"),
                new Case("5.3.2026,r-1,12,贷", "bank.csv:2: 交易日期: "),
                new Case("2026-03-05,,12,贷", "bank.csv:2: 交易流水号: is empty"),
                new Case("2026-03-05,r-1,12,左", "bank.csv:2: 借贷标志: \"左\" is neither in"),
                new Case("2026-03-05,r-1,,贷", "bank.csv:2: 交易金额: "))) {
            assertThatThrownBy(() -> read("交易日期,交易流水号,交易金额,借贷标志", one.line()))
                    .as(one.line())
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(one.problem());
        }
        assertThatThrownBy(() -> read("日期,流水号,金额", "2026-03-05,r,1", "2026-03-05,r,1"))
                .hasMessageContaining("bank.csv:3: 交易流水号: r is in the file twice");
    }

    @Test
    void a_file_without_the_columns_says_which_are_wanted() {
        assertThatThrownBy(() -> read("a,b,c", "1,2,3")).hasMessageContaining("wanted are 交易流水号, 交易日期, 交易金额");
        assertThatThrownBy(() -> read("日期,流水号,别的", "2026-03-05,r,1"))
                .hasMessageContaining("bank.csv:1: header: no column says how much");
        assertThatThrownBy(() -> read("")).isInstanceOf(InputException.class);
    }

    @Test
    void amounts_that_do_not_say_which_way_they_went_are_not_taken_for_money_that_came_in() {
        assertThatThrownBy(() -> read("date,reference,amount", "2026-03-05,r-1,5.00", "2026-03-05,r-2,7.00"))
                .hasMessageContaining("bank.csv:1: header: no column says whether money came in or went out");
        assertThat(read("date,reference,amount", "2026-03-05,r-1,5.00", "2026-03-05,r-2,-7.00")
                        .lines())
                .hasSize(1);
        assertThat(read("日期,流水号,交易金额,贷方发生额", "2026-03-05,r-1,5.00,", "2026-03-05,r-2,7.00,7.00")
                        .lines())
                .as("the column of credits says more than that of amounts")
                .extracting(BankLine::reference)
                .containsExactly("r-2");
    }

    @Test
    void a_negative_amount_is_money_that_went_out() {
        assertThat(read("date,reference,amount", "2026-03-05,r-1,-5.00").outgoing())
                .isEqualTo(1);
    }
}
