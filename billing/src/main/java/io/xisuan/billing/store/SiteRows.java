package io.xisuan.billing.store;

import io.xisuan.billing.control.Principal;
import io.xisuan.model.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The tables about sites' capacity: {@code site_request}, {@code site_stop}, {@code owner_reclaim} and {@code site_view}. */
final class SiteRows {
    private SiteRows() {}

    static long insert(Handle handle, SiteRequest wish) {
        return handle.createQuery("""
                        INSERT INTO site_request (site, deed, model, devices, by_at, requested_by, requested_at, state, answer)
                        VALUES (:site, :deed, :model, :devices, :by, :who, :at, 'PENDING', '') RETURNING id""")
                .bind("site", wish.site().value())
                .bind("deed", wish.deed().name())
                .bind("model", wish.acceleratorModelId())
                .bind("devices", wish.devices())
                .bind("by", wish.byMillis())
                .bind("who", wish.requestedBy().name())
                .bind("at", wish.requestedAtMillis())
                .mapTo(Long.class)
                .one();
    }

    /** Returns the requests that have no final answer, oldest first. */
    static List<SiteRequest> open(Handle handle) {
        return handle.createQuery("SELECT * FROM site_request WHERE state IN ('PENDING', 'UNDER_WAY') ORDER BY id")
                .map((row, context) -> request(row))
                .list();
    }

    static Optional<SiteRequest> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM site_request WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> request(row))
                .findOne();
    }

    static void answer(Handle handle, SiteAnswer answer) {
        int answered = handle.createUpdate("""
                        UPDATE site_request SET state = :state, answer = :answer
                        WHERE id = :id AND state IN ('PENDING', 'UNDER_WAY')""")
                .bind("state", answer.state().name())
                .bind("answer", answer.text())
                .bind("id", answer.request())
                .execute();
        if (answered != 1) {
            throw new StoreException("Request %d is unknown or has its answer already".formatted(answer.request()));
        }
    }

    static void insert(Handle handle, SiteStop stop) {
        handle.createUpdate("""
                        INSERT INTO site_stop (request, model, site, kept, vacated, until_at, ended_at)
                        VALUES (:request, :model, :site, :kept, :vacated, :until, NULL)""")
                .bind("request", stop.request())
                .bind("model", stop.acceleratorModelId())
                .bind("site", stop.site().value())
                .bind("kept", stop.kept())
                .bind("vacated", stop.vacated() ? 1 : 0)
                .bind("until", stop.untilMillis())
                .execute();
    }

    /** Ends what was kept from sale by requests before this one. */
    static void resume(Handle handle, SiteResume resume) {
        handle.createUpdate("""
                        UPDATE site_stop SET ended_at = :at
                        WHERE site = :site AND request < :request AND ended_at IS NULL""")
                .bind("at", resume.atMillis())
                .bind("site", resume.site().value())
                .bind("request", resume.request())
                .execute();
    }

    static List<SiteStop> stops(Handle handle) {
        return handle.createQuery("SELECT * FROM site_stop WHERE ended_at IS NULL ORDER BY request, model")
                .map((row, context) -> new SiteStop(
                        row.getLong("request"),
                        new SiteId(row.getString("site")),
                        row.getString("model"),
                        row.getInt("kept"),
                        row.getInt("vacated") == 1,
                        row.getLong("until_at")))
                .list();
    }

    /** Notes that an owner needs devices; a need that is known keeps its first note, and takes the names of further jobs. */
    static void note(Handle handle, OwnerReclaim reclaim) {
        handle.createUpdate("""
                        INSERT INTO owner_reclaim (cause, about, site, model, devices, asked_at, by_at, stopped, freed_at)
                        VALUES (:cause, :about, :site, :model, :devices, :asked, :by, :stopped, :freed)
                        ON CONFLICT (cause, about) DO UPDATE SET stopped = CASE
                          WHEN EXCLUDED.stopped = '' OR owner_reclaim.stopped = EXCLUDED.stopped THEN owner_reclaim.stopped
                          WHEN owner_reclaim.stopped = '' THEN EXCLUDED.stopped
                          ELSE owner_reclaim.stopped || ', ' || EXCLUDED.stopped END,
                          freed_at = COALESCE(owner_reclaim.freed_at, EXCLUDED.freed_at)""")
                .bind("cause", reclaim.cause().name())
                .bind("about", reclaim.about())
                .bind("site", reclaim.site().value())
                .bind("model", reclaim.acceleratorModelId())
                .bind("devices", reclaim.devices())
                .bind("asked", reclaim.askedAtMillis())
                .bind("by", reclaim.byMillis())
                .bind("stopped", reclaim.stopped())
                .bind(
                        "freed",
                        reclaim.freedAtMillis().isPresent()
                                ? Optional.of(reclaim.freedAtMillis().getAsLong())
                                : Optional.<Long>empty())
                .execute();
    }

    static void freed(Handle handle, OwnerReclaim.Cause cause, String about, long atMillis) {
        handle.createUpdate("""
                        UPDATE owner_reclaim SET freed_at = :at
                        WHERE cause = :cause AND about = :about AND freed_at IS NULL""")
                .bind("at", atMillis)
                .bind("cause", cause.name())
                .bind("about", about)
                .execute();
    }

    static List<OwnerReclaim> reclaims(Handle handle, boolean openOnly) {
        String which = openOnly ? "WHERE freed_at IS NULL" : "";
        return handle.createQuery("SELECT * FROM owner_reclaim " + which + " ORDER BY id")
                .map((row, context) -> reclaim(row))
                .list();
    }

    private static OwnerReclaim reclaim(ResultSet row) throws SQLException {
        long freed = row.getLong("freed_at");
        return new OwnerReclaim(
                OwnerReclaim.Cause.valueOf(row.getString("cause")),
                row.getString("about"),
                new SiteId(row.getString("site")),
                row.getString("model"),
                row.getInt("devices"),
                row.getLong("asked_at"),
                row.getLong("by_at"),
                row.getString("stopped"),
                freed == 0 ? OptionalLong.empty() : OptionalLong.of(freed));
    }

    static void publish(Handle handle, List<SiteView> views) {
        handle.createUpdate("DELETE FROM site_view").execute();
        for (SiteView view : views) {
            handle.createUpdate("""
                            INSERT INTO site_view (site, model, devices, background, sold, headroom, spare, jobs, stopping, seen_at)
                            VALUES (:site, :model, :devices, :background, :sold, :headroom, :spare, :jobs, :stopping, :seen)""")
                    .bind("site", view.site().value())
                    .bind("model", view.acceleratorModelId())
                    .bind("devices", view.devices())
                    .bind("background", view.background())
                    .bind("sold", view.sold())
                    .bind("headroom", view.headroom())
                    .bind("spare", view.spare())
                    .bind("jobs", view.jobs())
                    .bind("stopping", view.stopping())
                    .bind("seen", view.seenAtMillis())
                    .execute();
        }
    }

    static List<SiteView> views(Handle handle) {
        return handle.createQuery("SELECT * FROM site_view ORDER BY site, model")
                .map((row, context) -> new SiteView(
                        new SiteId(row.getString("site")),
                        row.getString("model"),
                        row.getLong("devices"),
                        row.getLong("background"),
                        row.getLong("sold"),
                        row.getLong("headroom"),
                        row.getLong("spare"),
                        row.getInt("jobs"),
                        row.getInt("stopping"),
                        row.getLong("seen_at")))
                .list();
    }

    private static SiteRequest request(ResultSet row) throws SQLException {
        return new SiteRequest(
                row.getLong("id"),
                new SiteId(row.getString("site")),
                SiteDeed.valueOf(row.getString("deed")),
                row.getString("model"),
                row.getInt("devices"),
                row.getLong("by_at"),
                new Principal(row.getString("requested_by")),
                row.getLong("requested_at"),
                SiteRequest.State.valueOf(row.getString("state")),
                row.getString("answer"));
    }
}
