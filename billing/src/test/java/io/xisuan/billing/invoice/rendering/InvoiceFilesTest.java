package io.xisuan.billing.invoice.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDocument;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class InvoiceFilesTest {
    @Test
    void an_invoice_has_four_files_named_by_its_number_and_its_json_is_the_canonical_document() {
        Invoice invoice = SampleInvoices.withLines(2);
        try (InvoicePdf pdf = new InvoicePdf()) {
            SortedMap<String, byte[]> files = InvoiceFiles.of(invoice, pdf);

            assertThat(files)
                    .containsOnlyKeys(
                            "ZW-2025-000042.csv", "ZW-2025-000042.json", "ZW-2025-000042.pdf", "ZW-2025-000042.xlsx")
                    .containsEntry("ZW-2025-000042.csv", InvoiceCsv.render(invoice, InvoiceCsv.Reader.EXCEL))
                    .containsEntry(
                            "ZW-2025-000042.json", InvoiceDocument.of(invoice).bytes())
                    .containsEntry("ZW-2025-000042.pdf", pdf.render(invoice));
        }
    }
}
