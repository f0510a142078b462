package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.rendering.PdfSheet;
import io.xisuan.billing.rendering.PdfTable;
import io.xisuan.billing.rendering.PdfTable.Cell;
import io.xisuan.billing.rendering.PdfTable.Column;
import io.xisuan.model.Money;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The lines of an invoice as a table over as many pages as they need. */
final class PdfLines {
    private static final List<Column> COLUMNS = List.of(
            new Column("序", "No.", 20, false),
            new Column("日期", "Day, UTC+8", 43, false),
            new Column("作业", "Job", 146, false),
            new Column("站点 / 型号", "Site / model", 76, false),
            new Column("卡时", "GPU-hours", 49, true),
            new Column("单价", "CNY per h", 37, true),
            new Column("含税金额", "Gross, VAT", 49, true),
            new Column("券付", "Vouchers", 44, true),
            new Column("应付", "Payable", 47, true));

    private Money gross = Money.ZERO;
    private Money subsidy = Money.ZERO;
    private Money customer = Money.ZERO;

    private PdfLines() {}

    static void draw(PdfSheet sheet, Invoice invoice) throws IOException {
        PdfLines sums = new PdfLines();
        PdfTable table = new PdfTable(sheet, COLUMNS, Optional.of(sums::soFar));
        table.header();
        List<InvoiceLine> lines = invoice.lines();
        for (int i = 0; i < lines.size(); i++) {
            table.row(cells(i + 1, lines.get(i)));
            sums.add(lines.get(i));
        }
        table.total(sums.soFar("合计 Total"));
    }

    private void add(InvoiceLine line) {
        gross = gross.plus(line.gross());
        subsidy = subsidy.plus(line.subsidy());
        customer = customer.plus(line.customer());
    }

    private List<Cell> soFar(String label) {
        Cell none = Cell.of("");
        return List.of(
                none,
                none,
                Cell.of(label),
                none,
                none,
                none,
                Cell.of(gross.formatted()),
                Cell.of(subsidy.formatted()),
                Cell.of(customer.formatted()));
    }

    private static List<Cell> cells(int number, InvoiceLine line) {
        String job =
                line.attempt().job().namespace() + "/" + line.attempt().job().name();
        return List.of(
                Cell.of(Integer.toString(number)),
                Cell.of(line.day().toString()),
                new Cell(job, terms(line)),
                new Cell(line.site().toString(), line.model().displayName()),
                Cell.of(Wording.hours(line)),
                Cell.of(Wording.price(line.unitPrice())),
                new Cell(
                        line.gross().formatted(),
                        line.vatRate().formatted() + " " + line.tax().formatted()),
                Cell.of(line.subsidy().formatted()),
                Cell.of(line.customer().formatted()));
    }

    private static String terms(InvoiceLine line) {
        return switch (line.component()) {
                    case COMPUTE -> "";
                    case MODEL -> "模型 model · ";
                    case CORPUS -> "语料 corpus · ";
                    case ANNOTATION -> "标注 annotation · ";
                    case STORAGE -> "存储 storage · ";
                    case NETWORK -> "网络 network · ";
                    case SUPPORT -> "运维 support · ";
                    case COMMITMENT -> "承诺用量差额 commitment · ";
                }
                + "attempt " + line.attempt().attempt() + " · " + line.tariffVersion() + " " + line.tier() + " · "
                + line.funding();
    }
}
