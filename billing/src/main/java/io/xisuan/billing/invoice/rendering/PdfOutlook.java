package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.ExpectedReimbursement;
import io.xisuan.billing.invoice.Ground;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.JournalReference;
import io.xisuan.billing.invoice.UnconfirmedSubsidy;
import io.xisuan.billing.rendering.PdfHeading;
import io.xisuan.billing.rendering.PdfSheet;
import io.xisuan.billing.rendering.PdfTable;
import io.xisuan.billing.rendering.PdfTable.Cell;
import io.xisuan.billing.rendering.PdfTable.Column;
import io.xisuan.billing.rendering.PdfType;
import io.xisuan.model.Rate;
import java.io.IOException;
import java.util.List;

/** What stands beside the sum: money that authorities may pay later, what is not confirmed, and the evidence. */
final class PdfOutlook {
    private static final List<Column> LATER = List.of(
            new Column("政策", "Programme", 131, false),
            new Column("兑付方", "Payer", 200, false),
            new Column("预计月份", "Likely month", 60, false),
            new Column("预计金额", "Expected amount", 120, true));
    private static final List<Column> UNCONFIRMED =
            List.of(new Column("政策", "Programme", 131, false), new Column("缺少", "What is missing", 380, false));

    private static final List<Column> GROUNDS = List.of(
            new Column("政策", "Programme", 131, false),
            new Column("比例", "Rate", 45, false),
            new Column("规则", "Rule", 235, false),
            new Column("行数", "Lines", 30, true),
            new Column("金额", "Amount", 70, true));

    private final PdfSheet sheet;
    private final Invoice invoice;

    PdfOutlook(PdfSheet sheet, Invoice invoice) {
        this.sheet = sheet;
        this.invoice = invoice;
    }

    void draw() throws IOException {
        later();
        unconfirmed();
        grounds();
        evidence();
    }

    private void later() throws IOException {
        if (invoice.expectedLater().isEmpty()) {
            return;
        }
        PdfHeading.part(sheet, "预计后补 Expected later", Wording.LATER_ZH + " " + Wording.LATER_EN, 90);
        PdfTable table = new PdfTable(sheet, LATER);
        table.header();
        for (ExpectedReimbursement expected : invoice.expectedLater()) {
            table.row(List.of(
                    Cell.of(expected.programme().toString()),
                    Cell.of(expected.payer()),
                    Cell.of(expected.likelyMonth().toString()),
                    Cell.of(expected.amount().formatted())));
        }
        table.total(List.of(
                Cell.of("合计 Total"),
                Cell.of(""),
                Cell.of(""),
                Cell.of(invoice.expectedLaterTotal().formatted())));
    }

    private void unconfirmed() throws IOException {
        if (invoice.notConfirmed().isEmpty()) {
            return;
        }
        PdfHeading.part(sheet, "未确认 Not confirmed", Wording.UNCONFIRMED_ZH + " " + Wording.UNCONFIRMED_EN, 80);
        PdfTable table = new PdfTable(sheet, UNCONFIRMED);
        table.header();
        for (UnconfirmedSubsidy subsidy : invoice.notConfirmed()) {
            table.row(List.of(Cell.of(subsidy.programme().toString()), Cell.of(subsidy.missing())));
        }
    }

    private void grounds() throws IOException {
        List<Ground> grounds = invoice.content().grounds();
        if (grounds.isEmpty()) {
            return;
        }
        PdfHeading.part(sheet, "补贴依据 Grounds of the subsidies", Wording.GROUNDS_ZH + " " + Wording.GROUNDS_EN, 80);
        PdfTable table = new PdfTable(sheet, GROUNDS);
        table.header();
        for (Ground ground : grounds) {
            table.row(List.of(
                    new Cell(ground.programme().toString(), ground.voucher().toString()),
                    Cell.of(ground.rate().map(Rate::formatted).orElse("—")),
                    new Cell(ground.rule(), Wording.bounds(ground)),
                    Cell.of(Integer.toString(ground.parts().size())),
                    Cell.of(Wording.given(ground))));
        }
    }

    private void evidence() throws IOException {
        JournalReference journal = invoice.journal();
        PdfHeading.part(
                sheet,
                "计量依据 Metering evidence",
                "计量日志记录 Usage journal records " + journal.fromSeq() + " – " + journal.toSeq(),
                50);
        sheet.paragraph(
                PdfType.LABEL, PdfSheet.LEFT, PdfSheet.WIDTH, "日志链哈希 Journal hash (SHA-256): " + journal.hash());
        sheet.paragraph(
                PdfType.LABEL,
                PdfSheet.LEFT,
                PdfSheet.WIDTH,
                "计价明细摘要 Line book digest (SHA-256): " + journal.bookDigest());
    }
}
