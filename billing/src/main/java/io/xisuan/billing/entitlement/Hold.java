package io.xisuan.billing.entitlement;

import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * Money set aside for one attempt.
 *
 * @param quoteId the quote that was shown, or empty text when there was none
 * @param expiresAtMillis until when a hold that is not ACTIVE is kept
 */
public record Hold(HoldOwner owner, String quoteId, List<HoldLine> lines, State state, long expiresAtMillis) {
    /** The life of a hold; RESOLVED is final. */
    public enum State {
        /** Set aside for a start that was decided but has not happened. */
        HELD,
        /** The start happened; time alone never ends it. */
        ACTIVE,
        /** All is posted or released. */
        RESOLVED
    }

    public Hold {
        lines = List.copyOf(lines);
    }

    public Money held() {
        return lines.stream().map(HoldLine::held).reduce(Money.ZERO, Money::plus);
    }

    public Money posted() {
        return lines.stream().map(HoldLine::posted).reduce(Money.ZERO, Money::plus);
    }

    public boolean resolved() {
        return state == State.RESOLVED;
    }

    Hold with(State next) {
        return new Hold(owner, quoteId, lines, next, expiresAtMillis);
    }

    Hold withLine(int index, HoldLine line) {
        List<HoldLine> changed = new ArrayList<>(lines);
        changed.set(index, line);
        return new Hold(owner, quoteId, changed, state, expiresAtMillis);
    }

    Hold withMore(List<HoldLine> more) {
        List<HoldLine> changed = new ArrayList<>(lines);
        changed.addAll(more);
        return new Hold(owner, quoteId, changed, state, expiresAtMillis);
    }
}
