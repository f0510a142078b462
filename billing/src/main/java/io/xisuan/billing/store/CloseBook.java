package io.xisuan.billing.store;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.control.Principal;
import io.xisuan.model.BillingPeriod;
import java.util.List;

/** The checklists by which months were closed, kept as they stood when somebody closed on them. */
public final class CloseBook {
    private final Database database;

    public CloseBook(Store store) {
        this.database = store.database();
    }

    /**
     * A checklist that somebody closed on.
     *
     * @param run the drafts that it lets be issued
     * @param content the checklist as JSON
     * @param despite why something stayed open; empty when nothing did
     */
    public record Kept(
            BillingPeriod month, long run, String content, String despite, Principal closedBy, long closedAtMillis) {}

    /** Keeps a checklist; a close that the leader refuses leaves it behind, with who tried. */
    public void keep(BillingPeriod month, long run, String content, String despite, Principal by, long nowMillis) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO close_checklist (period, run, content, sha256, despite, closed_by, closed_at)
                        VALUES (:period, :run, :content, :sha, :despite, :by, :at)""")
                .bind("period", month.toString())
                .bind("run", run)
                .bind("content", content)
                .bind("sha", Sha256.hex(content))
                .bind("despite", despite)
                .bind("by", by.name())
                .bind("at", nowMillis)
                .execute());
    }

    /** Returns whether somebody closed on a checklist with these drafts. */
    public boolean closedOn(long run) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM close_checklist WHERE run = :run")
                        .bind("run", run)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    /**
     * Returns the checklists of a month, oldest first.
     *
     * @throws StoreException when one is not what was kept
     */
    public List<Kept> of(BillingPeriod month) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM close_checklist WHERE period = :period ORDER BY id")
                .bind("period", month.toString())
                .map((row, context) -> {
                    String content = row.getString("content");
                    if (!Sha256.hex(content).equals(row.getString("sha256"))) {
                        throw new StoreException(
                                "A checklist of %s is not what was kept: its digest differs".formatted(month));
                    }
                    return new Kept(
                            month,
                            row.getLong("run"),
                            content,
                            row.getString("despite"),
                            new Principal(row.getString("closed_by")),
                            row.getLong("closed_at"));
                })
                .list());
    }
}
