package io.xisuan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.CommonOptions;
import io.xisuan.cli.output.Prose;
import io.xisuan.cli.output.Terminal;
import io.xisuan.cli.shell.Examples;
import io.xisuan.cli.shell.HelpWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** The help of single commands in both languages: all of it is there, none is left over, and it fits a terminal of 80 cells. */
class HelpLanguageTest extends CommandTest {
    private static final String RESOURCE = "cli/src/main/resources/io/xisuan/cli/shell/help.zh.txt";
    private static final int WIDTH = 80;
    private static final List<CommandSpec> ALL = all(Main.whole().getCommandSpec(), new ArrayList<>());

    /** Words that have no Chinese form: names of commands, options, files, formats, values and products. */
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9$~<'\"{-][\\p{ASCII}&&[^ ]]*");

    /** Punctuation of English text between or after Chinese characters. */
    private static final Pattern HALF_WIDTH =
            Pattern.compile("[\\u4e00-\\u9fff][ ]?[,.;:!?](?: |$)|[\\u4e00-\\u9fff] ?[()]|[()] ?[\\u4e00-\\u9fff]");

    private static final Pattern ENGLISH_WORDS = Pattern.compile("\\b(?:[a-z]{2,} ){3,}[a-z]{2,}\\b");

    private static List<CommandSpec> all(CommandSpec command, List<CommandSpec> into) {
        if (!into.contains(command) && !command.usageMessage().hidden()) {
            into.add(command);
            command.subcommands().values().forEach(each -> all(each.getCommandSpec(), into));
        }
        return into;
    }

    /** What is wrong with the Chinese texts of all commands, each with its command. */
    private static List<String> wrong(BiFunction<CommandSpec, String, Optional<String>> rule) {
        return ALL.stream()
                .flatMap(command -> HelpWords.of(command).stream()
                        .flatMap(text -> rule.apply(command, text).stream())
                        .map(what -> Examples.path(command) + ": " + what))
                .distinct()
                .toList();
    }

    private static Optional<String> chinese(CommandSpec command, String text, Pattern found) {
        String zh = HelpWords.in(Language.ZH, command, text);
        return found.matcher(zh).find() ? Optional.of(zh) : Optional.empty();
    }

    @Test
    void every_text_of_every_command_has_its_chinese() {
        assertThat(ALL.size()).isGreaterThan(150);

        assertThat(wrong((command, text) ->
                        HelpWords.key(command, text).isPresent() ? Optional.empty() : Optional.of(text)))
                .as("write below each line of these its Chinese, indented, in " + RESOURCE)
                .isEmpty();
    }

    @Test
    void no_chinese_text_is_left_over() {
        TreeSet<String> left = new TreeSet<>(HelpWords.keys());
        ALL.forEach(command -> HelpWords.of(command)
                .forEach(text -> HelpWords.key(command, text).ifPresent(left::remove)));

        assertThat(left).as("no command says this: take it out of " + RESOURCE).isEmpty();
    }

    @Test
    void chinese_texts_are_chinese_to_their_end() {
        assertThat(wrong((command, text) -> {
                    String zh = HelpWords.in(Language.ZH, command, text);
                    return zh.matches(".*[\\u4e00-\\u9fff].*") || isName(text) ? Optional.empty() : Optional.of(zh);
                }))
                .isEmpty();
        assertThat(wrong((command, text) -> chinese(command, text, ENGLISH_WORDS)))
                .as("half translated")
                .isEmpty();
    }

    private static boolean isName(String text) {
        return Stream.of(text.split("[ ,]+"))
                        .allMatch(word -> NAMES.matcher(word).matches())
                && text.matches(".*[A-Z]{3,}.*|.*, .*");
    }

    @Test
    void chinese_texts_have_chinese_punctuation() {
        assertThat(wrong((command, text) -> chinese(command, text, HALF_WIDTH))).isEmpty();
        assertThat(wrong((command, text) -> {
                    String zh = HelpWords.in(Language.ZH, command, text);
                    boolean ends = text.endsWith(".") == zh.matches(".*(?:。|\\.\\.\\.)");
                    return ends ? Optional.empty() : Optional.of(zh);
                }))
                .as("a sentence ends with 。 where the English one ends with a full stop")
                .isEmpty();
    }

    @Test
    void help_is_printed_in_the_language_that_is_asked_for_wherever_the_option_stands() {
        assertThat(run("--lang", "zh", "invoice", "--help")).isZero();
        String chinese = out.toString();
        assertThat(chinese).startsWith("用法：xisuan invoice").contains("命令：").doesNotContain("Usage");

        for (String[] words : List.of(
                new String[] {"invoice", "--help", "--lang=zh"}, new String[] {"help", "invoice", "--lang", "ZH"})) {
            assertThat(run(words)).as(List.of(words).toString()).isZero();
            assertThat(out.toString()).isEqualTo(chinese);
        }

        assertThat(run("invoice", "--help", "--lang", "en")).isZero();
        assertThat(out.toString()).startsWith("Usage: xisuan invoice");
    }

    @Test
    void help_fits_eighty_cells_in_both_languages() {
        List<String> pages = new ArrayList<>();
        for (Language language : Language.values()) {
            CommonOptions common = new CommonOptions(Terminal.NONE);
            common.language(language);
            all(Main.whole(common).getCommandSpec(), new ArrayList<>())
                    .forEach(command -> pages.add(command.commandLine().getUsageMessage()));
        }

        assertThat(pages).hasSize(Language.values().length * ALL.size());
        assertThat(pages.stream().flatMap(String::lines))
                .noneMatch(line -> Prose.width(line) > WIDTH)
                .noneMatch(line -> line.endsWith("（") || line.strip().matches("[，。；：）、].*"));
    }

    @Test
    void an_example_that_is_too_wide_goes_on_below_as_a_shell_takes_it() {
        assertThat(run("--lang", "en", "voucher", "grant", "--help")).isZero();

        assertThat(out.toString()).contains("""
                          xisuan voucher grant --programme chengdu-2025 --tenant jinguan \\
                              --contract c-jinguan-2025 --number CD-1 --amount 150000 \\
                        """);
    }

    @Test
    void remarks_on_examples_stand_above_them() {
        assertThat(run("--lang", "zh", "doctor", "--help")).isZero();

        assertThat(out.toString()).contains("""

                          # 准入策略改为 Deny 会拒绝什么
                          xisuan doctor --only policies
                        """);
    }

    @Test
    void completion_explains_in_the_language_too() {
        assertThat(run("__complete", "--lang", "zh", "site", "recl")).isZero();
        assertThat(out.toString()).isEqualTo("reclaim\t请 operator 在期限前把若干张卡归还站点业主：作业…\n");

        assertThat(run("__complete", "--lang", "en", "site", "recl")).isZero();
        assertThat(out.toString()).startsWith("reclaim\tAsks the operator to give");
    }
}
