package io.xisuan.billing.invoice.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.rendering.Language;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class InvoiceXlsxTest {
    private static final Invoice INVOICE = SampleInvoices.withLines(40);

    @Test
    void the_same_invoice_is_the_same_bytes_dated_by_its_issue() throws IOException {
        byte[] file = InvoiceXlsx.render(INVOICE, Language.ZH);

        assertThat(InvoiceXlsx.render(INVOICE, Language.ZH)).isEqualTo(file);
        assertThat(entries(file).get("docProps/core.xml")).contains(">2025-09-03T02:00:00Z</dcterms:created>");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getTimeLocal().toString()).as(entry.getName()).isEqualTo("2025-09-03T10:00");
            }
        }
    }

    @Test
    void numbers_are_numbers_and_days_are_days_of_the_calendar_of_spreadsheets() throws IOException {
        String lines = entries(InvoiceXlsx.render(INVOICE, Language.EN)).get("xl/worksheets/sheet2.xml");

        assertThat(lines).contains("<v>12345.67</v>", "<v>3703.70</v>", "<v>14.50</v>", "<v>230401234</v>");
        assertThat(lines).as("2025-08-01").contains("<v>45870");
    }

    @Test
    void sheets_are_named_in_the_language_of_the_reader() throws IOException {
        assertThat(entries(InvoiceXlsx.render(INVOICE, Language.ZH)).get("xl/workbook.xml"))
                .as("概要 as the writer spells it")
                .contains("&#x6982;&#x8981;");
        assertThat(entries(InvoiceXlsx.render(INVOICE, Language.EN)).get("xl/workbook.xml"))
                .contains("Summary", "Lines", "VAT", "Payments", "Grounds");
    }

    private static SortedMap<String, String> entries(byte[] file) throws IOException {
        SortedMap<String, String> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
