package io.xisuan.cli.invoice;

import io.xisuan.billing.invoice.Buyer;
import io.xisuan.billing.invoice.ExpectedReimbursement;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.InvoicePostings;
import io.xisuan.billing.invoice.Issuing;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.JournalReference;
import io.xisuan.billing.invoice.Seller;
import io.xisuan.billing.invoice.VatLine;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** A store with two issued parts of one month. */
public final class IssuedSample {
    private static final SupplierId SUPPLIER = new SupplierId("zhongwei-compute");
    private static final BillingPeriod AUGUST = BillingPeriod.parse("2025-08");
    private static final Rate SIX = Rate.percent(6);

    private IssuedSample() {}

    /** Makes the store, of a journal that is nowhere. */
    public static void write(String url) {
        write(url, record -> "ab".repeat(32));
    }

    /**
     * Makes the store.
     *
     * @param hashes the hashes of the first two records of the journal that it is billed from
     */
    public static void write(String url, LongFunction<String> hashes) {
        try (Store store = Store.open(url)) {
            long epoch = store.mintEpoch("sample", 1);
            store.importParties(
                    List.of(new Supplier(
                            SUPPLIER,
                            new Names("中卫示例算力服务有限公司", "Zhongwei Example"),
                            new CreditCode("91640500MA0EXA55XH"),
                            new Jurisdiction("ningxia/zhongwei"),
                            SIX,
                            "*信息技术服务*算力服务",
                            "ZW",
                            List.of())),
                    List.of());
            issue(store, epoch, new JournalCut(1, 1, hashes.apply(1)), Money.ofFen(106_000));
            issue(store, epoch, new JournalCut(2, 2, hashes.apply(2)), Money.ofFen(21_200));
        }
    }

    /** Issues one more part, of the third record. */
    public static void issueMore(String url, String hash) {
        try (Store store = Store.open(url)) {
            issue(store, store.mintEpoch("sample", 2), new JournalCut(3, 3, hash), Money.ofFen(10_600));
        }
    }

    private static void issue(Store store, long epoch, JournalCut cut, Money gross) {
        long record = cut.toSeq();
        Instant at = Instant.parse("2025-09-03T02:00:00Z");
        Issuing.Issued issued = Issuing.issue(Issuing.unchanged(List.of(draft(record, gross))), store.numbers(), at);
        store.issue(
                epoch,
                new IssueBatch(
                        AUGUST,
                        IssuePart.INTERIM,
                        cut,
                        at.toEpochMilli(),
                        issued.invoices(),
                        issued.numbers(),
                        issued.invoices().stream()
                                .flatMap(invoice -> InvoicePostings.of(invoice).stream())
                                .toList(),
                        List.of()));
    }

    private static InvoiceDraft draft(long record, Money gross) {
        Money tax = Money.ofFen(gross.fen() * 6 / 106);
        Money later = Money.ofFen(5_000);
        InvoiceLine line = new InvoiceLine(
                new AttemptKey(new JobId("example-ai", "pretrain-7b", "uid-1"), 1),
                Component.COMPUTE,
                new SiteId("zhongwei"),
                AcceleratorModel.NVIDIA_H800,
                "zw-2025-07",
                "all-day",
                "beijing-etown-2024",
                LocalDate.of(2025, 8, (int) record),
                new DeviceMillis(64 * 3_600_000L),
                new HourlyPrice(14_500_000),
                gross,
                Money.ZERO,
                gross,
                later,
                SIX,
                tax);
        return new InvoiceDraft(
                InvoiceKind.INVOICE,
                new Seller(SUPPLIER, "中卫示例算力服务有限公司", "Zhongwei Example", Optional.empty(), Optional.empty()),
                new Buyer(new TenantId("example-ai"), "北京示例智能科技有限公司", "Example AI", Optional.empty(), Optional.empty()),
                new ContractId("ZW-HT-2025-007"),
                AUGUST,
                List.of(line),
                List.of(new VatLine(SIX, gross, gross.minus(tax), tax)),
                List.of(),
                List.of(new ExpectedReimbursement(
                        new ProgrammeId("beijing-etown-2024"), "北京经开区", BillingPeriod.parse("2026-03"), later)),
                List.of(),
                new JournalReference(record, record, "ab".repeat(32), "cd".repeat(32)));
    }
}
