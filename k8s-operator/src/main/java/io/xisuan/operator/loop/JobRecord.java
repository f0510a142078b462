package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Outcome;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has become of one job so far: its attempts as stored, and what this leader learned of the live one.
 *
 * <p>Everything but the ending can be read again from the store; the ending is seen again on the pods.
 */
final class JobRecord {
    private final List<Intent> attempts = new ArrayList<>();
    private Optional<Ending> ending = Optional.empty();
    private Optional<Ending> lastEnding = Optional.empty();
    private long endingSinceMillis;

    JobRecord(List<Intent> stored) {
        attempts.addAll(stored);
    }

    /** Notes an attempt's new state, or a new attempt. */
    void put(Intent intent) {
        attempts.removeIf(known -> known.attempt().equals(intent.attempt()));
        attempts.add(intent);
        if (!intent.state().live()) {
            lastEnding = ending.or(() -> lastEnding);
            ending = Optional.empty();
        }
    }

    Optional<Intent> last() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    Optional<Intent> live() {
        return last().filter(intent -> intent.state().live());
    }

    int nextAttempt() {
        return last().map(intent -> intent.attempt().attempt() + 1).orElse(1);
    }

    void end(Ending why, long nowMillis) {
        if (ending.isEmpty()) {
            ending = Optional.of(why);
            endingSinceMillis = nowMillis;
        }
    }

    /** Returns since when the live attempt is being ended. */
    long endingSinceMillis() {
        return endingSinceMillis;
    }

    Optional<Ending> ending() {
        return ending;
    }

    /** Returns how the job ended, or empty while it waits, runs or is to be tried again. */
    Optional<Outcome> outcome() {
        return last().filter(intent -> intent.state() == IntentState.CLOSED)
                .flatMap(Intent::outcome)
                .filter(outcome -> reason(outcome).verdict() != EndReason.Verdict.TRY_AGAIN);
    }

    /** Returns why the last attempt ended that is over, as far as this leader knows. */
    Optional<Ending> lastEnding() {
        return last().filter(intent -> !intent.state().live())
                .flatMap(intent -> intent.outcome()
                        .map(outcome -> new Ending(reason(outcome), outcome.text()))
                        .or(() -> lastEnding));
    }

    /** Returns what all attempts of the job came to together. */
    Outcome total(Outcome last) {
        Money gross = Money.ZERO;
        Money payable = Money.ZERO;
        Money later = Money.ZERO;
        for (Intent attempt : attempts) {
            if (attempt.outcome().isPresent()) {
                gross = gross.plus(attempt.outcome().get().gross());
                payable = payable.plus(attempt.outcome().get().payable());
                later = later.plus(attempt.outcome().get().later());
            }
        }
        return new Outcome(last.text(), gross, payable, later);
    }

    /** Returns when the job may be tried again, milliseconds since 1970; 0 when it never was. */
    long notBeforeMillis(Limits limits) {
        return last().filter(intent -> !intent.state().live())
                .map(intent -> intent.changedAtMillis() + limits.retryMillis(attempts.size()))
                .orElse(0L);
    }

    static EndReason reason(Outcome outcome) {
        String text = outcome.text();
        int colon = text.indexOf(':');
        return EndReason.ofWord(colon < 0 ? text : text.substring(0, colon));
    }

    static String text(Ending ending) {
        return ending.reason().word() + ": " + ending.text();
    }
}
