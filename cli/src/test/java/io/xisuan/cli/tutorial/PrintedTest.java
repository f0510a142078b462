package io.xisuan.cli.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedTest {
    private static final String TABLE = """
            Job     卡数  CNY   Says
            -----------------------------
            first     16  0.28
            第二个     8  0.14  every worker
                                ended
            -----------------------------
                      24  0.42
            Two jobs of 2026-11-29 18:55.
            """;

    @Test
    void a_table_is_read_back_into_cells_and_what_follows_into_sentences() {
        assertThat(of(TABLE, Held.WHOLE))
                .containsExactly(
                        "Job | 卡数 | CNY | Says",
                        "first | 16 | 0.28 | ",
                        "第二个 | 8 | 0.14 | everyworkerended",
                        " | 24 | 0.42 | ",
                        "Two jobs of <time>.");
    }

    @Test
    void wider_columns_and_other_wraps_are_the_same() {
        String wider = """
                Job         卡数    CNY   Says
                ---------------------------------------
                first         16    0.28
                第二个         8    0.14  every worker ended
                ---------------------------------------
                              24    0.42
                Two jobs of 2027-01-01 00:00.
                """;
        assertThat(of(wider, Held.WHOLE)).isEqualTo(of(TABLE, Held.WHOLE));
    }

    @Test
    void another_column_row_number_or_sentence_is_a_difference() {
        List<String> whole = of(TABLE, Held.WHOLE);
        assertThat(of(TABLE.replace("CNY", "USD"), Held.WHOLE)).isNotEqualTo(whole);
        assertThat(of(TABLE.replace("first     16  0.28\n", ""), Held.WHOLE)).isNotEqualTo(whole);
        assertThat(of(TABLE.replace("0.14", "0.15"), Held.WHOLE)).isNotEqualTo(whole);
        assertThat(of(TABLE.replace("Two jobs", "Both jobs"), Held.WHOLE)).isNotEqualTo(whole);
        assertThat(of(TABLE.replace("ended", "failed"), Held.WHOLE)).isNotEqualTo(whole);
    }

    @Test
    void where_numbers_vary_the_words_stay_and_where_rows_vary_their_names() {
        String other = TABLE.replace("0.14", "0.15");
        assertThat(of(other, Held.NUMBERS_VARY)).isEqualTo(of(TABLE, Held.NUMBERS_VARY));
        String failed = TABLE.replace("ended", "failed");
        assertThat(of(failed, Held.NUMBERS_VARY)).isNotEqualTo(of(TABLE, Held.NUMBERS_VARY));
        assertThat(of(failed, Held.ROWS_VARY))
                .isEqualTo(of(TABLE, Held.ROWS_VARY))
                .contains("Job | 卡数 | CNY | Says", "第二个", "Two jobs");
        assertThat(of(TABLE.replace("first ", "other "), Held.ROWS_VARY)).isNotEqualTo(of(TABLE, Held.ROWS_VARY));
    }

    @Test
    void identities_spans_and_what_is_left_pass_and_names_and_prices_do_not() {
        assertThat(Steady.of("operator_04dba66a has led for 3 min 36 s, 99,999.88 left at 127.0.0.1:38511"))
                .isEqualTo("<leader> has led for <span>, <left> left at <address>");
        assertThat(Steady.of("quote 123456789012 of first-gang: 134.40 of 100,000.00"))
                .isEqualTo("quote <hash> of first-gang: 134.40 of 100,000.00");
        assertThat(Steady.withoutNumbers("east-h800-1 nvidia.com/gpu/3 120000 device-ms x 0.40, v1.36.3"))
                .isEqualTo("east-h800-1 nvidia.com/gpu/3 <number> device-ms x <number>, v1.36.3");
    }

    private static List<String> of(String text, Held held) {
        return Printed.comparable(text.lines().toList(), held);
    }
}
