package io.xisuan.billing.store;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.payment.BankLine;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.List;

/** A store with issued invoices of one tenant, and money of it. */
final class MoneyFixture {
    static final TenantId TENANT = new TenantId("t-2");
    static final LocalDate DAY = LocalDate.of(2025, 5, 2);
    private static final long DAY_MILLIS = 86_400_000L;

    private MoneyFixture() {}

    static Recorded by(String name) {
        return new Recorded(DAY, name, 7_000);
    }

    static BankLine line(String reference, long fen, String payer, String remark) {
        return new BankLine(1, reference, Money.ofFen(fen), payer, "6222", remark, by("clerk"));
    }

    /** Issues so many invoices, each for one day of a job that pays for itself, and returns their numbers. */
    static List<String> issue(Store store, int count) {
        long epoch = StoreFixture.openMonth(store, 1);
        for (int day = 0; day < count; day++) {
            long from = RandomMonth.PERIOD.interval().startMillis() + day * DAY_MILLIS;
            UsageInterval usage = RandomMonth.usage(11, 0, new Interval(from, from + 3_600_000));
            JournalCut cut = new JournalCut(day + 1L, day + 1L, Sha256.hex("record " + day));
            store.issue(epoch, StoreFixture.batch(store, List.of(usage), cut, IssuePart.INTERIM));
        }
        return store.invoices(InvoiceFilter.ALL).stream()
                .map(StoredInvoice::number)
                .toList();
    }
}
