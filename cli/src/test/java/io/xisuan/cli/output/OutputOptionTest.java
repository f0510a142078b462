package io.xisuan.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.Money;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class OutputOptionTest {
    @Test
    void without_an_option_people_get_a_table() {
        assertThat(run().out()).isEqualTo("""
                        Site     Amount
                        ---------------
                        =1+1   1,234.50
                        a,"b"      7.00
                        """);
    }

    @Test
    void json_is_the_value_with_keys_in_their_declared_order() {
        assertThat(run("-o", "json").out()).isEqualTo("""
                        {
                          "site": "=1+1",
                          "amount": {
                            "fen": 123450,
                            "currency": "CNY"
                          },
                          "share": 0.000000010,
                          "at": "2026-08-01T00:00:00Z",
                          "by": {
                            "a": 1,
                            "b": 2
                          },
                          "reason": null,
                          "pool": "中卫",
                          "empty": []
                        }
                        """);
    }

    @Test
    void yaml_is_the_same_value() {
        assertThat(run("--output=yaml").out()).isEqualTo("""
                        site: =1+1
                        amount:
                          fen: 123450
                          currency: CNY
                        share: 0.000000010
                        at: 2026-08-01T00:00:00Z
                        by:
                          a: 1
                          b: 2
                        reason: null
                        pool: 中卫
                        empty: []
                        """);
    }

    @Test
    void csv_has_plain_numbers_quotes_what_needs_it_and_runs_no_formula() {
        assertThat(run("-o", "csv").out()).isEqualTo("site,amount\n'=1+1,1234.50\n\"a,\"\"b\"\"\",7.00\n");
    }

    @Test
    void a_negative_number_is_no_formula_but_a_text_that_looks_like_one_is() {
        Table table = Table.of(Column.name("a", "A"), Column.number("n", "N"))
                .row("-1", -1)
                .row("＝1", Optional.of(Money.ofFen(-100)))
                .row("多行\n文字", Optional.empty())
                .build();
        StringWriter text = new StringWriter();

        new Output(new PrintWriter(text), Format.CSV, 0).print(List.of(), table);

        assertThat(text.toString()).isEqualTo("a,n\n'-1,-1\n'＝1,-1.00\n\"多行\n文字\",\n");
    }

    @Test
    void an_empty_table_is_a_header_in_csv() {
        StringWriter text = new StringWriter();

        new Output(new PrintWriter(text), Format.CSV, 0)
                .print(List.of(), Table.of(Column.name("a", "A")).build());

        assertThat(text.toString()).isEqualTo("a\n");
    }

    @Test
    void an_unknown_format_and_a_negative_width_are_refused() {
        assertThat(run("-o", "xml").err()).contains("'xml'").contains("table, json, yaml, csv");
        assertThat(run("--width", "-1").err()).contains("--width -1: a width is 0 or more");
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new Show());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.setExecutionExceptionHandler((failure, command, result) -> {
            command.getErr().println(failure.getMessage());
            return 2;
        });
        line.execute(arguments);
        return new Ran(out.toString(), err.toString());
    }

    private record Ran(String out, String err) {}

    private record Result(
            String site,
            Money amount,
            BigDecimal share,
            Instant at,
            Map<String, Integer> by,
            Optional<String> reason,
            Optional<String> pool,
            List<String> empty) {}

    @Command(name = "show")
    private static final class Show implements Runnable {
        @Mixin
        private final OutputOption output = new OutputOption();

        @Override
        public void run() {
            Map<String, Integer> by = new HashMap<>(Map.of("b", 2, "a", 1));
            Result result = new Result(
                    "=1+1",
                    Money.ofFen(123_450),
                    new BigDecimal("0.000000010"),
                    Instant.parse("2026-08-01T00:00:00Z"),
                    by,
                    Optional.empty(),
                    Optional.of("中卫"),
                    List.of());
            Table table = Table.of(Column.name("site", "Site"), Column.number("amount", "Amount"))
                    .row(result.site(), result.amount())
                    .row("a,\"b\"", Money.ofFen(700))
                    .build();
            output.print(result, table);
        }
    }
}
