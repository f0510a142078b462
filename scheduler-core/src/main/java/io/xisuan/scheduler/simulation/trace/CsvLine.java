package io.xisuan.scheduler.simulation.trace;

import io.xisuan.model.InputException;
import java.util.ArrayList;
import java.util.List;

/** One line of comma-separated values, with double quotes around values that need them (RFC 4180 within a line). */
final class CsvLine {
    private CsvLine() {}

    static List<String> split(String line, String file, int number) {
        if (line.indexOf('"') >= 0) {
            return splitQuoted(line, file, number);
        }
        List<String> values = new ArrayList<>();
        int from = 0;
        for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
            values.add(line.substring(from, comma).strip());
            from = comma + 1;
        }
        values.add(line.substring(from).strip());
        return values;
    }

    private static List<String> splitQuoted(String line, String file, int number) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                value.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString().strip());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        if (quoted) {
            throw InputException.at(file, number, "line", "a quoted value does not end in its line");
        }
        values.add(value.toString().strip());
        return values;
    }
}
