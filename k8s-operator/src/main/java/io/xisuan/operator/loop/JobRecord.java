package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Outcome;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What has become of one job so far: its attempts and the orders to stop them, as stored. */
final class JobRecord {
    private final List<Intent> attempts = new ArrayList<>();
    private final SortedMap<Integer, StopRecord> stops = new TreeMap<>();

    JobRecord(List<Intent> stored, List<StopRecord> stopped) {
        attempts.addAll(stored);
        stopped.forEach(this::put);
    }

    /** Notes an attempt's new state, or a new attempt. */
    void put(Intent intent) {
        attempts.removeIf(known -> known.attempt().equals(intent.attempt()));
        attempts.add(intent);
    }

    /** Notes an order to stop, or how the attempt left; the first of each stays. */
    void put(StopRecord stop) {
        stops.merge(
                stop.order().attempt().attempt(),
                stop,
                (known, later) -> new StopRecord(known.order(), known.end().or(later::end)));
    }

    /** Returns all attempts, the oldest first. */
    List<Intent> attempts() {
        return List.copyOf(attempts);
    }

    Optional<Intent> last() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    Optional<Intent> live() {
        return last().filter(intent -> intent.state().live());
    }

    /** Returns where the job last ran, which is where it left its checkpoint; empty while it never ran. */
    Optional<SiteId> ranAt() {
        return attempts.reversed().stream()
                .filter(intent -> intent.state() == IntentState.CLOSED)
                .map(Intent::site)
                .findFirst();
    }

    int nextAttempt() {
        return last().map(intent -> intent.attempt().attempt() + 1).orElse(1);
    }

    /** Returns the order to stop the live attempt, once there is one. */
    Optional<StopOrder> order() {
        return live().flatMap(intent -> stop(intent)).map(StopRecord::order);
    }

    /** Returns the order to stop an attempt and how it left, if it was told to. */
    Optional<StopRecord> stop(Intent intent) {
        return Optional.ofNullable(stops.get(intent.attempt().attempt()));
    }

    /** Returns the number of the last attempt that was told to leave for that reason; 0 when none was. */
    int lastToldTo(EndReason reason) {
        return stops.values().stream()
                .filter(stop -> stop.order().reason().equals(reason.word()))
                .mapToInt(stop -> stop.order().attempt().attempt())
                .max()
                .orElse(0);
    }

    /** Returns why the live attempt is being ended, once it is. */
    Optional<Ending> ending() {
        return order().map(JobRecord::ending);
    }

    /** Returns since when the live attempt is being ended, milliseconds since 1970; 0 while it is not. */
    long endingSinceMillis() {
        return order().map(StopOrder::orderedAtMillis).orElse(0L);
    }

    /** Returns how the job ended, or empty while it waits, runs or is to be tried again. */
    Optional<Outcome> outcome() {
        return last().filter(intent -> intent.state() == IntentState.CLOSED)
                .flatMap(Intent::outcome)
                .filter(outcome -> reason(outcome).verdict() != EndReason.Verdict.TRY_AGAIN)
                .or(this::endedBeforeItRan);
    }

    /** An attempt that was given up before it held anything has no outcome of its own: its order says what it means for the job. */
    private Optional<Outcome> endedBeforeItRan() {
        return last().filter(intent -> intent.state() == IntentState.ABORTED)
                .flatMap(this::stop)
                .map(stop -> ending(stop.order()))
                .filter(ending -> ending.reason().verdict() == EndReason.Verdict.FAILURE)
                .map(ending -> new Outcome(text(ending), Money.ZERO, Money.ZERO, Money.ZERO));
    }

    /** Returns why the last attempt ended that is over. */
    Optional<Ending> lastEnding() {
        return last().filter(intent -> !intent.state().live()).flatMap(this::endingOf);
    }

    /** Returns why an attempt ended that is over, as far as it is stored. */
    Optional<Ending> endingOf(Intent over) {
        return over.outcome()
                .map(outcome -> new Ending(reason(outcome), plain(outcome)))
                .or(() -> stop(over).map(stop -> ending(stop.order())));
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
        return Retries.notBeforeMillis(this, limits);
    }

    static EndReason reason(Outcome outcome) {
        String text = outcome.text();
        int colon = text.indexOf(':');
        return EndReason.ofWord(colon < 0 ? text : text.substring(0, colon));
    }

    static Ending ending(StopOrder order) {
        return new Ending(EndReason.ofWord(order.reason()), order.text());
    }

    private static String plain(Outcome outcome) {
        String text = outcome.text();
        int colon = text.indexOf(": ");
        return colon < 0 ? text : text.substring(colon + 2);
    }

    static String text(Ending ending) {
        return ending.reason().word() + ": " + ending.text();
    }
}
