package io.xisuan.billing.invoice.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.model.Money;
import java.io.IOException;
import java.util.Calendar;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InvoicePdfTest {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static InvoicePdf renderer;

    @BeforeAll
    static void parseFonts() {
        renderer = new InvoicePdf();
    }

    @AfterAll
    static void closeFonts() {
        renderer.close();
    }

    @Test
    void the_same_invoice_is_the_same_bytes_whoever_draws_it_and_whatever_was_drawn_before() {
        Invoice invoice = SampleInvoices.withLines(40);
        byte[] first = renderer.render(invoice);
        renderer.render(SampleInvoices.of(3, "上海喆利算力有限公司"));

        assertThat(renderer.render(invoice)).isEqualTo(first);
        try (InvoicePdf another = new InvoicePdf()) {
            assertThat(another.render(invoice)).isEqualTo(first);
        }
    }

    @Test
    void it_says_who_sells_to_whom_what_is_payable_in_figures_and_capitals_and_what_is_not_counted()
            throws IOException {
        String text = text(renderer.render(SampleInvoices.withLines(3)));

        assertThat(text)
                .contains("ZW-2025-000042", "算力服务结算账单", "Billing Statement for Computing Services")
                .contains("中卫示例算力服务有限公司", "91640500MA76EXAM0K", "北京示例智能科技有限公司", "91110108MA01EXAM6X")
                .contains("ZW-HT-2025-007", "2025-08", "2025-09-03 10:00:00 +08:00 (Asia/Shanghai)")
                .contains("64.000343", "12,345.67", "14.50", "NVIDIA H800 80GB")
                .contains("庆算券2025-000118", "third-party payments, never discounts", "3,703.70")
                .contains("¥ 33,570.88", "人民币叁万叁仟伍佰柒拾元零捌角捌分")
                .contains("北京经济技术开发区管理委员会", "2026-03", "Not confirmed", "shanghai-2025")
                .contains("3f9a".repeat(16), "b07c".repeat(16), "1 – 48211")
                .contains("不是发票", "is assigned by the tax platform");
    }

    @Test
    void every_page_repeats_the_header_of_the_lines_and_counts_the_pages() throws IOException {
        byte[] file = renderer.render(SampleInvoices.withLines(120));

        try (PDDocument document = Loader.loadPDF(file)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isBetween(3, 8);
            for (int page = 1; page <= pages; page++) {
                String text = page(document, page);
                assertThat(text).contains("第 %d 页，共 %d 页 · Page %d of %d".formatted(page, pages, page, pages));
                assertThat(text).contains(page < pages ? "卡时" : "本期应付 Payable now");
            }
        }
    }

    @Test
    void sums_are_carried_from_page_to_page_and_end_in_the_total() throws IOException {
        Invoice invoice = SampleInvoices.withLines(500);

        try (PDDocument document = Loader.loadPDF(renderer.render(invoice))) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isBetween(15, 20);
            String carried = carried(page(document, 1), "转下页 Carried forward");
            for (int page = 2; page < pages - 1; page++) {
                String text = page(document, page);
                assertThat(carried(text, "承上页 Brought forward"))
                        .as("page %d", page)
                        .isEqualTo(carried);
                carried = carried(text, "转下页 Carried forward");
            }
            assertThat(text(renderer.render(invoice)))
                    .contains("合计 Total %s %s %s"
                            .formatted(
                                    invoice.gross().formatted(),
                                    invoice.subsidy().formatted(),
                                    invoice.payableNow().formatted()));
        }
    }

    private static String carried(String page, String label) {
        return page.lines()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_note_says_which_invoice_it_corrects_and_which_family_it_is_of() throws IOException {
        assertThat(text(renderer.render(SampleInvoices.creditNote())))
                .contains("算力服务贷项通知单", "ZW-CN-2025-000003", "Corrects", "ZW-2025-000042", "late usage 迟到用量")
                .contains("Usage corrected", "-1.000000", "-106.00", "¥ -76.00", "人民币负柒拾陆元整");
        assertThat(text(renderer.render(SampleInvoices.settlementNote())))
                .contains("算力服务借项通知单", "Settlement corrected", "缺少设备清单", "12.34", "-12.34")
                .doesNotContain("VAT rate");
    }

    @Test
    void the_dates_of_the_file_are_the_instant_of_issue_and_its_id_comes_from_the_number() throws IOException {
        Invoice invoice = SampleInvoices.withLines(1);
        Invoice renumbered = new Invoice("ZW-2025-000043", invoice.issuedAt(), invoice.content());

        try (PDDocument document = Loader.loadPDF(renderer.render(invoice));
                PDDocument other = Loader.loadPDF(renderer.render(renumbered))) {
            Calendar created = document.getDocumentInformation().getCreationDate();
            assertThat(created.toInstant()).isEqualTo(invoice.issuedAt());
            assertThat(document.getDocument().getDocumentID().toString())
                    .isNotEqualTo(other.getDocument().getDocumentID().toString());
        }
    }

    @Test
    void a_large_amount_stays_on_one_line() throws IOException {
        Invoice invoice = SampleInvoices.withOneLineOf(Money.ofFen(12_345_678_901L));

        assertThat(text(renderer.render(invoice))).containsPattern("14\\.50 123,456,789\\.01");
    }

    @Test
    void a_rare_character_of_a_name_is_drawn_from_the_full_font() throws IOException {
        assertThat(text(renderer.render(SampleInvoices.of(1, "深圳镕喆科技有限公司")))).contains("深圳镕喆科技有限公司");
        assertThat(text(renderer.render(SampleInvoices.of(1, "䶮㛃𬱟研究院")))).contains("䶮㛃𬱟研究院");
    }

    @Test
    void a_character_that_no_font_has_is_printed_as_its_code_point() throws IOException {
        assertThat(text(renderer.render(SampleInvoices.of(1, "快乐😀公司")))).contains("快乐[U+1F600]公司");
    }

    private static String text(byte[] file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String page(PDDocument document, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(document);
    }
}
