package io.xisuan.billing.store;

import io.xisuan.billing.control.Action;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.party.OwnerTermsCsv;
import io.xisuan.billing.receivable.Ageing;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.billing.receivable.OpenItems;
import io.xisuan.billing.report.AsOf;
import io.xisuan.billing.report.BalanceReport;
import io.xisuan.billing.statement.OwnerStatement;
import io.xisuan.billing.statement.Statement;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Reports and statements from the entries of the ledger, as of a day and as of what was recorded by an instant. */
public final class ReportBook {
    /** How old a recorded instant is at least: what was begun before it has been written by then. */
    private static final long SETTLED_MILLIS = 60_000;

    private final Database database;

    public ReportBook(Store store) {
        this.database = store.database();
    }

    /**
     * Returns the two times of a report.
     *
     * @param effective the day; empty for that of the recorded instant
     * @param recorded the instant; empty for that of the last entry
     * @throws InputException when more may still be recorded before the instant: then the report could not be had again
     */
    public AsOf asOf(Optional<LocalDate> effective, OptionalLong recorded, long nowMillis) {
        return database.read(handle -> {
            long last = LedgerRows.lastRecorded(handle, LedgerRows.head(handle)).orElse(0);
            long at = recorded.orElse(last);
            if (at > last && at > nowMillis - SETTLED_MILLIS) {
                throw InputException.of(
                        "--recorded %s: more may still be recorded by then; name an instant a minute ago, or %s, the last entry's"
                                .formatted(Instant.ofEpochMilli(at), Instant.ofEpochMilli(last)));
            }
            return new AsOf(effective.orElseGet(() -> BillingPeriod.dayOf(at)), at);
        });
    }

    /** Returns balances of accounts. */
    public BalanceReport balances(BalanceReport.Kind kind, AsOf asOf) {
        return BalanceReport.of(kind, asOf, database.read(ReportBook::booked));
    }

    /** Returns how old what tenants owe is on the effective day. */
    public List<Ageing> ageing(AsOf asOf) {
        return Ageing.of(items(asOf), asOf.effective());
    }

    /** Returns what documents were owed. */
    public List<OpenItem> items(AsOf asOf) {
        return database.read(handle -> {
            Set<String> keys = asOf.of(booked(handle)).stream()
                    .map(entry -> key(entry.postings()))
                    .collect(Collectors.toSet());
            Predicate<PostingSet> taken = set -> keys.contains(key(set));
            Map<TenantId, OptionalInt> days = new TreeMap<>();
            return OpenItems.of(
                    ReceivableRows.invoices(handle, Optional.empty()).stream()
                            .filter(invoice -> keys.contains("invoice-issued\n" + invoice.number()))
                            .toList(),
                    ReceivableRows.notes(handle, Optional.empty()).stream()
                            .filter(note -> keys.contains("note-issued\n" + note.number()))
                            .toList(),
                    MovementRows.all(handle, Optional.empty()).stream()
                            .filter(movement -> taken.test(movement.postings()))
                            .toList(),
                    DisputeRows.asOf(handle, taken),
                    whose -> days.computeIfAbsent(
                            whose,
                            one -> ReceivableRows.terms(handle, one, asOf.recordedMillis())
                                    .paymentDays()));
        });
    }

    /**
     * Returns what moved a tenant's debt.
     *
     * @param until the day after the last one
     * @param recorded what was recorded by then
     */
    public Statement statement(TenantId tenant, LocalDate from, LocalDate until, long recorded) {
        AsOf asOf = new AsOf(until, recorded);
        return Statement.of(tenant, from, until, asOf.of(database.read(ReportBook::booked)));
    }

    /** Returns what was sold of a site in a month, for its owner. */
    public OwnerStatement ownerStatement(SiteId site, BillingPeriod period) {
        return database.read(handle -> OwnerStatement.of(
                site,
                period,
                terms(handle, site),
                DocumentRows.find(handle, new InvoiceFilter(Optional.empty(), Optional.of(period))).stream()
                        .map(Store::read)
                        .toList()));
    }

    /** Records what was agreed with owners of sites; those that say the same as before change nothing. Returns how many are new. */
    public int agree(List<OwnerTermsCsv.Terms> terms, String by, long nowMillis) {
        return database.write(handle -> {
            ControlBook.permit(handle, new Principal(by), Action.AGREE_TERMS);
            int added = 0;
            for (OwnerTermsCsv.Terms one : terms) {
                if (!terms(handle, one.site()).equals(Optional.of(one))) {
                    handle.createUpdate("""
                                    INSERT INTO owner_terms (site, owner, share, recorded_by, recorded_at)
                                    VALUES (:site, :owner, :share, :by, :at)""")
                            .bind("site", one.site().value())
                            .bind("owner", one.owner())
                            .bind("share", one.share().value().toString())
                            .bind("by", by)
                            .bind("at", nowMillis)
                            .execute();
                    added++;
                }
            }
            return added;
        });
    }

    private static Optional<OwnerTermsCsv.Terms> terms(Handle handle, SiteId site) {
        return handle.createQuery("SELECT * FROM owner_terms WHERE site = :site ORDER BY id DESC LIMIT 1")
                .bind("site", site.value())
                .map((row, context) ->
                        new OwnerTermsCsv.Terms(site, row.getString("owner"), rate(row.getString("share"))))
                .findOne();
    }

    private static Rate rate(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? Rate.parse(text)
                : new Rate(Rational.of(
                        Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1))));
    }

    private static List<AsOf.Booked> booked(Handle handle) {
        Map<String, Long> issuedAt = new TreeMap<>();
        handle.createQuery("SELECT number, issued_at FROM invoice")
                .map((row, context) -> issuedAt.put(row.getString("number"), row.getLong("issued_at")))
                .list();
        return AsOf.booked(LedgerView.entries(handle, LedgerFilter.ALL), issuedAt);
    }

    private static String key(PostingSet set) {
        return set.kind() + "\n" + set.reference();
    }
}
