package io.xisuan.billing.receivable;

import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How much of some money pays one invoice. */
public record Allocation(String invoice, Money amount) {
    public Allocation {
        if (invoice.isBlank() || !amount.isPositive()) {
            throw new IllegalArgumentException("%s of \"%s\" pays nothing".formatted(amount, invoice));
        }
    }

    /**
     * Proposes how money pays what is open, the oldest invoice first; what is in dispute is left alone. Less than the money comes back
     * when less is open.
     */
    public static List<Allocation> oldestFirst(List<OpenItem> items, Money money) {
        List<Allocation> allocations = new ArrayList<>();
        Money left = money;
        for (OpenItem item : items.stream()
                .sorted(Comparator.comparing(OpenItem::issuedOn).thenComparing(OpenItem::number))
                .toList()) {
            Money part = item.due().min(left);
            if (part.isPositive()) {
                allocations.add(new Allocation(item.number(), part));
                left = left.minus(part);
            }
        }
        return List.copyOf(allocations);
    }
}
