package io.xisuan.billing.store;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.control.Principal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A stored claim: what it is now, and what made it so.
 *
 * @param notes what a reader of its amount has to know, as that a rule of the formula is unknown
 */
public record ClaimRecord(
        Claim claim, List<String> notes, Principal openedBy, long openedAtMillis, List<Event> events) {
    /** One step of its history. */
    public record Event(ClaimStep step, Principal by, long atMillis) {}

    public ClaimRecord {
        notes = List.copyOf(notes);
        events = List.copyOf(events);
    }

    /** Returns when it was frozen, milliseconds since 1970; empty when it is not. */
    public OptionalLong frozenAtMillis() {
        Optional<Event> freeze = events.stream()
                .filter(event -> event.step() instanceof ClaimStep.Freeze)
                .findFirst();
        return freeze.map(event -> OptionalLong.of(event.atMillis())).orElse(OptionalLong.empty());
    }
}
