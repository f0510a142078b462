package io.xisuan.billing.store;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.SupplierId;

/**
 * One month of one supplier: what is in it.
 *
 * @param cutSeq the last journal record that is in; later ones of a closed month make notes
 * @param cutHash the chain hash of that record
 */
public record SupplierMonth(
        SupplierId supplier, BillingPeriod month, State state, long cutSeq, String cutHash, long changedAtMillis) {
    /** Whether more of the month may be invoiced. */
    public enum State {
        OPEN,
        CLOSED
    }
}
