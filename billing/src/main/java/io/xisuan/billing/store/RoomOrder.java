package io.xisuan.billing.store;

import java.util.List;

/**
 * What one cycle decides so that others get room, stored in one transaction: who leaves, for whom places are kept, and what is said
 * about it.
 *
 * @param claims a job that has an open claim keeps that one
 * @param stops an attempt that was told to stop before keeps its first order
 * @param resumes each ends stops that were asked for before it, also those of the same order
 * @param decisions for the log; each only when it differs from its job's last one
 */
public record RoomOrder(
        List<SeatClaim> claims,
        List<StopOrder> stops,
        List<OwnerReclaim> reclaims,
        List<SiteStop> siteStops,
        List<SiteResume> resumes,
        List<SiteAnswer> answers,
        List<DecisionRecord> decisions) {
    public RoomOrder {
        claims = List.copyOf(claims);
        stops = List.copyOf(stops);
        reclaims = List.copyOf(reclaims);
        siteStops = List.copyOf(siteStops);
        resumes = List.copyOf(resumes);
        answers = List.copyOf(answers);
        decisions = List.copyOf(decisions);
    }

    /** Returns what a cycle decides for waiting jobs. */
    public static RoomOrder forJobs(List<SeatClaim> claims, List<StopOrder> stops, List<DecisionRecord> decisions) {
        return new RoomOrder(claims, stops, List.of(), List.of(), List.of(), List.of(), decisions);
    }

    /** Says whether there is nothing to store. */
    public boolean isEmpty() {
        return claims.isEmpty()
                && stops.isEmpty()
                && reclaims.isEmpty()
                && siteStops.isEmpty()
                && resumes.isEmpty()
                && answers.isEmpty()
                && decisions.isEmpty();
    }
}
