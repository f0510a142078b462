package io.xisuan.billing.store;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.control.Decided;
import io.xisuan.billing.control.Deed;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import java.util.List;

/** Corrections of usage that one person proposed and another approved; the leader records them in the usage journal. */
public final class UsageCorrectionBook {
    private final Database database;
    private final ControlBook control;

    public UsageCorrectionBook(Store store) {
        this.database = store.database();
        this.control = new ControlBook(store);
    }

    /**
     * A correction that two people agreed on.
     *
     * @param id of the corrected usage: it follows from the proposal, so that recording it again says the same
     */
    public record Approved(String id, UsageCorrection correction, Principal proposedBy, Principal approvedBy) {
        static Approved of(Decided decided) {
            Proposal proposal = decided.proposal();
            return new Approved(
                    Sha256.hex("%s %d %s".formatted(UsageCorrection.KIND, proposal.number(), proposal.sha256())),
                    UsageCorrection.read(proposal.content()),
                    proposal.proposedBy(),
                    decided.decidedBy());
        }
    }

    /**
     * Proposes a correction; {@link ControlBook#approve} agrees on it.
     *
     * @throws io.xisuan.billing.control.RightsException when the roles do not allow it
     * @throws io.xisuan.model.InputException when another correction of the same usage waits
     */
    public Proposal propose(UsageCorrection correction, Principal by, long nowMillis) {
        return control.propose(Deed.ADJUSTMENT, correction.subject(), correction.json(), by, nowMillis);
    }

    /** Returns the corrections that were approved, by number of proposal. */
    public List<Approved> approved() {
        return database.read(handle -> ControlRows.approvedOf(handle, UsageCorrection.KIND)).stream()
                .map(Approved::of)
                .toList();
    }
}
