package io.xisuan.cli.tutorial;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as text, read back into cells: between two columns at least two places are blank in each of its lines.
 *
 * @param rows a wrapped cell is joined again, by blanks; rows of sums come last
 * @param lines how many lines below the heading are its own
 */
record PrintedTable(List<String> heading, List<List<String>> rows, int lines) {
    private static final int GAP = 2;
    private static final int FIRST_WIDE = 0x2E80;

    /** Stands in the second place of a character that takes two. */
    private static final char SECOND = '\0';

    /** A run of blank places, the end not included. */
    private record Gap(int begin, int end) {
        int size() {
            return end - begin;
        }
    }

    PrintedTable {
        heading = List.copyOf(heading);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Reads a table of the lines of its heading and of what follows, from the rule on. */
    static PrintedTable read(List<String> heading, List<String> below) {
        List<String> top = heading.stream().map(PrintedTable::placed).toList();
        int width = Math.max(
                below.getFirst().length(),
                top.stream().mapToInt(String::length).max().orElse(0));
        List<Gap> gaps = List.of(new Gap(0, width));
        for (String line : top) {
            gaps = gaps.stream().flatMap(gap -> blanks(line, gap).stream()).toList();
        }
        gaps = gaps.stream().filter(gap -> gap.end() < width && gap.begin() > 0).toList();
        int lines = 1;
        while (lines < below.size()) {
            List<Gap> narrowed = narrowed(gaps, placed(below.get(lines)));
            boolean isRow = !below.get(lines).isBlank() && narrowed.size() == gaps.size();
            if (!Printed.isRule(below.get(lines)) && !isRow) {
                break;
            }
            gaps = isRow ? narrowed : gaps;
            lines++;
        }
        return new PrintedTable(joined(top, gaps), rows(below.subList(1, lines), gaps), lines);
    }

    private static List<Gap> narrowed(List<Gap> gaps, String line) {
        List<Gap> narrowed = new ArrayList<>();
        for (Gap gap : gaps) {
            blanks(line, gap).stream()
                    .max((one, other) -> Integer.compare(one.size(), other.size()))
                    .ifPresent(narrowed::add);
        }
        return narrowed;
    }

    /** Returns the runs of at least two blank places of a line within a gap. */
    private static List<Gap> blanks(String line, Gap gap) {
        List<Gap> blanks = new ArrayList<>();
        int begin = gap.begin();
        for (int at = gap.begin(); at <= gap.end(); at++) {
            if (at == gap.end() || !isBlank(line, at)) {
                if (at - begin >= GAP) {
                    blanks.add(new Gap(begin, at));
                }
                begin = at + 1;
            }
        }
        return blanks;
    }

    private static boolean isBlank(String line, int at) {
        return at >= line.length() || line.charAt(at) == ' ';
    }

    /** A line whose first cell is empty goes on with the row above it, but below a rule a row begins. */
    private static List<List<String>> rows(List<String> lines, List<Gap> gaps) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        for (String line : lines) {
            boolean isRule = Printed.isRule(line);
            if (!row.isEmpty() && (isRule || begins(placed(line), gaps))) {
                rows.add(joined(row, gaps));
                row.clear();
            }
            if (!isRule) {
                row.add(placed(line));
            }
        }
        if (!row.isEmpty()) {
            rows.add(joined(row, gaps));
        }
        return rows;
    }

    private static boolean begins(String line, List<Gap> gaps) {
        int first = gaps.isEmpty() ? line.length() : gaps.getFirst().begin();
        return !line.substring(0, Math.min(first, line.length())).isBlank();
    }

    private static List<String> joined(List<String> lines, List<Gap> gaps) {
        List<String> cells = new ArrayList<>();
        int begin = 0;
        for (Gap gap : gaps) {
            cells.add(cell(lines, begin, gap.begin()));
            begin = gap.end();
        }
        cells.add(cell(lines, begin, Integer.MAX_VALUE));
        return cells;
    }

    private static String cell(List<String> lines, int begin, int end) {
        StringBuilder cell = new StringBuilder();
        for (String line : lines) {
            String part = line.substring(Math.min(begin, line.length()), Math.min(end, line.length()));
            cell.append(part.replace(String.valueOf(SECOND), "").strip()).append(' ');
        }
        return cell.toString().strip();
    }

    /** A char for each place on a terminal. */
    private static String placed(String line) {
        StringBuilder placed = new StringBuilder();
        line.chars().forEach(c -> {
            placed.append((char) c);
            if (c >= FIRST_WIDE) {
                placed.append(SECOND);
            }
        });
        return placed.toString();
    }
}
