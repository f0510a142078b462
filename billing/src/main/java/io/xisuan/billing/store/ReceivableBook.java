package io.xisuan.billing.store;

import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.model.TenantId;
import java.util.List;
import java.util.Optional;

/** What issued invoices are still owed, as the store stands. */
public final class ReceivableBook {
    private final Database database;

    public ReceivableBook(Store store) {
        this.database = store.database();
    }

    /** Returns the items of one tenant, or of all, in order of issue; those that are paid are among them. */
    public List<OpenItem> items(Optional<TenantId> tenant) {
        return database.read(handle -> ReceivableRows.items(handle, tenant));
    }

    /**
     * Returns one invoice's item.
     *
     * @throws io.xisuan.model.InputException when no such invoice is issued
     */
    public OpenItem item(String number) {
        return database.read(handle -> ReceivableRows.item(handle, number));
    }
}
