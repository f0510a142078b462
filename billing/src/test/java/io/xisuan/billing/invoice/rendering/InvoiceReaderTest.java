package io.xisuan.billing.invoice.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDocument;
import io.xisuan.billing.invoice.InvoiceReader;
import io.xisuan.model.InputException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvoiceReaderTest {
    private final Invoice invoice = SampleInvoices.withLines(7);
    private final String json = InvoiceDocument.of(invoice).json();

    @Test
    void a_document_reads_back_to_the_invoice_it_was_written_from() {
        assertThat(InvoiceReader.read(json)).isEqualTo(invoice);
    }

    @Test
    void anything_that_is_not_the_document_is_refused() {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("xisuan-invoice/1", "xisuan-invoice/2");
        changes.put("\"number\":", "\"number\": ");
        changes.put("\"kind\":", "\"note\":1,\"kind\":");
        changes.put("\"gross\":{\"fen\":1", "\"gross\":{\"fen\":2");
        changes.put("\"contract\":\"ZW-HT-2025-007\",", "");
        changes.put("\"period\":\"2025-08\"", "\"period\":\"August\"");
        changes.put("\"vatRate\":\"3/50\"", "\"vatRate\":\"3/0\"");
        changes.put("\"attempt\":1", "\"attempt\":1.5");
        changes.put("nvidia-h800-80g", "abacus");
        changes.forEach((from, to) -> {
            String changed = json.replace(from, to);
            assertThat(changed).as(from).isNotEqualTo(json);
            assertThatThrownBy(() -> InvoiceReader.read(changed)).as(to).isInstanceOf(InputException.class);
        });
        assertThatThrownBy(() -> InvoiceReader.read(json + "{}")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> InvoiceReader.read("[]")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> InvoiceReader.read("")).isInstanceOf(InputException.class);
    }
}
