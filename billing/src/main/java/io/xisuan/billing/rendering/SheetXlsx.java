package io.xisuan.billing.rendering;

import io.xisuan.model.BillingPeriod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Tables as a workbook (XLSX), one sheet each: numbers are numbers and days are days. The writer puts the time of day into the file and
 * offers no way to say another, so the file is packed again with the instant that belongs to it; the same tables then are the same
 * bytes on the same JDK release.
 */
public final class SheetXlsx {
    private static final String CORE = "docProps/core.xml";
    private static final int WIDEST = 60;
    private static final int NARROWEST = 10;
    private static final int FIRST_CJK = 0x2E80;

    private SheetXlsx() {}

    /**
     * Returns the file.
     *
     * @param at the instant that the file says it was made at
     */
    public static byte[] of(Instant at, List<SheetTable> tables) {
        try {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            try (Workbook book = new Workbook(written, "Xisuan", "1.0")) {
                for (SheetTable table : tables) {
                    sheet(book.newWorksheet(table.name()), table);
                }
            }
            return packed(written.toByteArray(), at);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory never fails", e);
        }
    }

    private static void sheet(Worksheet sheet, SheetTable table) throws IOException {
        for (int column = 0; column < table.headings().size(); column++) {
            sheet.value(0, column, table.headings().get(column));
            sheet.style(0, column).bold().set();
            sheet.width(column, width(table, column));
        }
        for (int row = 0; row < table.rows().size(); row++) {
            List<SheetCell> cells = table.rows().get(row);
            for (int column = 0; column < cells.size(); column++) {
                put(sheet, row + 1, column, cells.get(column));
            }
        }
        sheet.freezePane(0, 1);
        sheet.finish();
    }

    private static void put(Worksheet sheet, int row, int column, SheetCell cell) {
        switch (cell) {
            case SheetCell.Text text -> sheet.value(row, column, text.text());
            case SheetCell.Amount amount -> {
                sheet.value(row, column, amount.money().yuan());
                sheet.style(row, column).format("#,##0.00").set();
            }
            case SheetCell.Figure figure -> sheet.value(row, column, figure.number());
            case SheetCell.Whole whole -> sheet.value(row, column, whole.number());
            case SheetCell.Day day -> {
                sheet.value(row, column, day.day());
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
        }
    }

    private static int width(SheetTable table, int column) {
        int widest = wide(table.headings().get(column)) + 2;
        for (List<SheetCell> row : table.rows()) {
            if (row.get(column) instanceof SheetCell.Text text) {
                widest = Math.max(widest, wide(text.text()));
            } else {
                widest = Math.max(widest, NARROWEST + 4);
            }
        }
        return Math.max(NARROWEST, Math.min(WIDEST, widest + 2));
    }

    private static int wide(String text) {
        return text.codePoints().map(point -> point >= FIRST_CJK ? 2 : 1).sum();
    }

    private static byte[] packed(byte[] written, Instant at) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(written.length);
        try (ZipOutputStream to = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> entry : ZipEntries.of(written).entrySet()) {
                ZipEntry fixed = new ZipEntry(entry.getKey());
                fixed.setTimeLocal(at.atZone(BillingPeriod.ZONE).toLocalDateTime());
                to.putNextEntry(fixed);
                to.write(entry.getKey().equals(CORE) ? dated(entry.getValue(), at) : entry.getValue());
                to.closeEntry();
            }
        }
        return packed.toByteArray();
    }

    private static byte[] dated(byte[] core, Instant at) {
        String created = at.truncatedTo(ChronoUnit.SECONDS).toString();
        return new String(core, StandardCharsets.UTF_8)
                .replaceAll("(<dcterms:created [^>]*>)[^<]*(</dcterms:created>)", "$1" + created + "$2")
                .getBytes(StandardCharsets.UTF_8);
    }
}
