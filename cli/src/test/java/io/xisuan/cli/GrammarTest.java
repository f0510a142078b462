package io.xisuan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.shell.Examples;
import io.xisuan.cli.shell.Listed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** One grammar over all commands: each is explained, has examples that the program itself understands, and prints what it was asked for. */
class GrammarTest extends CommandTest {
    /** Commands whose result is no table: they serve, write what they are named for, or speak to a shell. */
    private static final Set<String> PRINT_NO_RESULT = Set.of(
            "claim accept",
            "claim clawback",
            "claim pay",
            "claim reconcile",
            "claim reject",
            "claim submit",
            "claim withdraw",
            "completion bash",
            "completion fish",
            "completion zsh",
            "install",
            "journal export",
            "journal prove",
            "logs",
            "operator",
            "programmes manifest");

    private static final String CHINESE = ".*[\\u4e00-\\u9fff].*";

    private static final List<CommandSpec> DOING = found();

    /** Returns the specifications of all commands that do something, in the order of their names. */
    private static List<CommandSpec> found() {
        List<CommandSpec> found = new ArrayList<>();
        collect(Main.whole().getCommandSpec(), found);
        return found.stream()
                .distinct()
                .filter(command -> !command.usageMessage().hidden())
                .filter(command -> command.subcommands().isEmpty() || isRunnable(command))
                .toList();
    }

    private static List<CommandSpec> doing() {
        return DOING;
    }

    private static boolean isRunnable(CommandSpec command) {
        return command.userObject() instanceof Runnable
                || (command.userObject() instanceof Callable
                        && !Examples.path(command).isEmpty());
    }

    private static void collect(CommandSpec command, List<CommandSpec> into) {
        into.add(command);
        command.subcommands().values().forEach(each -> collect(each.getCommandSpec(), into));
    }

    private static List<String> wrong(Function<CommandSpec, Stream<String>> rule) {
        return doing().stream()
                .flatMap(command -> rule.apply(command).map(what -> Examples.path(command) + ": " + what))
                .toList();
    }

    @Test
    void there_are_enough_commands_for_the_rules_to_mean_something() {
        assertThat(doing().size()).isGreaterThan(100);
    }

    @Test
    void every_command_has_an_example_of_its_own() {
        assertThat(wrong(command -> Examples.of(command).stream()
                                .anyMatch(
                                        example -> (example + " ").startsWith("xisuan " + Examples.path(command) + " "))
                        ? Stream.empty()
                        : Stream.of("write `footer = {\"\", \"Example:\", \"  xisuan " + Examples.path(command)
                                + " ...\"}`")))
                .isEmpty();
    }

    @Test
    void the_program_understands_every_example() {
        CommandLine whole = Main.whole();

        assertThat(wrong(command -> Examples.of(command).stream().flatMap(example -> refusal(whole, example).stream())))
                .isEmpty();
    }

    private static List<String> refusal(CommandLine whole, String example) {
        List<String> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)").matcher(example);
        while (matcher.find()) {
            words.add(Stream.of(1, 2, 3)
                    .map(matcher::group)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(""));
        }
        try {
            whole.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
            return List.of();
        } catch (CommandLine.ParameterException refused) {
            return List.of("%s -> %s".formatted(example, refused.getMessage()));
        }
    }

    @Test
    void every_command_says_in_a_sentence_what_it_does() {
        assertThat(wrong(command -> {
                    String description = String.join(" ", command.usageMessage().description());
                    return description.matches("(?s)[\\p{Lu}].*[.']\\s*")
                            ? Stream.empty()
                            : Stream.of("description \"" + description + "\"");
                }))
                .isEmpty();
    }

    @Test
    void a_percent_sign_in_a_help_text_is_written_twice() {
        assertThat(wrong(command -> Stream.of(
                                Arrays.stream(command.usageMessage().description()),
                                Arrays.stream(command.usageMessage().footer()),
                                command.args().stream().flatMap(argument -> Arrays.stream(argument.description())))
                        .flatMap(texts -> texts)
                        .filter(text -> text.replace("%%", "").replace("%n", "").contains("%"))))
                .isEmpty();
    }

    @Test
    void every_option_and_every_argument_is_explained() {
        assertThat(wrong(command -> command.args().stream()
                        .filter(argument ->
                                String.join("", argument.description()).isBlank())
                        .map(ArgSpec::paramLabel)))
                .isEmpty();
    }

    @Test
    void what_is_said_of_an_option_is_a_sentence_too() {
        assertThat(wrong(command -> command.args().stream()
                        .map(argument -> String.join(" ", argument.description()))
                        .filter(text -> !text.endsWith("."))))
                .isEmpty();
    }

    @Test
    void every_result_can_be_had_as_a_table_json_yaml_and_csv() {
        TreeSet<String> without = new TreeSet<>();
        doing().stream()
                .filter(command -> command.findOption("-o") == null)
                .map(Examples::path)
                .forEach(without::add);

        without.removeAll(PRINT_NO_RESULT);

        assertThat(without)
                .as("mix in cli.output.OutputOption, or say in PRINT_NO_RESULT why there is no result")
                .isEmpty();
    }

    @Test
    void the_help_of_every_command_is_printed() {
        for (CommandSpec command : doing()) {
            List<String> words = new ArrayList<>(List.of(
                    Examples.path(command).isEmpty()
                            ? new String[0]
                            : Examples.path(command).split(" ")));
            words.add("--help");

            assertThat(run(words.toArray(String[]::new)))
                    .as("%s: %s", words, err)
                    .isZero();

            assertThat(err.toString()).as(words.toString()).isEmpty();
            assertThat(out.toString()).as(words.toString()).contains("xisuan " + Examples.path(command));
        }
    }

    @Test
    void the_help_at_the_top_lists_every_command_in_both_languages() {
        for (Language language : Language.values()) {
            assertThat(run("--lang", language.toString(), "--help")).isZero();

            assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
            for (Listed command : Commands.roster().commands()) {
                assertThat(out.toString()).contains("\n  " + command.name() + " ");
                assertThat(command.zh()).matches(CHINESE);
                assertThat(command.en()).doesNotMatch(CHINESE);
            }
        }
    }

    @Test
    void a_name_stands_for_one_command() {
        assertThat(Commands.roster().names()).doesNotHaveDuplicates();
        assertThat(Arrays.asList(run("site", "--help"), run("help", "site"))).containsOnly(0);
    }
}
