package io.xisuan.cli.shell;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Prose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The help of one command, in English or Chinese: how it is called, what it does, its arguments, its own options before those that most
 * commands have, its commands, and examples that can be copied. Nothing is wider than the terminal, and no path or URL is broken.
 */
record HelpPage(Help help, Language language) {
    private static final String INDENT = "  ";
    private static final String FURTHER = "      ";
    private static final int WIDEST_LABEL = 28;
    private static final Set<String> COMMON =
            new TreeSet<>(List.of("--help", "--lang", "--output", "--version", "--width"));

    /** What stands left, as it is coloured and as wide as it is, and what stands right of it. */
    private record Row(String label, int width, String text) {}

    /** Returns the page. */
    String text() {
        List<String> lines = new ArrayList<>();
        usage(lines);
        sentences(words(HelpWords.about(spec()))).forEach(each -> lines.addAll(Prose.lines(each, width())));
        rows(language.of("参数：", "Arguments:"), parameters(), lines);
        rows(language.of("选项：", "Options:"), options(option -> !isCommon(option)), lines);
        rows(language.of("通用选项：", "Common options:"), options(HelpPage::isCommon), lines);
        rows(language.of("命令：", "Commands:"), commands(), lines);
        footer(lines);
        return String.join("\n", lines) + "\n";
    }

    private CommandSpec spec() {
        return help.commandSpec();
    }

    private int width() {
        return spec().usageMessage().width();
    }

    private String words(String english) {
        return HelpWords.in(language, spec(), english);
    }

    private void usage(List<String> lines) {
        String heading = language.of("用法：", "Usage: ");
        String calls = help.synopsis(Prose.width(heading));
        lines.addAll((heading + calls).stripTrailing().lines().toList());
        lines.add("");
    }

    /** The first sentence and the others, as the list of commands above shows the first alone. */
    static List<String> sentences(String text) {
        return List.of(text.split("(?<=[.] )(?=\\p{Lu})|(?<=。)", 2)).stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private List<Row> parameters() {
        return spec().positionalParameters().stream()
                .filter(each -> !each.hidden())
                .map(each -> {
                    Help.Ansi.Text label = help.parameterLabelRenderer()
                            .renderParameterLabel(
                                    each,
                                    help.colorScheme().ansi(),
                                    help.colorScheme().parameterStyles());
                    return row(label, words(HelpWords.about(each)));
                })
                .toList();
    }

    private List<Row> options(Predicate<OptionSpec> which) {
        return spec().options().stream()
                .filter(which.and(option -> !option.hidden()))
                .sorted(Comparator.comparing(HelpPage::letters))
                .map(option -> row(label(option), words(HelpWords.about(option))))
                .toList();
    }

    private Help.Ansi.Text label(OptionSpec option) {
        Help.Ansi.Text[] cells =
                help.createDefaultOptionRenderer().render(option, help.parameterLabelRenderer(), help.colorScheme())[0];
        Help.Ansi.Text apart =
                cells[1].plainString().isEmpty() ? help.colorScheme().text("    ") : cells[1];
        return apart.concat(cells[2].plainString().isEmpty() ? cells[2] : cells[2].concat(" "))
                .concat(cells[3]);
    }

    private static String letters(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    private static boolean isCommon(OptionSpec option) {
        return COMMON.contains(option.longestName());
    }

    private List<Row> commands() {
        List<Row> rows = new ArrayList<>();
        for (CommandLine each : new LinkedHashSet<>(spec().subcommands().values())) {
            CommandSpec command = each.getCommandSpec();
            String about = HelpWords.in(language, command, HelpWords.about(command));
            rows.add(row(
                    help.colorScheme().commandText(command.name()),
                    sentences(about).stream().findFirst().orElse("")));
        }
        return rows;
    }

    private static Row row(Help.Ansi.Text label, String text) {
        return new Row(label.toString(), Prose.width(label.plainString()), text);
    }

    private void rows(String heading, List<Row> rows, List<String> lines) {
        if (rows.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(heading);
        int widest = rows.stream()
                .mapToInt(Row::width)
                .filter(each -> each <= WIDEST_LABEL)
                .max()
                .orElse(FURTHER.length());
        rows.forEach(row -> lines.addAll(lines(row, widest)));
    }

    /** A label that is too wide for the column stands above what is said of it. */
    private List<String> lines(Row row, int widest) {
        String left = " ".repeat(INDENT.length() * 2 + widest);
        boolean isBeside = row.width() <= widest;
        List<String> lines = new ArrayList<>(isBeside ? List.of() : List.of(INDENT + row.label()));
        for (String text : Prose.lines(row.text(), width() - left.length())) {
            lines.add(left + text);
        }
        if (isBeside) {
            String first = INDENT + row.label() + left.substring(INDENT.length() + row.width());
            lines.set(0, first + lines.getFirst().substring(left.length()));
        }
        return lines;
    }

    private void footer(List<String> lines) {
        Footer footer = Footer.of(spec());
        if (!footer.examples().isEmpty()) {
            lines.add("");
            lines.add(language.of("示例：", footer.examples().size() == 1 ? "Example:" : "Examples:"));
        }
        boolean isFirst = true;
        for (Footer.Example example : footer.examples()) {
            if (!isFirst && !example.about().isEmpty()) {
                lines.add("");
            }
            remark(example).forEach(line -> lines.add(INDENT + "# " + line));
            lines.addAll(call(example.command()));
            isFirst = false;
        }
        for (String note : footer.notes()) {
            lines.add("");
            lines.addAll(Prose.lines(words(note), width()));
        }
    }

    private List<String> remark(Footer.Example example) {
        return example.about().isEmpty()
                ? List.of()
                : Prose.lines(words(example.about()), width() - INDENT.length() * 2);
    }

    /** A command as a shell takes it: one that is too wide goes on below, after a backslash. */
    private List<String> call(String command) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(INDENT);
        for (String part : command.split(" (?=--?[a-zA-Z]|[|>] )")) {
            if (!line.toString().isBlank() && Prose.width(line + " " + part + " \\") > width()) {
                lines.add(line + " \\");
                line.setLength(0);
                line.append(FURTHER);
            }
            line.append(line.toString().isBlank() ? "" : " ").append(part);
        }
        lines.add(line.toString());
        return lines;
    }
}
