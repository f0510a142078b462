package io.xisuan.scheduler.simulation.trace;

import io.xisuan.model.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a file below its header line, without blank lines.
 *
 * @param comments the lines above the header that begin with {@code #}
 */
record CsvFile(String name, List<String> comments, int headerLine, Header header, List<Row> rows) {
    CsvFile {
        comments = List.copyOf(comments);
        rows = List.copyOf(rows);
    }

    static CsvFile read(Iterable<String> lines, String name) {
        List<String> comments = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        Header header = new Header(List.of());
        int headerLine = 0;
        int number = 0;
        for (String raw : lines) {
            number++;
            String line = number == 1 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
            if (line.isBlank()) {
                continue;
            }
            if (headerLine > 0) {
                rows.add(new Row(name, number, header, CsvLine.split(line, name, number)));
            } else if (line.startsWith("#")) {
                comments.add(line);
            } else {
                header = new Header(CsvLine.split(line, name, number));
                headerLine = number;
                if (!header.repeated().isEmpty()) {
                    throw InputException.at(name, number, "header", header.repeated() + " is the name of two columns");
                }
            }
        }
        if (headerLine == 0) {
            throw InputException.at(name, 1, "header", "the file has no header line");
        }
        return new CsvFile(name, comments, headerLine, header, rows);
    }

    <L extends Layout> L recognise(List<L> layouts) {
        for (L layout : layouts) {
            if (header.hasAll(layout.columns())) {
                return layout;
            }
        }
        throw InputException.at(
                name,
                headerLine,
                "header",
                "\"%s\" is no known layout; known are %s".formatted(header, Layouts.described(layouts)));
    }
}
