package io.xisuan.billing.entitlement;

import io.xisuan.billing.entitlement.Answer.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All balances and holds, changed by one command after another.
 *
 * <p>One writer owns a book. It is deterministic: the same commands in the same order give the same answers and the same
 * state. A refusal changes nothing but the memory of the answer, and names the balance or hold with both amounts.
 */
public final class EntitlementBook {
    private record Answered(Command command, Answer answer) {}

    private final Balances accounts = new Balances();
    private final Holds holds = new Holds();
    private final BalanceDeeds balances = new BalanceDeeds(accounts);
    private final HoldDeeds deeds = new HoldDeeds(accounts, holds);
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
        return of(accounts, holds, List.of());
    }

    /** Returns a book of stored balances, holds and words on use elsewhere; it remembers no command. */
    public static EntitlementBook of(
            Collection<Account> accounts, Collection<Hold> holds, Collection<Declaration> declarations) {
        EntitlementBook book = new EntitlementBook(false);
        accounts.forEach(book.accounts::admit);
        holds.forEach(book::admit);
        declarations.forEach(book.balances::admit);
        return book;
    }

    /** Returns a book with the same balances and holds, to plan with; it remembers no command. */
    public EntitlementBook copy() {
        return of(accounts.all().values(), holds.all().values(), declarations());
    }

    /** Takes in a hold that is kept elsewhere; its money is in the balances already. */
    public void admit(Hold hold) {
        holds.admit(hold.owner().holdId(), hold);
    }

    /** Lets go of a hold that is resolved and kept elsewhere; balances do not change. */
    public void forget(String holdId) {
        holds.find(holdId).filter(hold -> !hold.resolved()).ifPresent(hold -> {
            throw new IllegalStateException("Hold %s is %s and is not forgotten".formatted(holdId, hold.state()));
        });
        holds.remove(holdId);
    }

    /** Applies a command, or finds the answer that it got before. */
    public Answer apply(Command command) {
        if (!remembers) {
            return decide(command);
        }
        Answered before = answered.get(command.id());
        if (before != null) {
            return before.command().equals(command)
                    ? before.answer()
                    : new Refused(RefusalReason.COMMAND_REUSED, "command %s".formatted(command.id()));
        }
        Answer answer = decide(command);
        answered.put(command.id(), new Answered(command, answer));
        return answer;
    }

    public Optional<Account> account(AccountId id) {
        return accounts.find(id);
    }

    public Optional<Hold> hold(String holdId) {
        return holds.find(holdId);
    }

    /** Returns the hold of an attempt: the open one, whenever it was planned, or the one whose id follows from this owner. */
    public Optional<Hold> hold(HoldOwner attempt) {
        return holds.openOf(attempt).flatMap(holds::find).or(() -> holds.find(attempt.holdId()));
    }

    /** Returns the balances that changed since the book was last settled, each as it was then; empty for one that was opened. */
    public Map<AccountId, Optional<Account>> changedAccounts() {
        return Collections.unmodifiableMap(accounts.before());
    }

    /** Returns the holds that changed since the book was last settled, each as it was then; empty for one that was placed. */
    public Map<String, Optional<Hold>> changedHolds() {
        return Collections.unmodifiableMap(holds.before());
    }

    /** Says that all changes are kept elsewhere now. */
    public void settle() {
        accounts.before().clear();
        holds.before().clear();
    }

    /** Returns all balances in order of id, as a copy. */
    public SortedMap<AccountId, Account> accounts() {
        return accounts.all();
    }

    /** Returns all holds by id, as a copy. */
    public SortedMap<String, Hold> holds() {
        return holds.all();
    }

    /** Returns each source's last word on use elsewhere, in order of balance and source. */
    public List<Declaration> declarations() {
        List<Declaration> all = new ArrayList<>();
        balances.declarations().forEach(all::add);
        return List.copyOf(all);
    }

    /** Returns a source's last word on use elsewhere. */
    public Optional<Declaration> declaration(AccountId account, String source) {
        return balances.declaration(account, source);
    }

    private Answer decide(Command command) {
        return switch (command) {
            case Command.Open open -> balances.open(open);
            case Command.Regrant regrant -> balances.regrant(regrant);
            case Command.Declare declare -> balances.declare(declare);
            case Command.Expire expire -> balances.expire(expire);
            case Command.Reopen reopen -> balances.reopen(reopen);
            case Command.Revoke revoke -> balances.revoke(revoke);
            case Command.Place place -> deeds.place(place);
            case Command.Activate activate -> deeds.activate(activate);
            case Command.Extend extend -> deeds.extend(extend);
            case Command.Post post -> deeds.post(post);
            case Command.Trim trim -> deeds.trim(trim);
            case Command.Resolve resolve -> deeds.resolve(resolve.holdId());
            case Command.VoidHold voided -> deeds.voided(voided);
            case Command.Lapse lapse -> deeds.lapse(lapse);
            case Command.Unpost unpost -> deeds.unpost(unpost);
            case Command.Transfer transfer -> deeds.transfer(transfer);
        };
    }
}
