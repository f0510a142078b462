package io.xisuan.billing.payment;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A bank's statement as CSV. Its header is found by its names, in Chinese or English, after any lines that the bank puts above it; columns
 * that we do not know are left alone, and so are lines of money that went out.
 */
public final class BankStatementCsv {
    /**
     * What a file says.
     *
     * @param lines money that came in, in the order of the file
     * @param outgoing how many lines of money that went out were left out
     */
    public record Statement(List<BankLine> lines, int outgoing) {
        public Statement {
            lines = List.copyOf(lines);
        }
    }

    private static final int LINES_ABOVE = 20;
    private static final List<DateTimeFormatter> DAYS =
            List.of(formatter("uuuu-MM-dd"), formatter("uuuu/M/d"), formatter("uuuuMMdd"), formatter("uuuu.M.d"));

    private final String file;
    private final Map<BankColumn, Integer> columns;
    private final String by;
    private final long nowMillis;

    private BankStatementCsv(String file, Map<BankColumn, Integer> columns, String by, long nowMillis) {
        this.file = file;
        this.columns = columns;
        this.by = by;
        this.nowMillis = nowMillis;
    }

    /**
     * Reads a file.
     *
     * @param file its name for messages
     * @param by who imports it
     * @throws InputException naming line and column of the first cell that is wrong; nothing is guessed
     */
    public static Statement read(String file, Reader text, String by, long nowMillis) {
        List<CsvRecord> records = parse(file, text);
        for (int i = 0; i < Math.min(records.size(), LINES_ABOVE); i++) {
            Map<BankColumn, Integer> columns = BankColumn.header(records.get(i).getFields());
            if (columns.containsKey(BankColumn.REFERENCE) && columns.containsKey(BankColumn.DAY)) {
                requireAmount(file, records.get(i), columns);
                Statement statement = new BankStatementCsv(file, columns, by, nowMillis)
                        .lines(records.subList(i + 1, records.size()));
                requireDirection(file, records.get(i), columns, statement);
                return statement;
            }
        }
        throw InputException.at(
                file,
                1,
                "header",
                "none of the first %d lines names a bank's columns; wanted are %s"
                        .formatted(LINES_ABOVE, BankColumn.wanted()));
    }

    private static void requireAmount(String file, CsvRecord header, Map<BankColumn, Integer> columns) {
        if (!columns.containsKey(BankColumn.AMOUNT) && !columns.containsKey(BankColumn.IN)) {
            throw InputException.at(
                    file,
                    Math.toIntExact(header.getStartingLineNumber()),
                    "header",
                    "no column says how much; it is called one of %s or %s"
                            .formatted(BankColumn.AMOUNT.names(), BankColumn.IN.names()));
        }
    }

    /** Amounts without a sign and without a word for it would be taken for money that came in, whichever way it went. */
    private static void requireDirection(
            String file, CsvRecord header, Map<BankColumn, Integer> columns, Statement statement) {
        boolean told = columns.containsKey(BankColumn.IN) || columns.containsKey(BankColumn.DIRECTION);
        if (!told && statement.outgoing() == 0 && !statement.lines().isEmpty()) {
            throw InputException.at(
                    file,
                    Math.toIntExact(header.getStartingLineNumber()),
                    "header",
                    "no column says whether money came in or went out, and no amount is negative; one is called %s or %s"
                            .formatted(
                                    BankColumn.DIRECTION.names().getFirst(),
                                    BankColumn.IN.names().getFirst()));
        }
    }

    private static List<CsvRecord> parse(String file, Reader text) {
        List<CsvRecord> records = new ArrayList<>();
        try {
            CsvReader.builder().ofCsvRecord(text).forEach(records::add);
        } catch (UncheckedIOException e) {
            throw InputException.at(
                    file,
                    records.size() + 1,
                    "line",
                    "cannot be read as UTF-8 text: save the statement as CSV UTF-8",
                    e);
        } catch (CsvParseException e) {
            throw InputException.at(file, records.size() + 1, "line", "is no CSV: " + e.getMessage(), e);
        }
        return records;
    }

    private Statement lines(List<CsvRecord> records) {
        List<BankLine> lines = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        int outgoing = 0;
        for (CsvRecord row : records) {
            if (row.getFields().stream().allMatch(String::isBlank)) {
                continue;
            }
            Optional<BankLine> line = line(row);
            if (line.isEmpty()) {
                outgoing++;
                continue;
            }
            if (!seen.add(line.get().reference())) {
                throw wrong(
                        row,
                        BankColumn.REFERENCE,
                        "%s is in the file twice".formatted(line.get().reference()));
            }
            lines.add(line.get());
        }
        return new Statement(lines, outgoing);
    }

    /** Returns the line, or nothing for money that went out. */
    private Optional<BankLine> line(CsvRecord row) {
        Money amount = amount(row);
        if (!amount.isPositive()) {
            return Optional.empty();
        }
        String reference = cell(row, BankColumn.REFERENCE);
        if (reference.isEmpty()) {
            throw wrong(row, BankColumn.REFERENCE, "is empty: without the bank's number a line would be taken twice");
        }
        return Optional.of(new BankLine(
                1,
                reference,
                amount,
                cell(row, BankColumn.PAYER),
                cell(row, BankColumn.ACCOUNT),
                cell(row, BankColumn.REMARK),
                new Recorded(day(row), by, nowMillis)));
    }

    private Money amount(CsvRecord row) {
        if (columns.containsKey(BankColumn.IN)) {
            return cell(row, BankColumn.IN).isEmpty() ? Money.ZERO : money(row, BankColumn.IN);
        }
        Money amount = money(row, BankColumn.AMOUNT);
        String direction = cell(row, BankColumn.DIRECTION);
        if (direction.isEmpty() || BankColumn.isIn(direction)) {
            return amount;
        }
        if (BankColumn.isOut(direction)) {
            return Money.ZERO;
        }
        throw wrong(
                row,
                BankColumn.DIRECTION,
                "\"%s\" is neither in (贷, 收入, in) nor out (借, 支出, out)".formatted(direction));
    }

    private Money money(CsvRecord row, BankColumn column) {
        String text = cell(row, column)
                .replace(",", "")
                .replace("¥", "")
                .replace("￥", "")
                .strip();
        try {
            return Money.parseYuan(text.startsWith("+") ? text.substring(1) : text);
        } catch (IllegalArgumentException e) {
            throw wrong(row, column, String.valueOf(e.getMessage()));
        }
    }

    /** A time of day behind the date is left alone. */
    private LocalDate day(CsvRecord row) {
        String text = cell(row, BankColumn.DAY);
        String date = text.split("[ T]", 2)[0];
        Optional<LocalDate> day =
                DAYS.stream().flatMap(form -> parsed(date, form).stream()).findFirst();
        if (day.isPresent()) {
            return day.get();
        }
        throw wrong(row, BankColumn.DAY, "\"%s\" is no day of the form 2026-03-31".formatted(text));
    }

    private static Optional<LocalDate> parsed(String date, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDate.parse(date, form));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    private String cell(CsvRecord row, BankColumn column) {
        int at = columns.getOrDefault(column, -1);
        return at < 0 || at >= row.getFieldCount() ? "" : clean(row.getField(at));
    }

    /** Takes off what banks put around cells so that spreadsheets leave them alone. */
    private static String clean(String cell) {
        String text = cell.strip();
        return text.startsWith("=\"") && text.endsWith("\"") && text.length() > 2
                ? text.substring(2, text.length() - 1)
                : text.replace("\t", "");
    }

    private InputException wrong(CsvRecord row, BankColumn column, String problem) {
        return InputException.at(
                file,
                Math.toIntExact(row.getStartingLineNumber()),
                column.names().getFirst(),
                problem);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }
}
