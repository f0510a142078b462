package io.xisuan.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.Money;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTextTest {
    private static final Table SITES = Table.of(
                    Column.name("site", "Site 站点"),
                    Column.number("devices", "GPUs"),
                    Column.number("gross", "Gross CNY"),
                    Column.text("why", "Why"))
            .row("中卫 zhongwei", 1_024, Money.ofFen(123_456_789), "最低价")
            .row("guian", 8, Money.ofFen(-5), "spare")
            .total("2 sites", 1_032, Money.ofFen(123_456_784), "")
            .build();

    @Test
    void columns_line_up_although_chinese_characters_are_twice_as_wide() {
        assertThat(TableText.lines(SITES, 0))
                .containsExactly(
                        "Site 站点       GPUs     Gross CNY  Why",
                        "------------------------------------------",
                        "中卫 zhongwei  1,024  1,234,567.89  最低价",
                        "guian              8         -0.05  spare",
                        "------------------------------------------",
                        "2 sites        1,032  1,234,567.84");
    }

    @Test
    void an_empty_table_says_that_there_is_nothing() {
        Table empty = Table.of(Column.name("job", "Job")).build();

        assertThat(TableText.lines(empty, 0)).containsExactly("Job", "---", "(none)");
    }

    @Test
    void long_words_go_on_below_when_the_terminal_is_narrow_and_figures_stay_whole() {
        Table table = Table.of(Column.number("n", "N"), Column.text("why", "Why"))
                .row(1_234_567, "no site has 64 spare GPUs")
                .row(2, "算力券不适用于该站点，缺少规则。")
                .build();

        assertThat(TableText.lines(table, 23))
                .containsExactly(
                        "        N  Why",
                        "-----------------------",
                        "1,234,567  no site has",
                        "           64 spare",
                        "           GPUs",
                        "        2  算力券不适用",
                        "           于该站点，缺",
                        "           少规则。");
    }

    @Test
    void a_column_that_is_cut_ends_in_an_ellipsis_within_its_width() {
        Table table = Table.of(Column.text("why", "Why").cut()).row("中国移动云能力中心").build();

        assertThat(TableText.lines(table, 9)).containsExactly("Why", "---------", "中国移动…");
    }

    @Test
    void a_word_wider_than_the_column_is_broken_rather_than_lost() {
        assertThat(TextWrap.lines("aaaaaaaaaaaa bb", 5)).containsExactly("aaaaa", "aaaaa", "aa bb");
        assertThat(TextWrap.lines("", 5)).containsExactly("");
    }

    @Test
    void what_combines_takes_no_width_and_an_emoji_takes_two() {
        assertThat(DisplayWidth.of("é")).isEqualTo(1);
        assertThat(DisplayWidth.of("👩‍💻")).isEqualTo(2);
        assertThat(DisplayWidth.of("✔️")).isEqualTo(2);
        assertThat(DisplayWidth.of("🇨🇳")).isEqualTo(2);
        assertThat(DisplayWidth.of("ＡＢ￥")).isEqualTo(6);
        assertThat(DisplayWidth.of("𠮷¥…")).isEqualTo(4);
        assertThat(DisplayWidth.of("ｶ한글")).isEqualTo(5);
    }

    @Test
    void a_job_name_cannot_move_the_cursor_or_break_the_line() {
        Table table =
                Table.of(Column.name("job", "Job")).row("a\u001b[2Jb\nc\u009bd").build();

        assertThat(TableText.lines(table, 0)).containsExactly("Job", "----------", "a\uFFFD[2Jb c\uFFFDd");
    }

    @Test
    void an_absent_value_is_shown_as_a_dash() {
        Table table = Table.of(Column.number("eta", "ETA"))
                .row(Optional.empty())
                .row(Optional.of(Money.ofFen(100_000)))
                .build();

        assertThat(TableText.lines(table, 0)).containsExactly("     ETA", "--------", "       -", "1,000.00");
    }

    @Test
    void a_row_with_another_number_of_cells_is_refused() {
        Table.Builder table = Table.of(Column.name("a", "A"), Column.name("b", "B"));

        assertThatThrownBy(() -> table.row("only one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 cells for 2 columns: [only one]");
        assertThat(List.of(table.build().rows())).containsExactly(List.of());
    }
}
