package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.CapitalNumerals;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.VatLine;
import io.xisuan.billing.invoice.VoucherPayment;
import io.xisuan.billing.rendering.PdfAmount;
import io.xisuan.billing.rendering.PdfSheet;
import io.xisuan.billing.rendering.PdfTable;
import io.xisuan.billing.rendering.PdfTable.Cell;
import io.xisuan.billing.rendering.PdfTable.Column;
import io.xisuan.billing.rendering.PdfType;
import java.io.IOException;
import java.util.List;

/** What the lines come to: VAT by rate, voucher payments, and what is payable now in figures and in capitals. */
final class PdfTotals {
    private static final List<Column> VAT = List.of(
            new Column("税率", "VAT rate", 111, false),
            new Column("不含税金额", "Net", 130, true),
            new Column("税额", "VAT", 130, true),
            new Column("价税合计", "Gross", 140, true));
    private static final List<Column> PAYMENTS = List.of(
            new Column("算力券支付", "Paid by voucher", 241, false),
            new Column("券号", "Voucher", 130, false),
            new Column("支付金额", "Payment", 140, true));

    private final PdfSheet sheet;
    private final Invoice invoice;

    PdfTotals(PdfSheet sheet, Invoice invoice) {
        this.sheet = sheet;
        this.invoice = invoice;
    }

    void draw() throws IOException {
        vat();
        payments();
        payable();
    }

    private void vat() throws IOException {
        if (invoice.vat().isEmpty()) {
            return;
        }
        PdfTable table = section(VAT, 40 + 14f * invoice.vat().size());
        for (VatLine line : invoice.vat()) {
            table.row(List.of(
                    Cell.of(line.rate().formatted()),
                    Cell.of(line.net().formatted()),
                    Cell.of(line.tax().formatted()),
                    Cell.of(line.gross().formatted())));
        }
        table.total(List.of(
                Cell.of("合计 Total"),
                Cell.of(invoice.net().formatted()),
                Cell.of(invoice.tax().formatted()),
                Cell.of(invoice.gross().formatted())));
    }

    private void payments() throws IOException {
        if (invoice.voucherPayments().isEmpty()) {
            return;
        }
        PdfTable table = section(PAYMENTS, 70);
        for (VoucherPayment payment : invoice.voucherPayments()) {
            table.row(List.of(
                    Cell.of(payment.programme().toString()),
                    Cell.of(payment.voucherNumber()),
                    Cell.of(payment.amount().formatted())));
        }
        table.total(List.of(
                Cell.of("合计 Total"), Cell.of(""), Cell.of(invoice.subsidy().formatted())));
        sheet.down(2);
        sheet.paragraph(PdfType.LABEL, PdfSheet.LEFT, PdfSheet.WIDTH, Wording.PAYMENT_ZH + " " + Wording.PAYMENT_EN);
    }

    private void payable() throws IOException {
        PdfAmount.draw(
                sheet,
                Wording.payable(invoice),
                invoice.payableNow().formatted(),
                CapitalNumerals.of(invoice.payableNow()));
    }

    private PdfTable section(List<Column> columns, float room) throws IOException {
        sheet.down(12);
        if (!sheet.hasRoom(room)) {
            sheet.nextPage();
        }
        PdfTable table = new PdfTable(sheet, columns);
        table.header();
        return table;
    }
}
