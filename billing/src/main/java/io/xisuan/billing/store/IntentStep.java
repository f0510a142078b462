package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.usage.AttemptKey;
import java.util.List;
import java.util.Optional;

/**
 * An intent's step to its next state.
 *
 * <p>ACTED, and CLOSED where it follows PLANNED, activates the hold and ABORTED resolves it by themselves; {@code money} are further commands, as the trims at the
 * close.
 *
 * @param outcome only with CLOSED
 */
public record IntentStep(
        AttemptKey attempt, IntentState to, long atMillis, List<Command> money, Optional<Outcome> outcome) {
    public IntentStep {
        money = List.copyOf(money);
        if (money.stream().anyMatch(command -> command instanceof Command.Post)) {
            throw new IllegalArgumentException("Postings go with the issue of an invoice (%s)".formatted(attempt));
        }
        if (to == IntentState.PLANNED || (outcome.isPresent() && to != IntentState.CLOSED)) {
            throw new IllegalArgumentException("%s does not become %s with outcome %s".formatted(attempt, to, outcome));
        }
    }

    public static IntentStep acted(AttemptKey attempt, long atMillis) {
        return new IntentStep(attempt, IntentState.ACTED, atMillis, List.of(), Optional.empty());
    }

    public static IntentStep observed(AttemptKey attempt, long atMillis) {
        return new IntentStep(attempt, IntentState.OBSERVED, atMillis, List.of(), Optional.empty());
    }

    public static IntentStep closed(AttemptKey attempt, long atMillis, List<Command> trims, Outcome outcome) {
        return new IntentStep(attempt, IntentState.CLOSED, atMillis, trims, Optional.of(outcome));
    }

    public static IntentStep aborted(AttemptKey attempt, long atMillis) {
        return new IntentStep(attempt, IntentState.ABORTED, atMillis, List.of(), Optional.empty());
    }
}
