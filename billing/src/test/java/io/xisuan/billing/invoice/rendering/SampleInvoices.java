package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.invoice.Buyer;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.ExpectedReimbursement;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.JournalReference;
import io.xisuan.billing.invoice.Seller;
import io.xisuan.billing.invoice.UnconfirmedSubsidy;
import io.xisuan.billing.invoice.VatLine;
import io.xisuan.billing.invoice.VoucherPayment;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Invoices of made-up firms, with as many lines as a test asks for. */
final class SampleInvoices {
    static final BillingPeriod AUGUST = BillingPeriod.parse("2025-08");
    private static final Rate SIX_PERCENT = Rate.percent(6);

    private SampleInvoices() {}

    static Invoice withLines(int count) {
        return of(count, "北京示例智能科技有限公司");
    }

    static Invoice of(int count, String buyerName) {
        List<InvoiceLine> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(i, Money.ofFen(1_234_567L + 7919L * i)));
        }
        return new Invoice("ZW-2025-000042", Instant.parse("2025-09-03T02:00:00Z"), draft(lines, buyerName));
    }

    static Invoice withOneLineOf(Money gross) {
        return new Invoice(
                "ZW-2025-000043", Instant.parse("2025-09-03T02:00:00Z"), draft(List.of(line(0, gross)), "买方"));
    }

    /** Returns a note that takes an hour of the first line back: 106.00 with VAT, of which the voucher paid 30.00. */
    static Invoice creditNote() {
        InvoiceLine line = line(0, Money.ofFen(10_000));
        InvoiceLine back = new InvoiceLine(
                line.attempt(),
                line.component(),
                line.site(),
                line.model(),
                line.tariffVersion(),
                line.tier(),
                line.funding(),
                line.day(),
                new DeviceMillis(3_600_000),
                line.unitPrice(),
                Money.ofFen(-10_600),
                Money.ofFen(-3_000),
                Money.ofFen(-7_600),
                Money.ZERO,
                line.vatRate(),
                Money.ofFen(-600),
                true);
        return note("ZW-CN-2025-000003", InvoiceKind.CREDIT_NOTE, back, Correction.Family.USAGE, "late usage 迟到用量");
    }

    /** Returns a note by which the tenant pays 12.34 that the authority does not. */
    static Invoice settlementNote() {
        InvoiceLine line = line(0, Money.ofFen(10_000));
        InvoiceLine moved = new InvoiceLine(
                line.attempt(),
                line.component(),
                line.site(),
                line.model(),
                line.tariffVersion(),
                line.tier(),
                line.funding(),
                line.day(),
                DeviceMillis.ZERO,
                line.unitPrice(),
                Money.ZERO,
                Money.ofFen(-1_234),
                Money.ofFen(1_234),
                Money.ZERO,
                line.vatRate(),
                Money.ZERO);
        String cause = "claim zwcv-2025-08 rejected: evidence 申报被退回：缺少设备清单";
        return note("ZW-DN-2025-000001", InvoiceKind.DEBIT_NOTE, moved, Correction.Family.SETTLEMENT, cause);
    }

    private static Invoice note(
            String number, InvoiceKind kind, InvoiceLine line, Correction.Family family, String cause) {
        InvoiceDraft original = withLines(1).content();
        Money gross = line.gross();
        InvoiceDraft draft = new InvoiceDraft(
                kind,
                original.seller(),
                original.buyer(),
                original.contract(),
                original.period(),
                List.of(line),
                gross.isZero()
                        ? List.of()
                        : List.of(new VatLine(line.vatRate(), gross, gross.minus(line.tax()), line.tax())),
                List.of(new VoucherPayment(
                        new ProgrammeId("qingyang-2024"), new VoucherId("qy-0001"), "庆算券2025-000118", line.subsidy())),
                List.of(),
                List.of(),
                original.journal(),
                Optional.of(new Correction("ZW-2025-000042", family, cause)));
        return new Invoice(number, Instant.parse("2025-10-09T02:00:00Z"), draft);
    }

    private static InvoiceDraft draft(List<InvoiceLine> lines, String buyerName) {
        Money gross = sum(lines.stream().map(InvoiceLine::gross).toList());
        Money tax = sum(lines.stream().map(InvoiceLine::tax).toList());
        Money subsidy = sum(lines.stream().map(InvoiceLine::subsidy).toList());
        Money later = sum(lines.stream().map(InvoiceLine::reimbursable).toList());
        ProgrammeId qingyang = new ProgrammeId("qingyang-2024");
        return new InvoiceDraft(
                InvoiceKind.INVOICE,
                new Seller(
                        new SupplierId("zhongwei-compute"),
                        "中卫示例算力服务有限公司",
                        "Zhongwei Example Computing Services Co., Ltd.",
                        Optional.of("91640500MA76EXAM0K"),
                        Optional.of("宁夏回族自治区中卫市沙坡头区示例路 1 号")),
                new Buyer(
                        new TenantId("example-ai"),
                        buyerName,
                        "Beijing Example Intelligent Technology Co., Ltd.",
                        Optional.of("91110108MA01EXAM6X"),
                        Optional.empty()),
                new ContractId("ZW-HT-2025-007"),
                AUGUST,
                lines,
                List.of(new VatLine(SIX_PERCENT, gross, gross.minus(tax), tax)),
                List.of(new VoucherPayment(qingyang, new VoucherId("qy-0001"), "庆算券2025-000118", subsidy)),
                List.of(new ExpectedReimbursement(
                        new ProgrammeId("beijing-etown-2024"),
                        "北京经济技术开发区管理委员会 Beijing E-Town",
                        BillingPeriod.parse("2026-03"),
                        later)),
                List.of(new UnconfirmedSubsidy(
                        new ProgrammeId("shanghai-2025"),
                        "补贴比例、单家上限及适用算力范围未公布 the rate, the cap per firm and the eligible compute are not published")),
                new JournalReference(1, 48_211, "3f9a".repeat(16), "b07c".repeat(16)));
    }

    private static InvoiceLine line(int i, Money gross) {
        Money subsidy = Money.ofFen(i % 3 == 0 ? gross.fen() * 3 / 10 : 0);
        Money tax = Money.ofFen((gross.fen() * 6 + 53) / 106);
        return new InvoiceLine(
                new AttemptKey(new JobId("example-ai", "pretrain-7b-stage-" + i % 9, "uid-" + i), 1 + i % 2),
                Component.COMPUTE,
                new SiteId(i % 2 == 0 ? "zhongwei" : "qingyang"),
                i % 2 == 0 ? AcceleratorModel.NVIDIA_H800 : AcceleratorModel.ASCEND_910B,
                "zw-2025-07",
                i % 2 == 0 ? "all-day" : "22:00-08:00",
                i % 3 == 0 ? "qingyang-2024" : "self-pay",
                LocalDate.of(2025, 8, 1 + i % 31),
                new DeviceMillis(64L * 3_600_000 * (1 + i % 24) + 1234),
                new HourlyPrice(14_500_000),
                gross,
                subsidy,
                gross.minus(subsidy),
                Money.ofFen(i % 3 == 1 ? 10_000 : 0),
                SIX_PERCENT,
                tax);
    }

    private static Money sum(List<Money> amounts) {
        return amounts.stream().reduce(Money.ZERO, Money::plus);
    }
}
