package io.xisuan.billing.einvoice;

import io.xisuan.billing.einvoice.EInvoice.Result;
import io.xisuan.billing.party.CsvRows;
import io.xisuan.billing.party.Located;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads what finance brings back from the tax platform: {@code document,number,day,total} with {@code result},
 * {@code original} and {@code confirmation} where there are red letters; or the same columns in Chinese.
 *
 * <p>Without a result, a line that names an original is a red letter and any other a blue invoice.
 */
public final class EInvoiceAnswersCsv {
    private static final int DAY_LENGTH = 10;

    private EInvoiceAnswersCsv() {}

    /** The columns in both languages. */
    enum Column {
        DOCUMENT("document", "账单编号", true),
        NUMBER("number", "发票号码", true),
        DAY("day", "开票日期", true),
        TOTAL("total", "价税合计", true),
        RESULT("result", "结果", false),
        ORIGINAL("original", "原蓝字发票号码", false),
        CONFIRMATION("confirmation", "红字确认单编号", false);

        private final String english;
        private final String chinese;
        private final boolean required;

        Column(String english, String chinese, boolean required) {
            this.english = english;
            this.chinese = chinese;
            this.required = required;
        }

        String named(boolean inChinese) {
            return inChinese ? chinese : english;
        }
    }

    /**
     * @param file the name of the file, for messages
     * @throws InputException with file, line and column of the first mistake
     */
    public static List<Located<EInvoice>> read(String file, Reader text) {
        String content = content(file, text);
        boolean chinese = content.lines().findFirst().orElse("").contains(Column.DOCUMENT.chinese);
        return CsvRows.read(file, new StringReader(content), names(chinese, true), names(chinese, false))
                .each(row -> row.located(new Line(row, chinese).answer()));
    }

    private static List<String> names(boolean chinese, boolean required) {
        return Stream.of(Column.values())
                .filter(column -> column.required == required)
                .map(column -> column.named(chinese))
                .toList();
    }

    private static String content(String file, Reader text) {
        try {
            StringWriter content = new StringWriter();
            text.transferTo(content);
            return content.toString();
        } catch (IOException e) {
            throw InputException.at(file, 1, "line", "cannot be read as UTF-8 text: save the file as UTF-8", e);
        }
    }

    /** One line of the file. */
    private record Line(CsvRows.Row row, boolean chinese) {
        EInvoice answer() {
            String document = cell(Column.DOCUMENT, Function.identity());
            Optional<EInvoiceNumber> number = maybe(Column.NUMBER, Line::number);
            LocalDate day = cell(Column.DAY, Line::day);
            Money total = cell(Column.TOTAL, Money::parseYuan);
            Optional<EInvoiceNumber> original = maybe(Column.ORIGINAL, Line::number);
            Result result = maybe(Column.RESULT, Line::result).orElse(original.isPresent() ? Result.RED : Result.BLUE);
            String confirmation =
                    maybe(Column.CONFIRMATION, Function.identity()).orElse("");
            return row.whole(() -> new EInvoice(document, result, number, day, total, original, confirmation));
        }

        private <T> T cell(Column column, Function<String, T> parser) {
            return row.cell(column.named(chinese), text -> parser.apply(text.strip()));
        }

        private <T> Optional<T> maybe(Column column, Function<String, T> parser) {
            return row.maybe(column.named(chinese), text -> parser.apply(text.strip()));
        }

        private static EInvoiceNumber number(String text) {
            if (text.contains("E+")) {
                throw new IllegalArgumentException(
                        "\"%s\" has lost its last digits in a spreadsheet: format the column as text and paste it again"
                                .formatted(text));
            }
            return new EInvoiceNumber(text);
        }

        /** A day, with or without the time that the platform adds. */
        private static LocalDate day(String text) {
            return LocalDate.parse(
                    text.length() > DAY_LENGTH && text.charAt(DAY_LENGTH) == ' '
                            ? text.substring(0, DAY_LENGTH)
                            : text);
        }

        private static Result result(String text) {
            return switch (text) {
                case "BLUE", "蓝字" -> Result.BLUE;
                case "RED", "红字" -> Result.RED;
                case "RED_REFUSED", "红字被拒" -> Result.RED_REFUSED;
                default ->
                    throw new IllegalArgumentException(
                            "\"%s\" is no result: BLUE (蓝字), RED (红字) or RED_REFUSED (红字被拒)".formatted(text));
            };
        }
    }
}
