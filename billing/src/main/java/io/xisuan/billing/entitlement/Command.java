package io.xisuan.billing.entitlement;

import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A change of balances. Its id makes it idempotent: the same id with the same content takes effect once. */
public sealed interface Command {
    /** Returns the id that the sender chose; unique for all time. */
    String id();

    /** Opens a balance with what was granted. */
    record Open(String id, AccountId account, Authority authority, Money granted) implements Command {
        public Open {
            requireGrant(account, granted);
        }
    }

    /** Sets what was granted anew. A lower limit takes what is free; what is used beyond it is a deficit that releases fill. */
    record Regrant(String id, AccountId account, Money granted) implements Command {
        public Regrant {
            requireGrant(account, granted);
        }
    }

    /**
     * Says how much of a balance was used elsewhere, in all, by one source's word as of a day. A later day replaces what that source
     * said before; what passes the balance is a deficit.
     *
     * @param used not negative
     * @param source who says so, as a document's name
     */
    record Declare(String id, AccountId account, Money used, LocalDate asOf, String source) implements Command {
        public Declare {
            if (used.isNegative()) {
                throw new IllegalArgumentException("Nobody uses less than nothing: %s".formatted(used));
            }
        }
    }

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

    /**
     * Turns held money of one line into used money for one billing day; never more than is held. A line has one posting for a day:
     * another is refused until the first is undone, and an id that was undone never posts again.
     */
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

    /** Resolves a hold of which nothing was posted, as when its start never happened. */
    record VoidHold(String id, String holdId) implements Command {}

    /** Resolves a hold whose time ran out before its start happened, as of an instant that the sender names. */
    record Lapse(String id, String holdId, long asOfMillis) implements Command {}

    /**
     * Undoes so much of what was posted to a hold, the last posting first. It goes back to each line's own voucher, cap year and pool
     * year: held again while the hold is open, free once it is resolved.
     */
    record Unpost(String id, String holdId, Money amount) implements Command {
        public Unpost {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("What is undone is positive, not %s".formatted(amount));
            }
        }
    }

    /**
     * Moves part of a line to other years of the same voucher's cap and pool, as when the year of the claim counts and not the year
     * that was expected. The amount gets a line of its own; without room in the other year nothing moves.
     *
     * @param postedOn the billing day of which a posted amount moves; empty for an amount that is still held
     * @param legs the balances it moves to: those of the line, in its order, each in the year that it moves to
     */
    record Transfer(
            String id, String holdId, int line, Optional<LocalDate> postedOn, List<AccountId> legs, Money amount)
            implements Command {
        public Transfer {
            legs = new LineRequest(legs, amount).legs();
        }
    }

    /**
     * Marks all that is left as expired, after the end of validity; refused while holds are open.
     *
     * @param claimByMillis until when late use may open it again
     */
    record Expire(String id, AccountId account, long claimByMillis) implements Command {}

    /** Opens an expired amount again, for use within validity that became known late, as of an instant that the sender names. */
    record Reopen(String id, AccountId account, Money amount, long asOfMillis) implements Command {
        public Reopen {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("What is opened again is positive, not %s".formatted(amount));
            }
        }
    }

    /** Takes back an amount that is free. */
    record Revoke(String id, AccountId account, Money amount) implements Command {}

    private static void requireGrant(AccountId account, Money granted) {
        if (granted.isNegative()) {
            throw new IllegalArgumentException(
                    "Nobody grants less than nothing: %s for %s".formatted(granted, account));
        }
    }
}
