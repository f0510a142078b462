package io.xisuan.billing.invoice.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.rendering.Language;
import io.xisuan.model.Money;
import io.xisuan.model.SpreadsheetText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvoiceCsvTest {
    @Test
    void each_line_is_a_record_with_plain_numbers() {
        String text = text(SampleInvoices.withLines(2), InvoiceCsv.Reader.PROGRAM);

        assertThat(text.lines())
                .containsExactly(
                        "invoice,line,day,namespace,job,jobUid,attempt,component,site,model,tariffVersion,tier,funding,"
                                + "deviceMillis,gpuHours,unitPrice,gross,subsidy,customer,reimbursable,vatRatePercent,vat,corrects",
                        "ZW-2025-000042,1,2025-08-01,example-ai,pretrain-7b-stage-0,uid-0,1,COMPUTE,zhongwei,"
                                + "nvidia-h800-80g,zw-2025-07,all-day,qingyang-2024,230401234,64.000343,14.50,12345.67,"
                                + "3703.70,8641.97,0.00,6,698.81,",
                        "ZW-2025-000042,2,2025-08-02,example-ai,pretrain-7b-stage-1,uid-1,2,COMPUTE,qingyang,"
                                + "ascend-910b,zw-2025-07,22:00-08:00,self-pay,460801234,128.000343,14.50,12424.86,"
                                + "0.00,12424.86,100.00,6,703.29,");
        assertThat(text).endsWith("\r\n");
    }

    @Test
    void the_records_sum_to_the_invoice_to_the_fen() {
        Invoice invoice = SampleInvoices.withLines(97);
        List<NamedCsvRecord> records =
                CsvReader.builder().ofNamedCsvRecord(text(invoice, InvoiceCsv.Reader.PROGRAM)).stream()
                        .toList();

        assertThat(sum(records, "gross")).isEqualTo(invoice.gross());
        assertThat(sum(records, "subsidy")).isEqualTo(invoice.subsidy());
        assertThat(sum(records, "customer")).isEqualTo(invoice.payableNow());
        assertThat(sum(records, "vat")).isEqualTo(invoice.tax());
    }

    @Test
    void only_the_file_for_excel_begins_with_a_byte_order_mark() {
        Invoice invoice = SampleInvoices.withLines(1);

        assertThat(text(invoice, InvoiceCsv.Reader.EXCEL))
                .isEqualTo("\uFEFF" + text(invoice, InvoiceCsv.Reader.PROGRAM));
    }

    @Test
    void amounts_of_a_note_are_negative_numbers_and_it_names_the_invoice() {
        String[] cells = text(SampleInvoices.creditNote(), InvoiceCsv.Reader.PROGRAM)
                .lines()
                .toList()
                .get(1)
                .split(",", -1);

        assertThat(cells)
                .contains("-3600000", "-1.000000", "-106.00", "-30.00", "-76.00", "-6.00")
                .endsWith("ZW-2025-000042");
    }

    @Test
    void headings_may_be_chinese() {
        byte[] file = InvoiceCsv.render(SampleInvoices.withLines(1), InvoiceCsv.Reader.EXCEL, Language.ZH);

        assertThat(new String(file, StandardCharsets.UTF_8)).startsWith("\uFEFF账单编号,行号,日期,");
    }

    @Test
    void a_text_that_would_run_as_a_formula_is_made_inert() {
        assertThat(SpreadsheetText.inert("=HYPERLINK(\"x\")")).isEqualTo("'=HYPERLINK(\"x\")");
        assertThat(SpreadsheetText.inert("＠sum")).isEqualTo("'＠sum");
        assertThat(SpreadsheetText.inert("庆算券-1")).isEqualTo("庆算券-1");
        assertThat(SpreadsheetText.inert("")).isEmpty();
    }

    private static Money sum(List<NamedCsvRecord> records, String field) {
        return records.stream()
                .map(found -> Money.parseYuan(found.getField(field)))
                .reduce(Money.ZERO, Money::plus);
    }

    private static String text(Invoice invoice, InvoiceCsv.Reader reader) {
        return new String(InvoiceCsv.render(invoice, reader), StandardCharsets.UTF_8);
    }
}
