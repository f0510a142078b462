package io.xisuan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the program says to a command line that it does not understand: one sentence, and what to do. */
class MistakesTest extends CommandTest {
    @Test
    void a_mistyped_command_is_answered_with_the_nearest_ones_and_no_usage() {
        assertThat(run("invocie", "list")).isEqualTo(2);

        assertThat(err.toString())
                .isEqualTo("xisuan: there is no command \"invocie\", did you mean invoice?; see xisuan --help\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_mistyped_command_of_a_group_is_answered_likewise() {
        assertThat(run("site", "lst")).isEqualTo(2);

        assertThat(err.toString())
                .isEqualTo("xisuan: site: there is no command \"lst\", did you mean list?; see xisuan site --help\n");
    }

    @Test
    void a_group_without_a_command_names_its_commands() {
        assertThat(run("site")).isEqualTo(2);

        assertThat(err.toString()).startsWith("xisuan: site: name one of its commands: list, show, stop-sell");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void a_missing_option_is_named_and_a_line_that_works_is_shown() {
        assertThat(run("site", "reclaim", "east")).isEqualTo(2);

        assertThat(err.toString())
                .isEqualTo(
                        "xisuan: site reclaim: --devices and --by are missing; for example: xisuan site reclaim east --devices 8 --by 10m\n");
    }

    @Test
    void a_mistyped_option_a_missing_value_and_an_argument_too_many_are_told_apart() {
        assertThat(run("site", "reclaim", "east", "--device", "8")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no option --device, did you mean --devices?");

        assertThat(run("site", "show", "east", "west")).isEqualTo(2);
        assertThat(err.toString()).contains("\"west\" is one argument too many; for example: xisuan site show east");

        assertThat(run("site", "list", "-o")).isEqualTo(2);
        assertThat(err.toString()).contains("--output wants a value");
    }

    @Test
    void nothing_at_all_is_answered_with_the_commands_and_the_code_of_bad_usage() {
        assertThat(run()).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("For finance").contains("  invoice ");
    }

    @Test
    void mistakes_are_told_in_chinese_where_that_is_the_language() {
        assertThat(run("--lang", "zh", "site", "reclaim", "east")).isEqualTo(2);

        assertThat(err.toString())
                .isEqualTo(
                        "xisuan: site reclaim: 缺少 --devices、--by；例如：xisuan site reclaim east --devices 8 --by 10m\n");
    }

    @Test
    void the_language_may_stand_behind_the_command_and_values_of_the_wrong_kind_are_told_in_it() {
        assertThat(run("site", "reclaim", "east", "--devices", "many", "--by", "10m", "--lang", "zh"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("xisuan: site reclaim: --devices 的值 \"many\" 不对，应为整数；例如：");

        assertThat(run("site", "list", "-o", "xml", "--lang", "zh")).isEqualTo(2);
        assertThat(err.toString()).contains("--output 的值 \"xml\" 不对，可以是 table、json、yaml、csv；例如：");

        assertThat(run("site", "list", "-o", "csv", "-o", "json", "--lang", "zh"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--output 只能写一次；例如：");
    }

    @Test
    void the_trace_is_printed_to_those_who_ask_for_it() {
        assertThat(run("site", "show", "--debug")).isEqualTo(2);

        assertThat(err.toString()).contains("SITE is missing").contains("\tat picocli.CommandLine");
    }

    @Test
    void colours_come_only_where_they_are_asked_for() {
        run("site", "lst");
        assertThat(err.toString()).doesNotContain("\u001b");

        run("--color", "always", "site", "lst");
        assertThat(err.toString()).startsWith("\u001b[31mxisuan:\u001b[0m ");
    }
}
