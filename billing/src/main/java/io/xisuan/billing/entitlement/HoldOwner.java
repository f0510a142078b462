package io.xisuan.billing.entitlement;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.model.SupplierId;
import java.util.Comparator;
import java.util.List;

/** What a hold is for: one attempt of one job at one supplier; the hold's id follows from it alone. */
public record HoldOwner(SupplierId supplier, String jobUid, int attempt) implements Comparable<HoldOwner> {
    private static final Comparator<HoldOwner> ORDER = Comparator.comparing(HoldOwner::supplier)
            .thenComparing(HoldOwner::jobUid)
            .thenComparingInt(HoldOwner::attempt);

    /** Returns the id, SHA-256 in hex: repeating a start finds the same hold. */
    public String holdId() {
        return Sha256.hexOfFields(List.of("hold", supplier.value(), jobUid, Integer.toString(attempt)));
    }

    @Override
    public int compareTo(HoldOwner other) {
        return ORDER.compare(this, other);
    }
}
