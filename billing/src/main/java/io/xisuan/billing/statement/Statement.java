package io.xisuan.billing.statement;

import io.xisuan.billing.report.AsOf;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What moved a tenant's debt between two days: closing is opening with all movements. Two statements that follow on each other together are
 * the statement of both times.
 *
 * @param from the first day
 * @param until the day after the last one
 * @param movements in order of day, then of entry
 */
public record Statement(
        TenantId tenant,
        LocalDate from,
        LocalDate until,
        Standing opening,
        List<Movement> movements,
        Standing closing) {
    /**
     * One entry of the books.
     *
     * @param kind of the entry, as {@code invoice-issued}
     * @param reference the number of a document, or of a movement of money
     * @param after where the tenant stands afterwards
     */
    public record Movement(long entry, LocalDate day, String kind, String reference, Standing change, Standing after) {}

    /**
     * @throws IllegalArgumentException when the days are none, or it does not add up
     */
    public Statement {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("A statement does not go from %s back to %s".formatted(from, until));
        }
        movements = List.copyOf(movements);
        Standing sum = movements.stream().map(Movement::change).reduce(opening, Standing::plus);
        if (!sum.equals(closing)) {
            throw new IllegalArgumentException(
                    "%s: opening and movements come to %s, not to %s".formatted(tenant, sum, closing));
        }
    }

    /** Returns the statement over the entries that a report takes; those before the first day make the opening. */
    public static Statement of(TenantId tenant, LocalDate from, LocalDate until, List<AsOf.Booked> entries) {
        Standing opening = Standing.NONE;
        Standing standing = Standing.NONE;
        List<Movement> movements = new ArrayList<>();
        List<AsOf.Booked> inOrder = entries.stream()
                .sorted(Comparator.comparing(AsOf.Booked::effectiveOn).thenComparingLong(AsOf.Booked::seq))
                .toList();
        for (AsOf.Booked entry : inOrder) {
            Standing change = Standing.of(tenant, entry.postings().postings());
            if (change.isNone() || !entry.effectiveOn().isBefore(until)) {
                continue;
            }
            standing = standing.plus(change);
            if (entry.effectiveOn().isBefore(from)) {
                opening = standing;
            } else {
                movements.add(movement(entry, change, standing));
            }
        }
        return new Statement(tenant, from, until, opening, movements, standing);
    }

    private static Movement movement(AsOf.Booked entry, Standing change, Standing after) {
        return new Movement(
                entry.seq(),
                entry.effectiveOn(),
                entry.postings().kind(),
                shortened(entry.postings().reference()),
                change,
                after);
    }

    /** References of money end in the digest of their row, which no tenant reads. */
    private static String shortened(String reference) {
        return reference.replaceFirst("/[0-9a-f]{64}$", "");
    }

    /**
     * Returns the statement of both times.
     *
     * @throws IllegalArgumentException when the other does not follow on this one
     */
    public Statement and(Statement next) {
        if (!tenant.equals(next.tenant) || !until.equals(next.from) || !closing.equals(next.opening)) {
            throw new IllegalArgumentException(
                    "The statement from %s does not follow on that until %s".formatted(next.from, until));
        }
        List<Movement> both = new ArrayList<>(movements);
        both.addAll(next.movements);
        return new Statement(tenant, from, next.until, opening, both, next.closing);
    }
}
