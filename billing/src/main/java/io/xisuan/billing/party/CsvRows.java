package io.xisuan.billing.party;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.xisuan.model.InputException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** A CSV file with a header that names the expected columns, in any order; some may be left out. */
public final class CsvRows {
    private final String file;
    private final List<String> header;
    private final List<CsvRecord> records;

    private CsvRows(String file, List<String> header, List<CsvRecord> records) {
        this.file = file;
        this.header = header;
        this.records = records;
    }

    /**
     * @throws InputException when the file is no CSV, or a column is missing, repeated or unknown
     */
    public static CsvRows read(String file, Reader text, List<String> columns) {
        return read(file, text, columns, List.of());
    }

    /**
     * @param optional the columns that a file may have beside the others
     * @throws InputException when the file is no CSV, or a column is missing, repeated or unknown
     */
    public static CsvRows read(String file, Reader text, List<String> columns, List<String> optional) {
        List<CsvRecord> records = parse(file, text);
        if (records.isEmpty()) {
            throw InputException.at(
                    file, 1, "header", "the file is empty; its first line is " + String.join(",", columns));
        }
        List<String> header = header(records.get(0));
        for (String name : header) {
            if (!columns.contains(name) && !optional.contains(name)) {
                List<String> known = new ArrayList<>(columns);
                known.addAll(optional);
                throw InputException.at(file, 1, name, "unknown column; known are " + String.join(", ", known));
            }
        }
        for (String name : columns) {
            if (!header.contains(name)) {
                throw InputException.at(file, 1, name, "the column is missing");
            }
        }
        if (new TreeSet<>(header).size() != header.size()) {
            throw InputException.at(file, 1, "header", "a column is named twice: " + String.join(",", header));
        }
        return new CsvRows(file, header, records.subList(1, records.size()));
    }

    /** Returns what each line stands for; the first line that is wrong ends it, and nothing is returned. */
    public <T> List<T> each(Function<Row, T> reader) {
        List<T> values = new ArrayList<>();
        for (CsvRecord entry : records) {
            int line = Math.toIntExact(entry.getStartingLineNumber());
            values.add(reader.apply(new Row(file, line, header, entry.getFields())));
        }
        return List.copyOf(values);
    }

    private static List<CsvRecord> parse(String file, Reader text) {
        List<CsvRecord> records = new ArrayList<>();
        try {
            CsvReader.builder().ofCsvRecord(text).forEach(records::add);
        } catch (UncheckedIOException e) {
            throw InputException.at(file, records.size() + 1, "line", "cannot be read as UTF-8 text", e);
        } catch (CsvParseException e) {
            throw InputException.at(file, records.size() + 1, "line", "is no CSV: " + e.getMessage(), e);
        }
        return records;
    }

    private static List<String> header(CsvRecord first) {
        List<String> names = new ArrayList<>(first.getFields());
        if (names.get(0).startsWith("\uFEFF")) {
            names.set(0, names.get(0).substring(1));
        }
        return List.copyOf(names);
    }

    /** One line below the header. */
    public record Row(String file, int line, List<String> header, List<String> cells) {
        /** Returns the value of a column, or fails with the place and what the value's type says is wrong. */
        public <T> T cell(String column, Function<String, T> parser) {
            try {
                return parser.apply(text(column));
            } catch (IllegalArgumentException | java.time.format.DateTimeParseException e) {
                throw InputException.at(file, line, column, String.valueOf(e.getMessage()), e);
            }
        }

        /** Returns a list whose items are separated by blanks; an empty cell is an empty list. */
        public <T> List<T> list(String column, Function<String, T> parser) {
            return cell(
                    column,
                    text -> text.isBlank()
                            ? List.of()
                            : List.of(text.strip().split("\\s+")).stream()
                                    .map(parser)
                                    .toList());
        }

        /** Returns the whole line as one value, or fails with the place. */
        public <T> T whole(java.util.function.Supplier<T> maker) {
            try {
                return maker.get();
            } catch (IllegalArgumentException e) {
                throw InputException.at(file, line, "line", String.valueOf(e.getMessage()), e);
            }
        }

        /** Returns the value of a column that the file may lack, or of an empty cell, as empty. */
        public <T> Optional<T> maybe(String column, Function<String, T> parser) {
            return header.contains(column) && !text(column).isBlank()
                    ? Optional.of(cell(column, parser))
                    : Optional.empty();
        }

        public <T> Located<T> located(T value) {
            return new Located<>(file, line, value);
        }

        public InputException wrong(String column, String problem) {
            return InputException.at(file, line, column, problem);
        }

        private String text(String column) {
            return cells.get(header.indexOf(column));
        }
    }
}
