package io.xisuan.cli.shell;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Prose;
import java.util.ArrayList;
import java.util.List;

/** The program's help at the top: what it is, and its commands by whom they serve. */
public record TopHelp(Roster roster, Language language) {
    private static final int INDENT = 2;

    /**
     * Returns the lines.
     *
     * @param width the cells of a line
     */
    public List<String> lines(int width) {
        List<String> lines = new ArrayList<>();
        lines.add(language.of("用法：xisuan 命令 [选项]", "Usage: xisuan COMMAND [OPTION...]"));
        lines.add("");
        lines.addAll(Prose.lines(
                language.of(
                        "把 AI 训练作业放到各数据中心的空闲算力上，计量实际用量，并按扣除算力券后的金额开票。",
                        "Places AI training jobs onto spare GPU capacity, meters them, bills them net of vouchers."),
                width));
        int widest = roster.names().stream().mapToInt(String::length).max().orElse(0);
        for (Section section : roster.sections()) {
            lines.add("");
            lines.add(section.heading(language));
            for (Listed command : section.commands()) {
                lines.addAll(row(command.name(), command.words(language), widest, width));
            }
        }
        lines.addAll(options(widest, width));
        lines.add("");
        lines.add(language.of("例如：", "For example:"));
        lines.add("  xisuan demo");
        lines.add("  xisuan quote make --help");
        return lines;
    }

    private List<String> options(int widest, int width) {
        List<String> lines = new ArrayList<>(List.of("", language.of("所有命令的选项", "Options of all commands")));
        lines.addAll(row(
                "-h, --help",
                language.of("显示命令的用法和示例。", "Shows how a command is used, with examples."),
                widest,
                width));
        lines.addAll(row(
                "--lang zh|en",
                language.of(
                        "显示语言（默认按 XISUAN_LANG、当前环境或系统区域）。",
                        "The language (default: XISUAN_LANG, else the context's, else the locale's)."),
                widest,
                width));
        lines.addAll(row(
                "-o FORMAT",
                language.of("结果格式：table、json、yaml、csv。", "The form of results: table, json, yaml, csv."),
                widest,
                width));
        lines.addAll(row(
                "--color WHEN",
                language.of(
                        "颜色：auto、always、never（默认 auto，遵守 NO_COLOR）。",
                        "Colours: auto, always, never (default: auto; NO_COLOR is kept)."),
                widest,
                width));
        lines.addAll(
                row("--debug", language.of("出错时显示完整的调用栈。", "Prints the whole trace of a failure."), widest, width));
        return lines;
    }

    private static List<String> row(String name, String words, int widest, int width) {
        int column = INDENT + Math.max(widest, 14) + INDENT;
        List<String> text = Prose.lines(words, Math.max(20, width - column));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            String head = i == 0 ? " ".repeat(INDENT) + name : "";
            lines.add(head + " ".repeat(Math.max(1, column - head.length())) + text.get(i));
        }
        return lines;
    }
}
