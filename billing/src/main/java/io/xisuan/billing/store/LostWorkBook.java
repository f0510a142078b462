package io.xisuan.billing.store;

import io.xisuan.billing.control.Deed;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.rating.LostWorkFinding;
import io.xisuan.billing.rating.LostWorkFindings;
import java.util.List;

/** What was found about lost work: proposed by one person, approved by another, and credited from then on by every rating. */
public final class LostWorkBook {
    private final Database database;
    private final ControlBook control;

    public LostWorkBook(Store store) {
        this.database = store.database();
        this.control = new ControlBook(store);
    }

    /**
     * Proposes that work of an attempt was lost; {@link ControlBook#approve} makes it a finding.
     *
     * @throws io.xisuan.billing.control.RightsException when the roles do not allow it
     * @throws io.xisuan.model.InputException when another loss of the same attempt from the same instant waits
     */
    public Proposal propose(LostWorkClaim claim, Principal by, long nowMillis) {
        return control.propose(Deed.ADJUSTMENT, claim.subject(), claim.json(), by, nowMillis);
    }

    /** Returns the approved findings, in order of approval. */
    public List<LostWorkFinding> all() {
        return database.read(LostWorkRows::all);
    }

    /** Returns the approved findings as rating takes them. */
    public LostWorkFindings findings() {
        return new LostWorkFindings(all());
    }
}
