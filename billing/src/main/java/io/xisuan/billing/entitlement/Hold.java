package io.xisuan.billing.entitlement;

import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Money set aside for one attempt.
 *
 * @param quoteId the quote that was shown, or empty text when there was none
 * @param expiresAtMillis until when a hold that is not ACTIVE is kept
 * @param movements what was posted and undone, in the order in which it was
 */
public record Hold(
        HoldOwner owner,
        String quoteId,
        List<HoldLine> lines,
        State state,
        long expiresAtMillis,
        List<Movement> movements) {
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
        movements = List.copyOf(movements);
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

    /** Returns what is posted to a line for a day, all undoings taken off. */
    public Money posted(int line, LocalDate day) {
        return movements.stream()
                .filter(movement -> movement.line() == line && movement.day().equals(day))
                .map(Movement::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    /** Returns the postings that stand, oldest first: each undoing takes from the youngest of its line and day. */
    public List<Movement> standing() {
        List<Movement> standing = new ArrayList<>();
        for (Movement movement : movements) {
            if (movement.amount().isPositive()) {
                standing.add(movement);
            } else {
                takeOff(standing, movement);
            }
        }
        return standing;
    }

    private static void takeOff(List<Movement> standing, Movement undone) {
        Money left = undone.amount().negated();
        for (int i = standing.size() - 1; i >= 0 && left.isPositive(); i--) {
            Movement posting = standing.get(i);
            if (posting.line() == undone.line() && posting.day().equals(undone.day())) {
                Money part = left.min(posting.amount());
                left = left.minus(part);
                if (part.equals(posting.amount())) {
                    standing.remove(i);
                } else {
                    standing.set(
                            i,
                            new Movement(
                                    posting.command(),
                                    posting.line(),
                                    posting.day(),
                                    posting.amount().minus(part)));
                }
            }
        }
    }

    Hold with(State next) {
        return new Hold(owner, quoteId, lines, next, expiresAtMillis, movements);
    }

    Hold withLines(List<HoldLine> next) {
        return new Hold(owner, quoteId, next, state, expiresAtMillis, movements);
    }

    Hold withLine(int index, HoldLine line) {
        List<HoldLine> changed = new ArrayList<>(lines);
        changed.set(index, line);
        return withLines(changed);
    }

    Hold withMore(List<HoldLine> more) {
        List<HoldLine> changed = new ArrayList<>(lines);
        changed.addAll(more);
        return withLines(changed);
    }

    Hold moving(Movement movement) {
        List<Movement> more = new ArrayList<>(movements);
        more.add(movement);
        return new Hold(owner, quoteId, lines, state, expiresAtMillis, more);
    }
}
