package io.xisuan.billing.invoice;

import io.xisuan.model.SupplierId;
import java.util.Comparator;

/** One gap-free run of numbers: those of one supplier, kind of document and year of issue. */
public record Series(SupplierId supplier, InvoiceKind kind, int year) implements Comparable<Series> {
    private static final Comparator<Series> ORDER =
            Comparator.comparing(Series::supplier).thenComparing(Series::kind).thenComparingInt(Series::year);

    @Override
    public int compareTo(Series other) {
        return ORDER.compare(this, other);
    }
}
