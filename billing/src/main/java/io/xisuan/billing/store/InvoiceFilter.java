package io.xisuan.billing.store;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.TenantId;
import java.util.Optional;

/** Which invoices to list; what is empty is not asked for. */
public record InvoiceFilter(Optional<TenantId> tenant, Optional<BillingPeriod> period) {
    public static final InvoiceFilter ALL = new InvoiceFilter(Optional.empty(), Optional.empty());
}
