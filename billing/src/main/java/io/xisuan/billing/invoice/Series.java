package io.xisuan.billing.invoice;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.SupplierId;
import java.util.Comparator;

/** One gap-free run of numbers: those of one supplier, kind of document and year of issue. */
public record Series(SupplierId supplier, InvoiceKind kind, int year) implements Comparable<Series> {
    private static final Comparator<Series> ORDER =
            Comparator.comparing(Series::supplier).thenComparing(Series::kind).thenComparingInt(Series::year);

    /** Returns the series that a document belongs to: the year is that of its issue in Asia/Shanghai. */
    public static Series of(Invoice invoice) {
        int year = BillingPeriod.of(invoice.issuedAt().toEpochMilli()).year();
        return new Series(invoice.seller().supplier(), invoice.kind(), year);
    }

    @Override
    public int compareTo(Series other) {
        return ORDER.compare(this, other);
    }
}
