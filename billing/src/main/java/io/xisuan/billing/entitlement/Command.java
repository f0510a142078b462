package io.xisuan.billing.entitlement;

import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.List;

/** A change of balances. Its id makes it idempotent: the same id with the same content takes effect once. */
public sealed interface Command {
    /** Returns the id that the sender chose; unique for all time. */
    String id();

    /** Opens a balance with what was granted. */
    record Open(String id, AccountId account, Authority authority, Money granted) implements Command {}

    /** Sets what was granted anew; never below what is used. */
    record Regrant(String id, AccountId account, Money granted) implements Command {}

    /** Sets money aside for an attempt: all lines on all their balances, or nothing. */
    record Place(String id, HoldOwner owner, String quoteId, List<LineRequest> lines, long expiresAtMillis)
            implements Command {
        public Place {
            lines = List.copyOf(lines);
        }
    }

    /** Says that the start that a hold was made for happened. */
    record Activate(String id, String holdId) implements Command {}

    /** Adds lines to a hold: all of them or none. */
    record Extend(String id, String holdId, List<LineRequest> lines) implements Command {
        public Extend {
            lines = List.copyOf(lines);
        }
    }

    /** Turns held money of one line into used money for one billing day; never more than is held. */
    record Post(String id, String holdId, int line, LocalDate day, Money amount) implements Command {
        public Post {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("A posting is positive, not %s".formatted(amount));
            }
        }
    }

    /**
     * Gives back what a line holds beyond what is still needed, as when a job ended before its estimate; the hold goes on.
     *
     * @param keep what may still be posted to the line; not negative
     */
    record Trim(String id, String holdId, int line, Money keep) implements Command {
        public Trim {
            if (keep.isNegative()) {
                throw new IllegalArgumentException("No line keeps less than nothing: %s".formatted(keep));
            }
        }
    }

    /** Resolves a hold: what is not posted goes back. A hold that never posted is thereby voided. */
    record Resolve(String id, String holdId) implements Command {}

    /** Resolves a hold whose time ran out before its start happened, as of an instant that the sender names. */
    record Lapse(String id, String holdId, long asOfMillis) implements Command {}

    /** Marks all that is free as expired, after the end of validity. */
    record Expire(String id, AccountId account) implements Command {}

    /** Takes back an amount that is free. */
    record Revoke(String id, AccountId account, Money amount) implements Command {}
}
