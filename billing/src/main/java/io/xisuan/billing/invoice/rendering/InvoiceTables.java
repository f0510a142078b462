package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.ExpectedReimbursement;
import io.xisuan.billing.invoice.Ground;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.UnconfirmedSubsidy;
import io.xisuan.billing.invoice.VatLine;
import io.xisuan.billing.invoice.VoucherPayment;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.rendering.SheetCell;
import io.xisuan.billing.rendering.SheetTable;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An invoice or a note as tables: what its workbook and its CSV hold. */
final class InvoiceTables {
    private final Invoice invoice;
    private final Language language;

    InvoiceTables(Invoice invoice, Language language) {
        this.invoice = invoice;
        this.language = language;
    }

    List<SheetTable> all() {
        return List.of(summary(), lines(InvoiceColumn.headings(language)), vat(), payments(), grounds());
    }

    /** Returns one row for each line, under these headings. */
    SheetTable lines(List<String> headings) {
        List<List<SheetCell>> rows = new ArrayList<>();
        for (int i = 0; i < invoice.lines().size(); i++) {
            rows.add(line(i + 1, invoice.lines().get(i)));
        }
        return new SheetTable(language.of("明细", "Lines"), headings, rows);
    }

    private List<SheetCell> line(int number, InvoiceLine line) {
        return List.of(
                SheetCell.of(invoice.number()),
                SheetCell.of(number),
                SheetCell.of(line.day()),
                SheetCell.of(line.attempt().job().namespace()),
                SheetCell.of(line.attempt().job().name()),
                SheetCell.of(line.attempt().job().uid()),
                SheetCell.of(line.attempt().attempt()),
                SheetCell.of(line.component().name()),
                SheetCell.of(line.site().value()),
                SheetCell.of(line.model().id()),
                SheetCell.of(line.tariffVersion()),
                SheetCell.of(line.tier()),
                SheetCell.of(line.funding()),
                SheetCell.of(line.signedDeviceMillis()),
                SheetCell.of(hours(line)),
                SheetCell.of(new BigDecimal(line.unitPrice().formatted())),
                SheetCell.of(line.gross()),
                SheetCell.of(line.subsidy()),
                SheetCell.of(line.customer()),
                SheetCell.of(line.reimbursable()),
                SheetCell.of(percent(line.vatRate())),
                SheetCell.of(line.tax()),
                SheetCell.of(invoice.corrects().map(Correction::number).orElse("")));
    }

    /** Returns hours with the sign of the line. */
    static BigDecimal hours(InvoiceLine line) {
        DeviceMillis quantity = line.quantity();
        return line.takenOff() ? quantity.hours().negate() : quantity.hours();
    }

    private static BigDecimal percent(Rate rate) {
        BigDecimal percent = rate.value()
                .times(Rational.of(100, 1))
                .round(4, Rounding.HALF_UP)
                .stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }

    private SheetTable summary() {
        List<List<SheetCell>> rows = new ArrayList<>();
        say(rows, "单据", "Document", language.of(Wording.titleZh(invoice.kind()), Wording.titleEn(invoice.kind())));
        say(rows, "编号", "Number", invoice.number());
        invoice.corrects().ifPresent(correction -> {
            say(rows, "更正账单", "Corrects", correction.number());
            say(rows, "原因", "Cause", correction.cause());
        });
        say(rows, "销售方", "Seller", invoice.seller().nameZh());
        say(rows, "销售方代码", "Seller's credit code", invoice.seller().creditCode().orElse(""));
        say(rows, "购买方", "Buyer", invoice.buyer().nameZh());
        say(rows, "购买方代码", "Buyer's credit code", invoice.buyer().creditCode().orElse(""));
        say(rows, "合同", "Contract", invoice.contract().value());
        say(rows, "账期", "Month", invoice.period().toString());
        say(rows, "开具时间", "Issued at", Wording.time(invoice.issuedAt()));
        sum(rows, "价税合计", "Gross, VAT included", invoice.gross());
        sum(rows, "不含税金额", "Net", invoice.net());
        sum(rows, "税额", "VAT", invoice.tax());
        sum(rows, "算力券支付", "Paid by vouchers", invoice.subsidy());
        sum(rows, "本期应付", "Payable now", invoice.payableNow());
        sum(rows, "预计后补", "Expected later", invoice.expectedLaterTotal());
        return new SheetTable(
                language.of("概要", "Summary"), List.of(language.of("项目", "What"), language.of("内容", "Content")), rows);
    }

    private void say(List<List<SheetCell>> rows, String zh, String en, String value) {
        rows.add(List.of(SheetCell.of(language.of(zh, en)), SheetCell.of(value)));
    }

    private void sum(List<List<SheetCell>> rows, String zh, String en, Money value) {
        rows.add(List.of(SheetCell.of(language.of(zh, en)), SheetCell.of(value)));
    }

    private SheetTable vat() {
        List<List<SheetCell>> rows = new ArrayList<>();
        for (VatLine line : invoice.vat()) {
            rows.add(List.of(
                    SheetCell.of(percent(line.rate())),
                    SheetCell.of(line.net()),
                    SheetCell.of(line.tax()),
                    SheetCell.of(line.gross())));
        }
        return new SheetTable(
                language.of("增值税", "VAT"),
                language == Language.ZH
                        ? List.of("税率%", "不含税金额", "税额", "价税合计")
                        : List.of("rate %", "net", "VAT", "gross"),
                rows);
    }

    private SheetTable payments() {
        List<List<SheetCell>> rows = new ArrayList<>();
        for (VoucherPayment payment : invoice.voucherPayments()) {
            rows.add(payment(
                    language.of("券付", "paid by voucher"),
                    payment.programme().value(),
                    payment.voucherNumber(),
                    SheetCell.of(payment.amount())));
        }
        for (ExpectedReimbursement expected : invoice.expectedLater()) {
            rows.add(payment(
                    language.of("预计后补", "expected later"),
                    expected.programme().value(),
                    expected.payer() + " " + expected.likelyMonth(),
                    SheetCell.of(expected.amount())));
        }
        for (UnconfirmedSubsidy open : invoice.notConfirmed()) {
            rows.add(payment(
                    language.of("未确认", "not confirmed"), open.programme().value(), open.missing(), SheetCell.of("")));
        }
        return new SheetTable(
                language.of("支付", "Payments"),
                language == Language.ZH
                        ? List.of("类别", "政策", "券号或说明", "金额")
                        : List.of("kind", "programme", "voucher or note", "amount"),
                rows);
    }

    private static List<SheetCell> payment(String kind, String programme, String note, SheetCell amount) {
        return List.of(SheetCell.of(kind), SheetCell.of(programme), SheetCell.of(note), amount);
    }

    private SheetTable grounds() {
        List<List<SheetCell>> rows = new ArrayList<>();
        for (Ground ground : invoice.content().grounds()) {
            for (Ground.Part part : ground.parts()) {
                rows.add(List.of(
                        SheetCell.of(part.line()),
                        SheetCell.of(ground.programme().value()),
                        SheetCell.of(ground.voucher().value()),
                        SheetCell.of(ground.rate().map(Rate::formatted).orElse("")),
                        SheetCell.of(part.counted()),
                        SheetCell.of(part.evaluated()),
                        SheetCell.of(part.given()),
                        SheetCell.of(part.bound().name()),
                        SheetCell.of(ground.rule())));
            }
        }
        return new SheetTable(
                language.of("补贴依据", "Grounds"),
                language == Language.ZH
                        ? List.of("行", "政策", "券", "比例", "计入金额", "按规则", "实付", "受限于", "规则")
                        : List.of(
                                "line", "programme", "voucher", "rate", "counted", "by rule", "given", "bound", "rule"),
                rows);
    }
}
