package io.xisuan.billing.invoice.rendering;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import io.xisuan.model.SpreadsheetText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The lines of an invoice as CSV (RFC 4180, UTF-8): one record per line, amounts in yuan with two decimals, prices in
 * yuan per device-hour, time in device milliseconds and in rounded hours.
 */
public final class InvoiceCsv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final List<String> HEADER = List.of(
            "invoice",
            "line",
            "day",
            "namespace",
            "job",
            "jobUid",
            "attempt",
            "component",
            "site",
            "model",
            "tariffVersion",
            "tier",
            "funding",
            "deviceMillis",
            "gpuHours",
            "unitPrice",
            "gross",
            "subsidy",
            "customer",
            "reimbursable",
            "vatRatePercent",
            "vat");

    private InvoiceCsv() {}

    /** Who reads the file. */
    public enum Reader {
        /** Programs: no byte order mark. */
        PROGRAM,
        /** Microsoft Excel, which takes UTF-8 for a local encoding unless a byte order mark says otherwise. */
        EXCEL
    }

    /** Returns the file; its amounts are plain numbers, and no text in it runs as a formula. */
    public static byte[] render(Invoice invoice, Reader reader) {
        StringWriter text = new StringWriter();
        text.write(
                switch (reader) {
                    case PROGRAM -> "";
                    case EXCEL -> BYTE_ORDER_MARK;
                });
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(HEADER);
            for (int i = 0; i < invoice.lines().size(); i++) {
                csv.writeRecord(record(invoice.number(), i + 1, invoice.lines().get(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory never fails", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> record(String number, int index, InvoiceLine line) {
        return List.of(
                SpreadsheetText.inert(number),
                Integer.toString(index),
                line.day().toString(),
                SpreadsheetText.inert(line.attempt().job().namespace()),
                SpreadsheetText.inert(line.attempt().job().name()),
                SpreadsheetText.inert(line.attempt().job().uid()),
                Integer.toString(line.attempt().attempt()),
                line.component().name(),
                SpreadsheetText.inert(line.site().value()),
                line.model().id(),
                SpreadsheetText.inert(line.tariffVersion()),
                SpreadsheetText.inert(line.tier()),
                SpreadsheetText.inert(line.funding()),
                Long.toString(line.quantity().value()),
                line.quantity().hours().toPlainString(),
                price(line.unitPrice()),
                yuan(line.gross()),
                yuan(line.subsidy()),
                yuan(line.customer()),
                yuan(line.reimbursable()),
                line.vatRate().formatted().replace(" %", ""),
                yuan(line.tax()));
    }

    private static String yuan(Money amount) {
        return amount.yuan().toPlainString();
    }

    private static String price(HourlyPrice price) {
        return new BigDecimal(price.formatted()).toPlainString();
    }
}
