package io.xisuan.billing.store;

import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.SupplierId;
import java.util.List;
import java.util.Optional;

/** The months of each supplier: which are open, which are closed, and up to which record of the journal. */
public final class PeriodBook {
    private final Database database;

    public PeriodBook(Store store) {
        this.database = store.database();
    }

    /** Returns all months that something was issued of, in order of month and supplier. */
    public List<SupplierMonth> months() {
        return database.read(PeriodRows::all);
    }

    /** Returns a supplier's month; empty while nothing of it was issued. */
    public Optional<SupplierMonth> month(SupplierId supplier, BillingPeriod month) {
        return months().stream()
                .filter(one -> one.supplier().equals(supplier) && one.month().equals(month))
                .findFirst();
    }

    /** Returns the journal's records that each part of a month covered, in order of part. */
    public List<JournalCut> parts(BillingPeriod month) {
        return database.read(handle -> PeriodRows.parts(handle, month));
    }

    /** Returns the first month before this one that is open, so that this one cannot close. */
    public Optional<SupplierMonth> openBefore(BillingPeriod month) {
        return database.read(handle -> PeriodRows.firstOpenBefore(handle, month));
    }
}
