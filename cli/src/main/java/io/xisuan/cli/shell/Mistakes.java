package io.xisuan.cli.shell;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.NearNames;
import io.xisuan.model.InputException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong command lines in one sentence each: which command, what is wrong, what was probably meant, and a line that works. */
record Mistakes(Roster roster, Language language) {
    private static final int MOST_NEAR = 3;

    /** Returns the sentence, without the program's name before it. */
    String sentence(ParameterException mistake) {
        CommandSpec command = mistake.getCommandLine().getCommandSpec();
        String path = Examples.path(command);
        return (path.isEmpty() ? "" : path + ": ") + what(mistake, command) + next(command);
    }

    private String what(ParameterException mistake, CommandSpec command) {
        if (mistake.getCause() instanceof InputException bad) {
            return named(mistake.getArgSpec()) + bad.getMessage();
        }
        return switch (mistake) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched, command);
            case MissingParameterException missing
            when !missing.getMissing().isEmpty() ->
                // What is missing was mostly given under a name that is none.
                mistake.getCommandLine().getUnmatchedArguments().stream()
                        .filter(word -> word.startsWith("-"))
                        .findFirst()
                        .map(word -> noOption(command, word))
                        .orElseGet(() -> missing(missing));
            case ParameterException other
            when isGroup(command) && other.getArgSpec() == null -> {
                String names = String.join(
                        language.of("、", ", "), command.subcommands().keySet());
                yield language.of("请写出子命令：" + names, "name one of its commands: " + names);
            }
            case OverwrittenOptionException twice ->
                language.of("%s 只能写一次", "%s may be given once").formatted(name(twice.getOverwritten()));
            case MutuallyExclusiveArgsException several ->
                language.of("只能选用其中一个：", "only one of these may be given: ") + exclusive(command);
            case ParameterException other
            when other.getArgSpec() != null && other.getValue() != null && language == Language.ZH ->
                "%s 的值 \"%s\" 不对%s".formatted(name(other.getArgSpec()), other.getValue(), wanted(other.getArgSpec()));
            case ParameterException other -> String.valueOf(other.getMessage());
        };
    }

    private String exclusive(CommandSpec command) {
        return command.argGroups().stream()
                .filter(ArgGroupSpec::exclusive)
                .flatMap(group -> group.args().stream())
                .map(Mistakes::name)
                .collect(Collectors.joining(language.of("、", ", ")));
    }

    /** What a value has to be, in Chinese, as far as its type says. */
    private static String wanted(ArgSpec argument) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (argument.completionCandidates() != null) {
            return "，可以是 " + String.join("、", argument.completionCandidates());
        }
        if (List.of(int.class, long.class, Integer.class, Long.class).contains(type)) {
            return "，应为整数";
        }
        if (type == BigDecimal.class) {
            return "，应为数字";
        }
        if (type == LocalDate.class) {
            return "，应为日期，例如 2026-03-31";
        }
        return type == YearMonth.class ? "，应为月份，例如 2026-03" : "";
    }

    private static boolean isGroup(CommandSpec command) {
        boolean runs = command.userObject() instanceof Runnable || command.userObject() instanceof Callable;
        return !command.subcommands().isEmpty() && !runs;
    }

    private String unmatched(UnmatchedArgumentException mistake, CommandSpec command) {
        String word = mistake.getUnmatched().getFirst();
        if (mistake.isUnknownOption()) {
            return noOption(command, word);
        }
        boolean top = Examples.path(command).isEmpty();
        if (top || !command.subcommands().isEmpty()) {
            List<String> known =
                    top ? roster.names() : List.copyOf(command.subcommands().keySet());
            return language.of("没有命令 \"%s\"", "there is no command \"%s\"").formatted(word) + meant(known, word);
        }
        return language.of("多了参数 \"%s\"", "\"%s\" is one argument too many").formatted(word);
    }

    private String noOption(CommandSpec command, String word) {
        List<String> known = command.options().stream()
                .flatMap(option -> Arrays.stream(option.names()))
                .toList();
        return language.of("没有选项 " + word, "there is no option " + word) + meant(known, word);
    }

    private String meant(List<String> known, String word) {
        List<String> near = NearNames.meant(known, word, MOST_NEAR);
        return near.isEmpty()
                ? ""
                : language.of("，是不是 ", ", did you mean ")
                        + String.join(language.of(" 或 ", " or "), near)
                        + language.of("？", "?");
    }

    private String missing(MissingParameterException mistake) {
        List<ArgSpec> missing = mistake.getMissing();
        boolean valueless = String.valueOf(mistake.getMessage())
                .matches("(?s)(Expected parameter|Missing required parameter for option).*");
        String names = missing.stream()
                .map(Mistakes::name)
                .collect(Collectors.joining(language.of("、", missing.size() > 2 ? ", " : " and ")));
        return valueless
                ? language.of("%s 后面缺少值", "%s wants a value").formatted(names)
                : language.of("缺少 %s", missing.size() == 1 ? "%s is missing" : "%s are missing")
                        .formatted(names);
    }

    private static String named(@Nullable ArgSpec argument) {
        return argument == null ? "" : name(argument) + ": ";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** A line that works for this command, or where it is explained. */
    private String next(CommandSpec command) {
        String help = "xisuan " + (Examples.path(command) + " --help").strip();
        return Examples.first(command)
                .map(example -> language.of("；例如：", "; for example: ") + example)
                .orElse(language.of("；用法见：", "; see ") + help);
    }
}
