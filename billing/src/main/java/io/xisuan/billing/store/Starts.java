package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.HoldOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The starts of one batch within its transaction: each gets its hold, intent, quote and decision, or a refusal. */
final class Starts {
    private record Committed(StartProposal proposal, long nowMillis) {}

    private final Handle handle;
    private final StoredBook book;
    private final long epoch;
    private final Map<String, List<Intent>> byJob = new TreeMap<>();
    private final List<Intent> planned = new ArrayList<>();
    private final List<Committed> committed = new ArrayList<>();

    Starts(Handle handle, StoredBook book, long epoch) {
        this.handle = handle;
        this.book = book;
        this.epoch = epoch;
    }

    /** Decides a start; a refusal leaves nothing behind. */
    StartAnswer decide(StartProposal proposal, long nowMillis) {
        List<Intent> known = byJob.computeIfAbsent(
                proposal.attempt().job().uid(), uid -> new ArrayList<>(IntentRows.ofJob(handle, uid)));
        Intent intent = Intent.planned(proposal, epoch, nowMillis);
        Optional<StartAnswer> before = known(known, intent);
        if (before.isPresent()) {
            return before.get();
        }
        Optional<StartAnswer> refused = hold(proposal, nowMillis);
        if (refused.isPresent()) {
            return refused.get();
        }
        known.add(intent);
        planned.add(intent);
        committed.add(new Committed(proposal, nowMillis));
        return new StartAnswer.Committed(intent);
    }

    /** Writes the intents and what is said about them; the money is written at the end of the batch. */
    void write() {
        IntentRows.insert(handle, planned);
        QuoteRows.insertStarted(
                handle, committed.stream().map(Committed::proposal).toList());
        DecisionRows.insert(
                handle,
                committed.stream()
                        .map(start -> new DecisionRecord(
                                start.proposal().attempt().job(),
                                start.nowMillis(),
                                "start",
                                "placed",
                                start.proposal().decisionText()))
                        .toList());
    }

    private static Optional<StartAnswer> known(List<Intent> known, Intent intent) {
        for (Intent other : known) {
            boolean repeated = other.attempt().equals(intent.attempt());
            if (repeated && other.state().live() && other.sameStart(intent)) {
                return Optional.of(new StartAnswer.Committed(other));
            }
            if (other.state().live()) {
                return refused(
                        intent,
                        StartAnswer.Reason.JOB_IS_LIVE,
                        "attempt %d is %s".formatted(other.attempt().attempt(), other.state()));
            }
        }
        int next = known.isEmpty() ? 1 : known.getLast().attempt().attempt() + 1;
        return intent.attempt().attempt() == next
                ? Optional.empty()
                : refused(intent, StartAnswer.Reason.ATTEMPT_OUT_OF_ORDER, "the next attempt is %d".formatted(next));
    }

    private Optional<StartAnswer> hold(StartProposal proposal, long nowMillis) {
        if (proposal.holdLines().isEmpty()) {
            return Optional.empty();
        }
        HoldOwner owner = Intent.owner(proposal, nowMillis);
        Command place = new Command.Place(
                "place/" + owner.holdId(),
                owner,
                proposal.quote().id(),
                proposal.holdLines(),
                proposal.holdExpiresAtMillis());
        return book.apply(handle, place) instanceof Answer.Refused no
                ? Optional.of(new StartAnswer.Refused(
                        proposal.attempt(), StartAnswer.Reason.HOLD_REFUSED, no.reason() + ": " + no.detail()))
                : Optional.empty();
    }

    private static Optional<StartAnswer> refused(Intent intent, StartAnswer.Reason reason, String detail) {
        return Optional.of(new StartAnswer.Refused(intent.attempt(), reason, detail));
    }
}
