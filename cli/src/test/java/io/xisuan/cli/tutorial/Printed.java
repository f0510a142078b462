package io.xisuan.cli.tutorial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An output as it can be compared: a line for each sentence and for each row of a table, however wide its columns and wherever its cells wrap. */
final class Printed {
    private static final int FIRST_WORDS = 2;

    private final List<String> output;
    private final Held held;
    private final List<String> comparable = new ArrayList<>();

    private Printed(List<String> output, Held held) {
        this.output = output;
        this.held = held;
    }

    static List<String> comparable(List<String> output, Held held) {
        Printed printed = new Printed(output, held);
        printed.read();
        return List.copyOf(printed.comparable);
    }

    private void read() {
        int at = 0;
        while (at < output.size()) {
            int rule = ruleAfter(at);
            at = rule > 0 ? table(at, rule) : sentence(at);
        }
    }

    /** Returns where the rule below the heading that begins here is, or 0 where no heading begins; wrapped headings go on below blanks. */
    private int ruleAfter(int heading) {
        int at = heading + 1;
        while (at < output.size() && output.get(at).startsWith("  ")) {
            at++;
        }
        boolean isHeading = !output.get(heading).isBlank() && !isRule(output.get(heading));
        return isHeading && at < output.size() && isRule(output.get(at)) ? at : 0;
    }

    static boolean isRule(String line) {
        return line.length() >= 3 && line.chars().allMatch(c -> c == '-');
    }

    private int table(int heading, int rule) {
        PrintedTable table = PrintedTable.read(output.subList(heading, rule), output.subList(rule, output.size()));
        comparable.add(joined(table.heading()));
        table.rows().forEach(row -> comparable.add(held == Held.ROWS_VARY ? steady(row.getFirst()) : joined(row)));
        return rule + table.lines();
    }

    private int sentence(int at) {
        String line = output.get(at).strip();
        if (!line.isEmpty()) {
            Stream<String> words = Stream.of(held.steady(line).split("\\s+"));
            comparable.add(
                    (held == Held.ROWS_VARY ? words.limit(FIRST_WORDS) : words).collect(Collectors.joining(" ")));
        }
        return at + 1;
    }

    private String joined(List<String> cells) {
        return cells.stream().map(this::steady).collect(Collectors.joining(" | "));
    }

    /** Without blanks, because a wrap also breaks words that have none. */
    private String steady(String cell) {
        return held.steady(cell).replaceAll("\\s", "");
    }
}
