package io.xisuan.billing.receivable;

import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How old what one tenant owes is on a day, counted from the day on which it was due.
 *
 * @param current not late, or nothing was agreed about when
 * @param disputed in dispute, whatever its age
 */
public record Ageing(
        TenantId tenant, Money current, Money upTo30, Money upTo60, Money upTo90, Money over90, Money disputed) {
    private static final int BUCKETS = 5;

    /** Returns one row for each tenant that owes anything, in order of tenant. */
    public static List<Ageing> of(List<OpenItem> items, LocalDate today) {
        Map<TenantId, List<OpenItem>> byTenant = new TreeMap<>();
        items.forEach(item -> byTenant.computeIfAbsent(item.tenant(), fresh -> new ArrayList<>())
                .add(item));
        return byTenant.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), today))
                .filter(row -> !row.total().isZero())
                .toList();
    }

    private static Ageing of(TenantId tenant, List<OpenItem> items, LocalDate today) {
        Money[] sums = new Money[BUCKETS];
        java.util.Arrays.fill(sums, Money.ZERO);
        Money disputed = Money.ZERO;
        for (OpenItem item : items) {
            long late = item.daysLate(today);
            int bucket = late == 0 ? 0 : (int) Math.min(BUCKETS - 1, 1 + (late - 1) / 30);
            sums[bucket] = sums[bucket].plus(item.due());
            disputed = disputed.plus(item.disputed());
        }
        return new Ageing(tenant, sums[0], sums[1], sums[2], sums[3], sums[4], disputed);
    }

    /** Returns all that the tenant owes. */
    public Money total() {
        return current.plus(upTo30).plus(upTo60).plus(upTo90).plus(over90).plus(disputed);
    }
}
