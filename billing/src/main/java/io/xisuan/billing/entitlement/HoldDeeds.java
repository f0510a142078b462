package io.xisuan.billing.entitlement;

import io.xisuan.billing.entitlement.Answer.Done;
import io.xisuan.billing.entitlement.Answer.Refused;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The commands on one hold, from its placing to its end. */
final class HoldDeeds {
    private final Balances accounts;
    private final Holds holds;

    HoldDeeds(Balances accounts, Holds holds) {
        this.accounts = accounts;
        this.holds = holds;
    }

    Answer place(Command.Place place) {
        String holdId = place.owner().holdId();
        Optional<String> known = holds.find(holdId).isPresent() ? Optional.of(holdId) : holds.openOf(place.owner());
        if (known.isPresent()) {
            return new Refused(RefusalReason.HOLD_EXISTS, "hold %s".formatted(known.get()));
        }
        Optional<Refused> refusal = new Reservation(accounts).take(place.lines());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        List<HoldLine> lines = place.lines().stream().map(HoldLine::of).toList();
        holds.put(
                holdId,
                new Hold(place.owner(), place.quoteId(), lines, Hold.State.HELD, place.expiresAtMillis(), List.of()));
        return new Done();
    }

    Answer activate(Command.Activate activate) {
        return onOpen(activate.holdId(), hold -> done(activate.holdId(), hold.with(Hold.State.ACTIVE)));
    }

    Answer extend(Command.Extend extend) {
        return onOpen(extend.holdId(), hold -> {
            Optional<Refused> refusal = new Reservation(accounts).take(extend.lines());
            return refusal.isPresent()
                    ? refusal.get()
                    : done(
                            extend.holdId(),
                            hold.withMore(
                                    extend.lines().stream().map(HoldLine::of).toList()));
        });
    }

    Answer post(Command.Post post) {
        Optional<Answer> before = holds.find(post.holdId()).flatMap(hold -> posted(hold, post));
        return before.orElseGet(() -> onOpen(
                post.holdId(),
                hold -> onLine(hold, post.holdId(), post.line(), line -> {
                    if (post.amount().compareTo(line.open()) > 0) {
                        return new Refused(
                                RefusalReason.OVER_HELD,
                                "line %d of hold %s has %s left, less than %s"
                                        .formatted(post.line(), post.holdId(), line.open(), post.amount()));
                    }
                    each(line.legs(), account -> account.posting(post.amount()));
                    return done(
                            post.holdId(),
                            hold.withLine(post.line(), line.posting(post.amount()))
                                    .moving(new Movement(post.id(), post.line(), post.day(), post.amount())));
                })));
    }

    /** Answers a posting whose id was used before, or whose line and day have a posting already. */
    private static Optional<Answer> posted(Hold hold, Command.Post post) {
        Movement wanted = new Movement(post.id(), post.line(), post.day(), post.amount());
        Optional<Movement> same = hold.movements().stream()
                .filter(movement -> movement.command().equals(post.id()))
                .findFirst();
        if (same.isPresent()) {
            return Optional.of(hold.standing().contains(wanted) ? new Done() : reused(post.id(), same.get(), wanted));
        }
        Money standing = hold.posted(post.line(), post.day());
        return standing.isZero()
                ? Optional.empty()
                : Optional.of(new Refused(
                        RefusalReason.COMMAND_REUSED,
                        "%s were posted to line %d of hold %s for %s before, not %s by another command; undo them first"
                                .formatted(standing, post.line(), post.holdId(), post.day(), post.amount())));
    }

    private static Refused reused(String id, Movement before, Movement wanted) {
        return new Refused(
                RefusalReason.COMMAND_REUSED,
                before.equals(wanted)
                        ? "command %s moved %s on line %d for %s before, which was undone since"
                                .formatted(id, before.amount(), before.line(), before.day())
                        : "command %s moved %s on line %d for %s before, not %s on line %d for %s"
                                .formatted(
                                        id,
                                        before.amount(),
                                        before.line(),
                                        before.day(),
                                        wanted.amount(),
                                        wanted.line(),
                                        wanted.day()));
    }

    Answer trim(Command.Trim trim) {
        return onOpen(
                trim.holdId(),
                hold -> onLine(hold, trim.holdId(), trim.line(), line -> {
                    Money back = line.beyond(trim.keep());
                    each(line.legs(), account -> account.holding(back.negated()));
                    return done(trim.holdId(), hold.withLine(trim.line(), line.releasing(back)));
                }));
    }

    Answer resolve(String holdId) {
        return onOpen(holdId, hold -> {
            List<HoldLine> resolved = new ArrayList<>();
            for (HoldLine line : hold.lines()) {
                Money back = line.open().negated();
                each(line.legs(), account -> account.holding(back));
                resolved.add(line.releasingRest());
            }
            return done(holdId, hold.withLines(resolved).with(Hold.State.RESOLVED));
        });
    }

    Answer voided(Command.VoidHold voided) {
        return onOpen(
                voided.holdId(),
                hold -> hold.posted().isPositive()
                        ? new Refused(
                                RefusalReason.ALREADY_POSTED,
                                "hold %s has %s posted of %s".formatted(voided.holdId(), hold.posted(), hold.held()))
                        : resolve(voided.holdId()));
    }

    Answer lapse(Command.Lapse lapse) {
        Optional<Hold> hold = holds.find(lapse.holdId());
        boolean waits = hold.filter(
                        known -> known.state() == Hold.State.ACTIVE || lapse.asOfMillis() < known.expiresAtMillis())
                .isPresent();
        return waits
                ? new Refused(
                        RefusalReason.HOLD_NOT_EXPIRED,
                        "hold %s over %s is %s until %d, not ended at %d"
                                .formatted(
                                        lapse.holdId(),
                                        hold.get().held(),
                                        hold.get().state(),
                                        hold.get().expiresAtMillis(),
                                        lapse.asOfMillis()))
                : resolve(lapse.holdId());
    }

    Answer unpost(Command.Unpost unpost) {
        Optional<Hold> found = holds.find(unpost.holdId());
        if (found.isEmpty()) {
            return unknown(unpost.holdId());
        }
        Hold hold = found.get();
        Money before = hold.movements().stream()
                .filter(movement -> movement.command().equals(unpost.id()))
                .map(Movement::amount)
                .reduce(Money.ZERO, Money::minus);
        if (!before.isZero()) {
            return before.equals(unpost.amount())
                    ? new Done()
                    : new Refused(
                            RefusalReason.COMMAND_REUSED,
                            "command %s undid %s before, not %s".formatted(unpost.id(), before, unpost.amount()));
        }
        if (unpost.amount().compareTo(hold.posted()) > 0) {
            return new Refused(
                    RefusalReason.NOT_POSTED,
                    "hold %s has %s posted, less than %s".formatted(unpost.holdId(), hold.posted(), unpost.amount()));
        }
        return done(unpost.holdId(), undone(hold, unpost));
    }

    /** Takes off the youngest postings first. */
    private Hold undone(Hold hold, Command.Unpost unpost) {
        Hold now = hold;
        Money left = unpost.amount();
        for (Movement posting : hold.standing().reversed()) {
            Money part = left.min(posting.amount());
            if (part.isPositive()) {
                now = takenBack(now, posting.line(), part)
                        .moving(new Movement(unpost.id(), posting.line(), posting.day(), part.negated()));
                left = left.minus(part);
            }
        }
        return now;
    }

    private Hold takenBack(Hold hold, int index, Money part) {
        HoldLine line = hold.lines().get(index);
        UnaryOperator<Account> back =
                hold.resolved() ? account -> account.restoring(part) : account -> account.unposting(part);
        each(line.legs(), back);
        HoldLine open = line.unposting(part);
        return hold.withLine(index, hold.resolved() ? open.releasing(part) : open);
    }

    Answer transfer(Command.Transfer transfer) {
        return new Transferral(accounts, holds).move(transfer);
    }

    private Answer onOpen(String holdId, Function<Hold, Answer> deed) {
        Optional<Hold> hold = holds.find(holdId);
        if (hold.isEmpty()) {
            return unknown(holdId);
        }
        return hold.get().resolved()
                ? new Refused(
                        RefusalReason.HOLD_RESOLVED,
                        "hold %s is over: of %s it posted %s"
                                .formatted(holdId, hold.get().held(), hold.get().posted()))
                : deed.apply(hold.get());
    }

    static Answer onLine(Hold hold, String holdId, int index, Function<HoldLine, Answer> deed) {
        return index < 0 || index >= hold.lines().size()
                ? new Refused(RefusalReason.UNKNOWN_LINE, "line %d of hold %s".formatted(index, holdId))
                : deed.apply(hold.lines().get(index));
    }

    static Refused unknown(String holdId) {
        return new Refused(RefusalReason.UNKNOWN_HOLD, "hold %s".formatted(holdId));
    }

    private Answer done(String holdId, Hold hold) {
        holds.put(holdId, hold);
        return new Done();
    }

    private void each(List<AccountId> legs, UnaryOperator<Account> change) {
        legs.forEach(leg -> accounts.change(leg, change));
    }
}
