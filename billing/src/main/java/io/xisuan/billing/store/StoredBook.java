package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Declaration;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.entitlement.RefusalReason;
import io.xisuan.billing.entitlement.chain.BatchBody;
import io.xisuan.billing.entitlement.chain.CommandDigest;
import io.xisuan.billing.entitlement.chain.Entry;
import io.xisuan.billing.entitlement.chain.Snapshot;
import io.xisuan.model.InputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The balances in memory beside their tables. Commands are decided in memory, and what they changed is written once for
 * the batch, row by row against what memory believed before, with one entry of the chain that lists them.
 *
 * <p>Repetition is known by what is stored: a hold by its owner, an extension by its digest, a posting by the hold's movements, and
 * the rare commands on one balance by their ids.
 */
final class StoredBook {
    private final EntitlementBook book;
    private final AccountRows accounts;
    private final HoldRows holds;
    private final ChainRows chain;
    private final Set<String> admitted = new LinkedHashSet<>();
    private final SortedMap<String, List<String>> newLines = new TreeMap<>();
    private final SortedMap<String, String> newDeeds = new TreeMap<>();
    private final List<Declaration> newWords = new ArrayList<>();
    private Entry last;
    private BatchBody body;
    private String newest;

    private StoredBook(EntitlementBook book, Tables tables, Entry last, String newest) {
        this.book = book;
        this.accounts = tables.accounts();
        this.holds = tables.holds();
        this.chain = tables.chain();
        this.last = last;
        this.newest = newest;
        this.body = new BatchBody(accounts);
    }

    private record Tables(AccountRows accounts, HoldRows holds, ChainRows chain) {}

    /**
     * Reads the tables.
     *
     * @throws io.xisuan.model.InputException when a balance is not what its holds come to
     */
    static StoredBook load(Handle handle, Rows rows) {
        PairCheck.firstMismatch(handle).ifPresent(problem -> {
            throw InputException.of("The database does not add up, restore it from a backup: " + problem);
        });
        AccountRows accounts = new AccountRows(rows);
        List<Account> balances = accounts.load(handle);
        HoldRows holds = new HoldRows(rows, accounts);
        ChainRows chain = new ChainRows(rows);
        Entry last = chain.last(handle).orElseGet(() -> new Entry(0, new byte[0], Entry.GENESIS));
        return new StoredBook(
                EntitlementBook.of(balances, holds.open(handle), accounts.declarations(handle)),
                new Tables(accounts, holds, chain),
                last,
                holds.newest(handle));
    }

    EntitlementBook book() {
        return book;
    }

    /** Returns a hold from memory, or a resolved one from its table. */
    Optional<Hold> hold(Handle handle, String holdId) {
        Optional<Hold> known = book.hold(holdId);
        return known.isPresent() ? known : holds.find(handle, holdId);
    }

    /** Returns the hold of an attempt from memory, or a resolved one by its intent. */
    Optional<Hold> hold(Handle handle, HoldOwner attempt) {
        return book.hold(attempt)
                .or(() -> IntentRows.holdOf(handle, attempt).flatMap(id -> hold(handle, id)))
                .or(() -> hold(handle, attempt.holdId()));
    }

    /** Returns whether a placing's time is later than any that is stored, so that its hold was never seen. */
    private boolean isNew(Command command, String holdId) {
        return command instanceof Command.Place place
                && place.owner().plannedAtMillis() > 0
                && holdId.compareTo(newest) > 0;
    }

    /** Decides a command; a refusal changes nothing. What it changed is in the tables only after {@link #write}. */
    Answer apply(Handle handle, Command command) {
        CommandScope.holdOf(command).ifPresent(id -> admit(handle, command, id));
        Optional<Answer> repeated = repeated(handle, command);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        Answer answer = book.apply(command);
        if (answer.done()) {
            note(command);
        }
        body.add(command, answer);
        return answer;
    }

    /** Writes what changed since the last time. */
    void write(Handle handle) {
        if (body.isEmpty()) {
            return;
        }
        accounts.write(handle, book.changedAccounts(), book::account);
        List<HoldRows.Change> changes = new ArrayList<>();
        book.changedHolds()
                .forEach((id, before) -> book.hold(id)
                        .ifPresent(after -> changes.add(
                                new HoldRows.Change(id, before, after, newLines.getOrDefault(id, List.of())))));
        holds.write(handle, changes);
        accounts.declare(handle, newWords);
        newDeeds.forEach((id, digest) -> chain.addDeed(handle, id, digest));
        last = Entry.after(last.hash(), last.seq() + 1, body.toBytes());
        chain.append(handle, last);
    }

    /** Writes all that stands as the chain's first entry, where balances are older than the chain. */
    void beginChain(Handle handle) {
        if (last.seq() > 0 || book.accounts().isEmpty()) {
            return;
        }
        SortedMap<Long, Account> balances = new TreeMap<>();
        book.accounts().forEach((id, account) -> balances.put(accounts.key(id), account));
        Snapshot snapshot = new Snapshot(balances, holds.all(handle), book.declarations());
        last = Entry.after(Entry.GENESIS, 1, snapshot.toBytes());
        chain.append(handle, last);
        handle.execute("UPDATE entitlement_chain SET begun = 1 WHERE id = 1");
    }

    /** Ends the batch after its commit: holds that are resolved live in their table from now on. */
    void settle() {
        for (String id : book.changedHolds().keySet()) {
            boolean timed = book.hold(id)
                    .filter(hold -> hold.owner().plannedAtMillis() > 0)
                    .isPresent();
            if (timed && id.compareTo(newest) > 0) {
                newest = id;
            }
        }
        Stream.concat(book.changedHolds().keySet().stream(), admitted.stream())
                .filter(id -> book.hold(id).filter(Hold::resolved).isPresent())
                .forEach(book::forget);
        book.settle();
        admitted.clear();
        newLines.clear();
        newDeeds.clear();
        newWords.clear();
        body = new BatchBody(accounts);
    }

    /** Brings a resolved hold back into memory for a command that names it. */
    private void admit(Handle handle, Command command, String holdId) {
        if (book.hold(holdId).isEmpty() && !isNew(command, holdId)) {
            holds.find(handle, holdId).ifPresent(stored -> {
                book.admit(stored);
                admitted.add(holdId);
            });
        }
    }

    /** Answers what was done before by what is stored of it. */
    private Optional<Answer> repeated(Handle handle, Command command) {
        Optional<Answer> deed = CommandDigest.isRare(command) ? deed(handle, command) : Optional.empty();
        return deed.isPresent() ? deed : repeatedByState(handle, command);
    }

    private Optional<Answer> repeatedByState(Handle handle, Command command) {
        return switch (command) {
            case Command.Open open ->
                book.account(open.account())
                        .map(known -> same(
                                known.authority() == open.authority()
                                        && known.granted().equals(open.granted()),
                                RefusalReason.ACCOUNT_EXISTS,
                                "%s has %s granted, not %s".formatted(known.id(), known.granted(), open.granted())));
            case Command.Place place -> placed(handle, place);
            case Command.Extend extend -> lined(handle, extend.holdId(), CommandDigest.ofLines(extend));
            case Command.Transfer transfer -> lined(handle, transfer.holdId(), CommandDigest.of(transfer));
            case Command.Resolve resolve -> over(resolve.holdId());
            case Command.Lapse lapse -> over(lapse.holdId());
            case Command.VoidHold voided ->
                over(voided.holdId())
                        .filter(done -> book.hold(voided.holdId())
                                .filter(hold -> hold.posted().isZero())
                                .isPresent());
            case Command.Post post -> Optional.empty();
            case Command.Unpost unpost -> Optional.empty();
            case Command.Activate activate -> Optional.empty();
            case Command.Trim trim -> Optional.empty();
            case Command.Regrant regrant -> Optional.empty();
            case Command.Declare declare -> declared(declare);
            case Command.Expire expire -> Optional.empty();
            case Command.Reopen reopen -> Optional.empty();
            case Command.Revoke revoke -> Optional.empty();
        };
    }

    private Optional<Answer> declared(Command.Declare declare) {
        Declaration word = new Declaration(declare.account(), declare.source(), declare.asOf(), declare.used());
        return book.declaration(declare.account(), declare.source())
                .filter(word::equals)
                .map(known -> new Answer.Done());
    }

    private Optional<Answer> over(String holdId) {
        return book.hold(holdId).filter(Hold::resolved).map(hold -> new Answer.Done());
    }

    private Optional<Answer> deed(Handle handle, Command command) {
        Optional<String> before =
                Optional.ofNullable(newDeeds.get(command.id())).or(() -> chain.deed(handle, command.id()));
        return before.map(digest -> same(
                digest.equals(CommandDigest.of(command)),
                RefusalReason.COMMAND_REUSED,
                "command %s was given for something else".formatted(command.id())));
    }

    private Optional<Answer> lined(Handle handle, String holdId, String digest) {
        return book.hold(holdId).isPresent() && digests(handle, holdId).contains(digest)
                ? Optional.of(new Answer.Done())
                : Optional.empty();
    }

    private Optional<Answer> placed(Handle handle, Command.Place place) {
        String holdId = place.owner().holdId();
        return book.hold(holdId)
                .map(hold -> same(
                        samePlacing(hold, place, digests(handle, holdId)),
                        RefusalReason.HOLD_EXISTS,
                        "hold %s was placed for something else".formatted(holdId)));
    }

    /** Compares a placing with the lines that the first placing brought: those with the digest of the first. */
    private static boolean samePlacing(Hold hold, Command.Place place, List<String> digests) {
        List<LineRequest> first = new ArrayList<>();
        for (int i = 0; i < digests.size() && digests.get(i).equals(digests.getFirst()); i++) {
            first.add(new LineRequest(
                    hold.lines().get(i).legs(), hold.lines().get(i).held()));
        }
        return first.equals(place.lines())
                && hold.quoteId().equals(place.quoteId())
                && hold.expiresAtMillis() == place.expiresAtMillis();
    }

    private static Answer same(boolean same, RefusalReason otherwise, String detail) {
        return same ? new Answer.Done() : new Answer.Refused(otherwise, detail);
    }

    private List<String> digests(Handle handle, String holdId) {
        List<String> brought = newLines.getOrDefault(holdId, List.of());
        int lines = book.hold(holdId).map(hold -> hold.lines().size()).orElse(0);
        List<String> digests = new ArrayList<>(holds.digests(handle, holdId));
        digests.addAll(Collections.nCopies(lines - digests.size() - brought.size(), ""));
        digests.addAll(brought);
        return digests;
    }

    private void note(Command command) {
        if (command instanceof Command.Open open) {
            accounts.open(open.account());
        } else if (command instanceof Command.Extend extend) {
            addLines(extend.holdId(), extend.lines().size(), CommandDigest.ofLines(extend));
        } else if (command instanceof Command.Transfer transfer) {
            addLines(transfer.holdId(), 1, CommandDigest.of(transfer));
        } else if (CommandDigest.isRare(command)) {
            newDeeds.put(command.id(), CommandDigest.of(command));
        }
        if (command instanceof Command.Declare declare) {
            newWords.add(new Declaration(declare.account(), declare.source(), declare.asOf(), declare.used()));
        }
    }

    private void addLines(String holdId, int count, String digest) {
        List<String> lines = newLines.computeIfAbsent(holdId, id -> new ArrayList<>());
        for (int i = 0; i < count; i++) {
            lines.add(digest);
        }
    }
}
