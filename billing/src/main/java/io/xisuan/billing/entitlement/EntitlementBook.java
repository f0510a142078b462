package io.xisuan.billing.entitlement;

import io.xisuan.billing.entitlement.Answer.Done;
import io.xisuan.billing.entitlement.Answer.Refused;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All balances and holds, changed by one command after another.
 *
 * <p>One writer owns a book. It is deterministic: the same commands in the same order give the same answers and the same
 * state. A refusal changes nothing but the memory of the answer.
 */
public final class EntitlementBook {
    private record Answered(Command command, Answer answer) {}

    private final SortedMap<AccountId, Account> accounts = new TreeMap<>();
    private final SortedMap<String, Hold> holds = new TreeMap<>();
    private final Map<String, Answered> answered = new HashMap<>();
    private final boolean remembers;

    /** Returns an empty book that remembers the answer to each command by the command's id. */
    public EntitlementBook() {
        this(true);
    }

    private EntitlementBook(boolean remembers) {
        this.remembers = remembers;
    }

    /**
     * Returns a book of stored balances and holds. It remembers no command: who keeps the state knows by the state itself what
     * has been done.
     */
    public static EntitlementBook of(Collection<Account> accounts, Collection<Hold> holds) {
        EntitlementBook book = new EntitlementBook(false);
        accounts.forEach(account -> book.accounts.put(account.id(), account));
        holds.forEach(book::admit);
        return book;
    }

    /** Returns a book with the same balances and holds, to plan with; it remembers no command. */
    public EntitlementBook copy() {
        return of(accounts.values(), holds.values());
    }

    /** Takes in a hold that is kept elsewhere; its money is in the balances already. */
    public void admit(Hold hold) {
        holds.put(hold.owner().holdId(), hold);
    }

    /** Lets go of a hold that is resolved and kept elsewhere; balances do not change. */
    public void forget(String holdId) {
        Hold hold = holds.get(holdId);
        if (hold != null && !hold.resolved()) {
            throw new IllegalStateException("Hold %s is %s and is not forgotten".formatted(holdId, hold.state()));
        }
        holds.remove(holdId);
    }

    /** Applies a command, or finds the answer that it got before. */
    public Answer apply(Command command) {
        Answered before = answered.get(command.id());
        if (before != null) {
            return before.command().equals(command)
                    ? before.answer()
                    : refused(RefusalReason.COMMAND_REUSED, "command %s".formatted(command.id()));
        }
        Answer answer = decide(command);
        if (!remembers) {
            return answer;
        }
        answered.put(command.id(), new Answered(command, answer));
        return answer;
    }

    public Optional<Account> account(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    public Optional<Hold> hold(String holdId) {
        return Optional.ofNullable(holds.get(holdId));
    }

    /** Returns all balances in order of id, as a copy. */
    public SortedMap<AccountId, Account> accounts() {
        return new TreeMap<>(accounts);
    }

    /** Returns all holds by id, as a copy. */
    public SortedMap<String, Hold> holds() {
        return new TreeMap<>(holds);
    }

    private Answer decide(Command command) {
        return switch (command) {
            case Command.Open open -> open(open);
            case Command.Regrant regrant -> regrant(regrant);
            case Command.Place place -> place(place);
            case Command.Activate activate -> activate(activate);
            case Command.Extend extend -> extend(extend);
            case Command.Post post -> post(post);
            case Command.Trim trim -> trim(trim);
            case Command.Resolve resolve -> resolve(resolve.holdId());
            case Command.Lapse lapse -> lapse(lapse);
            case Command.Expire expire -> expire(expire);
            case Command.Revoke revoke -> revoke(revoke);
        };
    }

    private Answer open(Command.Open open) {
        if (accounts.containsKey(open.account())) {
            return refused(RefusalReason.ACCOUNT_EXISTS, open.account().toString());
        }
        accounts.put(open.account(), Account.opened(open.account(), open.authority(), open.granted()));
        return new Done();
    }

    private Answer regrant(Command.Regrant regrant) {
        Account account = accounts.get(regrant.account());
        if (account == null) {
            return refused(RefusalReason.UNKNOWN_ACCOUNT, regrant.account().toString());
        }
        Money used = account.granted().minus(account.free());
        if (regrant.granted().compareTo(used) < 0) {
            return refused(
                    RefusalReason.GRANT_BELOW_USE,
                    "%s: %s is used, more than %s".formatted(account.id(), used, regrant.granted()));
        }
        accounts.put(account.id(), account.withGranted(regrant.granted()));
        return new Done();
    }

    private Answer place(Command.Place place) {
        String holdId = place.owner().holdId();
        if (holds.containsKey(holdId)) {
            return refused(RefusalReason.HOLD_EXISTS, "hold %s".formatted(holdId));
        }
        Optional<Refused> refusal = reserve(place.lines());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        List<HoldLine> lines = place.lines().stream().map(HoldLine::of).toList();
        holds.put(holdId, new Hold(place.owner(), place.quoteId(), lines, Hold.State.HELD, place.expiresAtMillis()));
        return new Done();
    }

    private Answer activate(Command.Activate activate) {
        Hold hold = holds.get(activate.holdId());
        if (hold == null) {
            return unknownHold(activate.holdId());
        }
        if (hold.resolved()) {
            return alreadyResolved(activate.holdId());
        }
        holds.put(activate.holdId(), hold.with(Hold.State.ACTIVE));
        return new Done();
    }

    private Answer extend(Command.Extend extend) {
        Hold hold = holds.get(extend.holdId());
        if (hold == null) {
            return unknownHold(extend.holdId());
        }
        if (hold.resolved()) {
            return alreadyResolved(extend.holdId());
        }
        Optional<Refused> refusal = reserve(extend.lines());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        holds.put(
                extend.holdId(),
                hold.withMore(extend.lines().stream().map(HoldLine::of).toList()));
        return new Done();
    }

    private Answer post(Command.Post post) {
        Hold hold = holds.get(post.holdId());
        if (hold == null) {
            return unknownHold(post.holdId());
        }
        if (hold.resolved()) {
            return alreadyResolved(post.holdId());
        }
        if (post.line() < 0 || post.line() >= hold.lines().size()) {
            return refused(RefusalReason.UNKNOWN_LINE, "line %d of hold %s".formatted(post.line(), post.holdId()));
        }
        HoldLine line = hold.lines().get(post.line());
        if (post.amount().compareTo(line.open()) > 0) {
            return refused(
                    RefusalReason.OVER_HELD,
                    "line %d of hold %s has %s left, less than %s"
                            .formatted(post.line(), post.holdId(), line.open(), post.amount()));
        }
        line.legs().forEach(leg -> accounts.computeIfPresent(leg, (id, account) -> account.posting(post.amount())));
        holds.put(post.holdId(), hold.withLine(post.line(), line.posting(post.amount())));
        return new Done();
    }

    private Answer trim(Command.Trim trim) {
        Hold hold = holds.get(trim.holdId());
        if (hold == null) {
            return unknownHold(trim.holdId());
        }
        if (hold.resolved()) {
            return alreadyResolved(trim.holdId());
        }
        if (trim.line() < 0 || trim.line() >= hold.lines().size()) {
            return refused(RefusalReason.UNKNOWN_LINE, "line %d of hold %s".formatted(trim.line(), trim.holdId()));
        }
        HoldLine line = hold.lines().get(trim.line());
        Money back = line.beyond(trim.keep());
        line.legs().forEach(leg -> accounts.computeIfPresent(leg, (id, account) -> account.holding(back.negated())));
        holds.put(trim.holdId(), hold.withLine(trim.line(), line.releasing(back)));
        return new Done();
    }

    private Answer resolve(String holdId) {
        Hold hold = holds.get(holdId);
        if (hold == null) {
            return unknownHold(holdId);
        }
        if (hold.resolved()) {
            return alreadyResolved(holdId);
        }
        List<HoldLine> resolved = new ArrayList<>();
        for (HoldLine line : hold.lines()) {
            Money back = line.open().negated();
            line.legs().forEach(leg -> accounts.computeIfPresent(leg, (id, account) -> account.holding(back)));
            resolved.add(line.releasingRest());
        }
        holds.put(
                holdId, new Hold(hold.owner(), hold.quoteId(), resolved, Hold.State.RESOLVED, hold.expiresAtMillis()));
        return new Done();
    }

    private Answer lapse(Command.Lapse lapse) {
        Hold hold = holds.get(lapse.holdId());
        if (hold == null) {
            return unknownHold(lapse.holdId());
        }
        if (hold.state() == Hold.State.ACTIVE || lapse.asOfMillis() < hold.expiresAtMillis()) {
            return refused(RefusalReason.HOLD_NOT_EXPIRED, "hold %s is %s".formatted(lapse.holdId(), hold.state()));
        }
        return resolve(lapse.holdId());
    }

    private Answer expire(Command.Expire expire) {
        Account account = accounts.get(expire.account());
        if (account == null) {
            return refused(RefusalReason.UNKNOWN_ACCOUNT, expire.account().toString());
        }
        accounts.put(account.id(), account.expiring(account.free()));
        return new Done();
    }

    private Answer revoke(Command.Revoke revoke) {
        Account account = accounts.get(revoke.account());
        if (account == null) {
            return refused(RefusalReason.UNKNOWN_ACCOUNT, revoke.account().toString());
        }
        if (revoke.amount().isNegative() || revoke.amount().compareTo(account.free()) > 0) {
            return refused(
                    RefusalReason.NOT_FREE,
                    "%s has %s free, less than %s".formatted(account.id(), account.free(), revoke.amount()));
        }
        accounts.put(account.id(), account.revoking(revoke.amount()));
        return new Done();
    }

    /** Takes all lines from all their balances, or nothing and says which balance fell short. */
    private Optional<Refused> reserve(List<LineRequest> lines) {
        Map<AccountId, Account> changed = new TreeMap<>();
        for (LineRequest line : lines) {
            for (AccountId leg : line.legs()) {
                Account account = changed.getOrDefault(leg, accounts.get(leg));
                if (account == null) {
                    return Optional.of(refused(RefusalReason.UNKNOWN_ACCOUNT, leg.toString()));
                }
                if (line.amount().compareTo(account.free()) > 0) {
                    return Optional.of(refused(
                            insufficient(leg.kind()),
                            "%s has %s free, less than %s".formatted(leg, account.free(), line.amount())));
                }
                changed.put(leg, account.holding(line.amount()));
            }
        }
        accounts.putAll(changed);
        return Optional.empty();
    }

    private static RefusalReason insufficient(AccountKind kind) {
        return switch (kind) {
            case VOUCHER -> RefusalReason.INSUFFICIENT_VOUCHER;
            case CAP -> RefusalReason.INSUFFICIENT_CAP;
            case POOL -> RefusalReason.INSUFFICIENT_POOL;
        };
    }

    private static Refused unknownHold(String holdId) {
        return refused(RefusalReason.UNKNOWN_HOLD, "hold %s".formatted(holdId));
    }

    private static Refused alreadyResolved(String holdId) {
        return refused(RefusalReason.HOLD_RESOLVED, "hold %s".formatted(holdId));
    }

    private static Refused refused(RefusalReason reason, String detail) {
        return new Refused(reason, detail);
    }
}
