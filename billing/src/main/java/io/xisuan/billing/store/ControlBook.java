package io.xisuan.billing.store;

import io.xisuan.billing.control.Action;
import io.xisuan.billing.control.Decided;
import io.xisuan.billing.control.Decided.Verdict;
import io.xisuan.billing.control.Deed;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.control.Rights;
import io.xisuan.billing.control.RightsException;
import io.xisuan.billing.control.Role;
import io.xisuan.model.InputException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Who may do what with money, and what two people do together: proposals, and approvals that act in the same transaction.
 *
 * <p>Any program writes it: it touches no memory of the leader, and the database lets one transaction after another write.
 */
public final class ControlBook {
    private final Database database;

    public ControlBook(Store store) {
        this.database = store.database();
    }

    /** Returns who may do what. */
    public Rights rights() {
        return database.read(ControlRows::rights);
    }

    /**
     * Lets a person do what takes one person.
     *
     * @throws RightsException when the roles do not allow it
     */
    public void permit(Principal who, Action action) {
        database.<Boolean>read(handle -> {
            permit(handle, who, action);
            return true;
        });
    }

    /** Does the same within a transaction. */
    static void permit(Handle handle, Principal who, Action action) {
        refuse(ControlRows.rights(handle).refusal(who, action));
    }

    /**
     * Gives somebody a role, or takes it; the first role of a store is that of an administrator.
     *
     * @throws RightsException when the one who changes it is no administrator, or gives a role to himself once roles bind
     */
    public void changeRole(Principal who, Role role, boolean granted, Principal by, long nowMillis) {
        database.write(handle -> {
            Rights rights = ControlRows.rights(handle);
            refuse(rights.refusal(by, Action.CHANGE_ROLES));
            if (rights.binding() && granted && who.equals(by)) {
                refuse(Optional.of(new Rights.Refusal("%s cannot give a role to himself".formatted(by))));
            }
            if (!rights.binding() && (role != Role.ADMINISTRATOR || !granted)) {
                throw InputException.of("the first role of a store is ADMINISTRATOR: from then on the roles bind");
            }
            boolean lastOne = rights.roles().values().stream()
                            .filter(has -> has.contains(Role.ADMINISTRATOR))
                            .count()
                    == 1;
            boolean isOne = rights.roles().getOrDefault(who, Set.of()).contains(role);
            if (role == Role.ADMINISTRATOR && !granted && isOne && lastOne) {
                throw InputException.of("%s is the last administrator: name another one first".formatted(who));
            }
            ControlRows.changeRole(handle, who, role, granted, by, nowMillis);
            return true;
        });
    }

    /**
     * Proposes what another person has to approve; proposing it again while it waits returns the proposal that waits.
     *
     * @throws RightsException when the roles do not allow it
     * @throws InputException when something else is proposed about the same subject, or by somebody else
     */
    public Proposal propose(Deed deed, String subject, String content, Principal by, long nowMillis) {
        return database.write(handle -> propose(handle, deed, subject, content, by, nowMillis));
    }

    /** Does the same within a transaction. */
    static Proposal propose(Handle handle, Deed deed, String subject, String content, Principal by, long nowMillis) {
        permit(handle, by, Action.PROPOSE);
        Optional<Proposal> waiting = ControlRows.pending(handle).stream()
                .filter(other -> other.deed() == deed && other.subject().equals(subject))
                .findFirst();
        if (waiting.isEmpty()) {
            return ControlRows.insert(handle, deed, subject, content, by, nowMillis);
        }
        Proposal other = waiting.get();
        if (other.content().equals(content) && other.proposedBy().equals(by)) {
            return other;
        }
        throw InputException.of("%s of %s waits about the same (%s): have it decided or withdrawn first"
                .formatted(other.name(), other.proposedBy(), subject));
    }

    /**
     * Approves a proposal and does what it proposes, both or neither.
     *
     * @throws RightsException when the roles do not allow it, or the same person proposed it
     * @throws InputException when there is no such proposal, it is decided, or it cannot be done as things are now
     */
    public Decided approve(long number, Principal by, String reason, long nowMillis) {
        return database.write(handle -> {
            Proposal proposal = waiting(handle, number, by, Verdict.APPROVED);
            String outcome = ApprovedEffects.of(proposal).apply(handle, proposal, nowMillis);
            return decide(handle, new Decided(proposal, Verdict.APPROVED, by, nowMillis, reason, outcome));
        });
    }

    /**
     * Ends a proposal without doing it.
     *
     * @param verdict REJECTED by another person, WITHDRAWN by the one who proposed it
     * @throws RightsException when that person may not
     * @throws InputException when there is no such proposal, it is decided, or a rejection has no reason
     */
    public Decided end(long number, Verdict verdict, Principal by, String reason, long nowMillis) {
        if (verdict == Verdict.APPROVED) {
            throw new IllegalArgumentException("An approval does something: use approve");
        }
        if (verdict == Verdict.REJECTED && reason.isBlank()) {
            throw InputException.of("a rejection says why: --reason TEXT");
        }
        return database.write(handle ->
                decide(handle, new Decided(waiting(handle, number, by, verdict), verdict, by, nowMillis, reason, "")));
    }

    /** Returns the proposals that nobody has decided, oldest first. */
    public List<Proposal> pending() {
        return database.read(ControlRows::pending);
    }

    /** Returns the proposals that are decided, oldest first. */
    public List<Decided> decided() {
        return database.read(ControlRows::decided);
    }

    /** Returns the approval of this very content, or empty when nobody approved it; the latest one where there are several. */
    public Optional<Decided> approved(Deed deed, String subject, String content) {
        return decided().reversed().stream()
                .filter(decided -> decided.verdict() == Verdict.APPROVED)
                .filter(decided -> decided.proposal().deed() == deed
                        && decided.proposal().subject().equals(subject)
                        && decided.proposal().content().equals(content))
                .findFirst();
    }

    /** Returns a proposal, decided or not. */
    public Optional<Proposal> proposal(long number) {
        return database.read(handle -> ControlRows.proposal(handle, number));
    }

    private static Proposal waiting(Handle handle, long number, Principal by, Verdict verdict) {
        Proposal proposal = ControlRows.proposal(handle, number)
                .orElseThrow(() -> InputException.of(
                        "there is no proposal %s: see approval list".formatted(Proposal.name(number))));
        ControlRows.decision(handle, number).ifPresent(decided -> {
            throw InputException.of(
                    "%s was %s by %s".formatted(proposal.name(), decided.verdict(), decided.decidedBy()));
        });
        refuse(ControlRows.rights(handle).refusal(by, verdict.action(), proposal));
        return proposal;
    }

    private static Decided decide(Handle handle, Decided decided) {
        ControlRows.insert(handle, decided);
        return decided;
    }

    private static void refuse(Optional<Rights.Refusal> refusal) {
        refusal.ifPresent(no -> {
            throw new RightsException(no);
        });
    }
}
