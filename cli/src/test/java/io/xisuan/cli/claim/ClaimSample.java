package io.xisuan.cli.claim;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.invoice.Buyer;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.InvoicePostings;
import io.xisuan.billing.invoice.Issuing;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.JournalReference;
import io.xisuan.billing.invoice.Seller;
import io.xisuan.billing.invoice.VatLine;
import io.xisuan.billing.invoice.VoucherPayment;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.party.CreditCode;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.Names;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.store.IssueBatch;
import io.xisuan.billing.store.IssuePart;
import io.xisuan.billing.store.Store;
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
import java.util.List;
import java.util.Optional;

/** A store with one issued invoice of two lines, of which a voucher of Qingyang paid 30 %. */
final class ClaimSample {
    static final ProgrammeId PROGRAMME = new ProgrammeId("qingyang-2024");
    private static final SupplierId SUPPLIER = new SupplierId("qy-compute");
    private static final ContractId CONTRACT = new ContractId("QY-HT-2025-001");
    private static final TenantId TENANT = new TenantId("example-ai");
    private static final VoucherId VOUCHER = new VoucherId("example-ai/qy-1");
    private static final BillingPeriod AUGUST = BillingPeriod.parse("2025-08");
    private static final Rate SIX = Rate.percent(6);
    private static final AttemptKey ATTEMPT = new AttemptKey(new JobId("example-ai", "pretrain-7b", "uid-1"), 1);

    private ClaimSample() {}

    static void write(String url) {
        try (Store store = Store.open(url)) {
            long epoch = store.mintEpoch("sample", 1);
            store.importParties(List.of(supplier()), List.of(contract()));
            AccountId account = AccountId.voucher(PROGRAMME, VOUCHER);
            AccountId cap = AccountId.cap(PROGRAMME, TENANT, 2025);
            store.apply(epoch, List.of(new Command.Open("open", account, Authority.OURS, Money.parseYuan("10000"))));
            store.apply(epoch, List.of(new Command.Open("open cap", cap, Authority.OURS, Money.parseYuan("10000"))));
            HoldOwner owner = new HoldOwner(SUPPLIER, ATTEMPT.job().uid(), 1);
            store.apply(
                    epoch,
                    List.of(new Command.Place(
                            "hold",
                            owner,
                            "",
                            List.of(new LineRequest(List.of(account, cap), Money.parseYuan("1000"))),
                            Long.MAX_VALUE)));
            issue(store, epoch, owner.holdId());
        }
    }

    private static void issue(Store store, long epoch, String hold) {
        Instant at = Instant.parse("2025-09-03T02:00:00Z");
        Issuing.Issued issued = Issuing.issue(Issuing.unchanged(List.of(draft())), store.numbers(), at);
        store.issue(
                epoch,
                new IssueBatch(
                        AUGUST,
                        IssuePart.FINAL,
                        new JournalCut(1, 2, "ab".repeat(32)),
                        at.toEpochMilli(),
                        issued.invoices(),
                        issued.numbers(),
                        issued.invoices().stream()
                                .flatMap(invoice -> InvoicePostings.of(invoice).stream())
                                .toList(),
                        List.of(post(hold, 1, 31_800), post(hold, 2, 6_360))));
    }

    private static Command post(String hold, int day, long fen) {
        return new Command.Post("post " + day, hold, 0, LocalDate.of(2025, 8, day), Money.ofFen(fen));
    }

    private static Supplier supplier() {
        return new Supplier(
                SUPPLIER,
                new Names("庆阳示例算力服务有限公司", "Qingyang Example"),
                new CreditCode("91640500MA0EXA55XH"),
                new Jurisdiction("gansu/qingyang"),
                SIX,
                "*信息技术服务*算力服务",
                "QY",
                List.of(PROGRAMME));
    }

    private static Contract contract() {
        return new Contract(
                CONTRACT,
                TENANT,
                SUPPLIER,
                LocalDate.of(2025, 6, 1),
                ContractTerm.parse("2025-06-10..2026-06-09"),
                Money.parseYuan("500000"),
                30,
                List.of());
    }

    private static InvoiceDraft draft() {
        List<InvoiceLine> lines = List.of(line(1, 106_000, 31_800), line(2, 21_200, 6_360));
        Money gross = Money.ofFen(127_200);
        Money tax = Money.ofFen(7_200);
        return new InvoiceDraft(
                InvoiceKind.INVOICE,
                new Seller(SUPPLIER, "庆阳示例算力服务有限公司", "Qingyang Example", Optional.empty(), Optional.empty()),
                new Buyer(TENANT, "北京示例智能科技有限公司", "Example AI", Optional.empty(), Optional.empty()),
                CONTRACT,
                AUGUST,
                lines,
                List.of(new VatLine(SIX, gross, gross.minus(tax), tax)),
                List.of(new VoucherPayment(PROGRAMME, VOUCHER, "QY-2025-017", Money.ofFen(38_160))),
                List.of(),
                List.of(),
                new JournalReference(1, 2, "ab".repeat(32), "cd".repeat(32)));
    }

    private static InvoiceLine line(int day, long gross, long subsidy) {
        return new InvoiceLine(
                ATTEMPT,
                Component.COMPUTE,
                new SiteId("qingyang"),
                AcceleratorModel.NVIDIA_H800,
                "qy-2025-07",
                "all-day",
                VOUCHER.value(),
                LocalDate.of(2025, 8, day),
                new DeviceMillis(64 * 3_600_000L),
                new HourlyPrice(14_500_000),
                Money.ofFen(gross),
                Money.ofFen(subsidy),
                Money.ofFen(gross - subsidy),
                Money.ZERO,
                SIX,
                Money.ofFen(gross * 6 / 106));
    }
}
