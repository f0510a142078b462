package io.xisuan.billing.store;

import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.rating.LostWorkFinding;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.model.Interval;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table {@code lost_work}: findings that were approved; who proposed and approved them stands with their proposals. */
final class LostWorkRows {
    private LostWorkRows() {}

    /** Stores what an approval finds. */
    static String approve(Handle handle, Proposal proposal) {
        LostWorkClaim claim = LostWorkClaim.read(proposal.content());
        handle.createUpdate("""
                        INSERT INTO lost_work (proposal, job_uid, attempt, cause, lost_from, lost_until, evidence)
                        VALUES (:proposal, :uid, :attempt, :cause, :from, :until, :evidence)""")
                .bind("proposal", proposal.number())
                .bind("uid", claim.jobUid())
                .bind("attempt", claim.attempt())
                .bind("cause", claim.cause().name())
                .bind("from", claim.lost().startMillis())
                .bind("until", claim.lost().endMillis())
                .bind("evidence", claim.evidence())
                .execute();
        return "found lost work of job %s attempt %d; rating credits it as far as the price list does"
                .formatted(claim.jobUid(), claim.attempt());
    }

    static List<LostWorkFinding> all(Handle handle) {
        return handle.createQuery("""
                        SELECT l.*, p.proposed_by, d.decided_by FROM lost_work l
                        JOIN proposal p ON p.number = l.proposal JOIN proposal_decision d ON d.number = l.proposal
                        WHERE d.verdict = 'APPROVED' ORDER BY l.proposal""")
                .map((row, context) -> new LostWorkFinding(
                        row.getString("job_uid"),
                        row.getInt("attempt"),
                        LostWorkCause.valueOf(row.getString("cause")),
                        new Interval(row.getLong("lost_from"), row.getLong("lost_until")),
                        row.getString("evidence"),
                        row.getString("proposed_by"),
                        row.getString("decided_by")))
                .list();
    }
}
