package io.xisuan.cli.pricelist;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import io.xisuan.cli.csv.SpreadsheetFile;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One row of a table of prices, as it is written.
 *
 * @param line where it is, counted from 1
 * @param cells what it says, by columns; blanks around it are gone
 */
record PriceRow(int line, SortedMap<String, String> cells) {
    /** Spreadsheets leave columns without a heading behind; headings that are there twice are refused below. */
    private static NamedCsvRecordHandler named() {
        return NamedCsvRecordHandler.of(how -> how.allowDuplicateHeaderFields(true));
    }

    PriceRow {
        cells = new TreeMap<>(cells);
    }

    /** Returns what a column says; nothing where the table lacks it. */
    String cell(String column) {
        return cells.getOrDefault(column, "");
    }

    /**
     * Reads a table, whatever its rows say.
     *
     * @throws InputException when it is no table, lacks a column or has one that nobody knows
     */
    static List<PriceRow> read(Path file) {
        List<PriceRow> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> records =
                CsvReader.builder().build(named(), SpreadsheetFile.open(file, PriceColumns.HEADINGS))) {
            for (NamedCsvRecord written : records) {
                if (rows.isEmpty()) {
                    requireColumns(file, written.getHeader());
                }
                SortedMap<String, String> cells = cells(file, written);
                if (cells.values().stream().anyMatch(cell -> !cell.isEmpty())) {
                    rows.add(new PriceRow(Math.toIntExact(written.getStartingLineNumber()), cells));
                }
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw InputException.of("%s cannot be read as CSV: %s"
                    .formatted(file, Optional.ofNullable(e.getMessage()).orElse(e.toString())));
        }
        if (rows.isEmpty()) {
            throw InputException.of(
                    "%s has no rows: xisuan tariff import --template shows how to write them".formatted(file));
        }
        return rows;
    }

    private static SortedMap<String, String> cells(Path file, NamedCsvRecord written) {
        SortedMap<String, String> cells = new TreeMap<>();
        for (int i = 0; i < written.getFieldCount(); i++) {
            String heading = written.getHeader().get(i);
            String cell = written.getField(i).strip();
            if (!heading.isEmpty()) {
                cells.put(heading, cell);
            } else if (!cell.isEmpty()) {
                throw InputException.of("%s line %d: %s is in a column without a heading"
                        .formatted(file, written.getStartingLineNumber(), cell));
            }
        }
        return cells;
    }

    private static void requireColumns(Path file, List<String> header) {
        TreeSet<String> unknown = new TreeSet<>();
        for (String column : header) {
            if (!unknown.add(column) && !column.isEmpty()) {
                throw InputException.of("%s: two columns are called %s".formatted(file, column));
            }
        }
        PriceColumns.ALL.forEach(unknown::remove);
        unknown.remove("");
        List<String> missing = PriceColumns.NEEDED.stream()
                .filter(column -> !header.contains(column))
                .toList();
        if (!unknown.isEmpty() || !missing.isEmpty()) {
            throw InputException.of("%s: %s: xisuan tariff import --template shows them"
                    .formatted(
                            file,
                            missing.isEmpty()
                                    ? "no column is called " + String.join(", ", unknown)
                                    : "column " + String.join(", ", missing) + " is missing"));
        }
    }
}
