package io.xisuan.billing.store;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.entitlement.RefusalReason;
import io.xisuan.model.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The balances in memory beside their tables. Commands are decided in memory, and what they changed is written once for
 * the batch, row by row against what memory believed before.
 *
 * <p>Repetition is known by what is stored and not by the command's id: a hold by its owner, an extension by its digest, a
 * posting by hold, line and day.
 */
final class StoredBook {
    private final EntitlementBook book;
    private final AccountRows accounts;
    private final HoldRows holds;
    private final TreeMap<AccountId, Optional<Account>> accountsBefore = new TreeMap<>();
    private final TreeMap<String, Optional<Hold>> holdsBefore = new TreeMap<>();
    private final TreeMap<String, List<String>> newLines = new TreeMap<>();
    private final TreeMap<HoldRows.LineDay, Long> newPostings = new TreeMap<>();

    private StoredBook(EntitlementBook book, AccountRows accounts, HoldRows holds) {
        this.book = book;
        this.accounts = accounts;
        this.holds = holds;
    }

    /**
     * Reads the tables.
     *
     * @throws io.xisuan.model.InputException when a balance is not what its holds come to
     */
    static StoredBook load(Handle handle) {
        PairCheck.firstMismatch(handle).ifPresent(problem -> {
            throw InputException.of("The database does not add up, restore it from a backup: " + problem);
        });
        AccountRows accounts = new AccountRows();
        List<Account> balances = accounts.load(handle);
        HoldRows holds = new HoldRows(accounts);
        return new StoredBook(EntitlementBook.of(balances, holds.open(handle)), accounts, holds);
    }

    EntitlementBook book() {
        return book;
    }

    /** Returns a hold from memory, or a resolved one from its table. */
    Optional<Hold> hold(Handle handle, String holdId) {
        Optional<Hold> known = book.hold(holdId);
        return known.isPresent() ? known : holds.find(handle, holdId);
    }

    /** Decides a command; a refusal changes nothing. What it changed is in the tables only after {@link #write}. */
    Answer apply(Handle handle, Command command) {
        holdOf(command).ifPresent(id -> remember(handle, id));
        Optional<Answer> repeated = repeated(handle, command);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        accountsOf(command).forEach(id -> accountsBefore.computeIfAbsent(id, book::account));
        Answer answer = book.apply(command);
        if (answer.done()) {
            note(command);
        }
        return answer;
    }

    /** Writes what changed since the last time. */
    void write(Handle handle) {
        accounts.write(handle, accountsBefore, book::account);
        List<HoldRows.Change> changes = new ArrayList<>();
        holdsBefore.forEach((id, before) -> book.hold(id)
                .ifPresent(after ->
                        changes.add(new HoldRows.Change(before, after, newLines.getOrDefault(id, List.of())))));
        holds.write(handle, changes);
        holds.writePostings(handle, newPostings);
    }

    /** Ends the batch after its commit: holds that are resolved live in their table from now on. */
    void settle() {
        holdsBefore.keySet().stream()
                .filter(id -> book.hold(id).filter(Hold::resolved).isPresent())
                .forEach(book::forget);
        accountsBefore.clear();
        holdsBefore.clear();
        newLines.clear();
        newPostings.clear();
    }

    private void remember(Handle handle, String holdId) {
        if (holdsBefore.containsKey(holdId)) {
            return;
        }
        Optional<Hold> known = hold(handle, holdId);
        known.filter(hold -> book.hold(holdId).isEmpty()).ifPresent(book::admit);
        holdsBefore.put(holdId, known);
    }

    /** Answers what was done before by what is stored of it. */
    private Optional<Answer> repeated(Handle handle, Command command) {
        return switch (command) {
            case Command.Open open ->
                book.account(open.account())
                        .map(known -> same(
                                known.authority() == open.authority()
                                        && known.granted().equals(open.granted()),
                                RefusalReason.ACCOUNT_EXISTS,
                                "%s has %s granted, not %s".formatted(known.id(), known.granted(), open.granted())));
            case Command.Place place -> placed(handle, place);
            case Command.Extend extend ->
                digests(handle, extend.holdId()).contains(digest(extend))
                        ? Optional.of(new Answer.Done())
                        : Optional.empty();
            case Command.Post post -> posted(handle, post);
            case Command.Resolve resolve ->
                book.hold(resolve.holdId()).filter(Hold::resolved).map(hold -> new Answer.Done());
            case Command.Activate activate -> Optional.empty();
            case Command.Trim trim -> Optional.empty();
            case Command.Lapse lapse ->
                book.hold(lapse.holdId()).filter(Hold::resolved).map(hold -> new Answer.Done());
            case Command.Regrant regrant -> Optional.empty();
            case Command.Expire expire -> Optional.empty();
            case Command.Revoke revoke -> Optional.empty();
        };
    }

    private Optional<Answer> placed(Handle handle, Command.Place place) {
        String holdId = place.owner().holdId();
        return book.hold(holdId)
                .map(hold -> same(
                        digests(handle, holdId).getFirst().equals(digest(place)),
                        RefusalReason.HOLD_EXISTS,
                        "hold %s was placed for something else".formatted(holdId)));
    }

    private Optional<Answer> posted(Handle handle, Command.Post post) {
        HoldRows.LineDay key =
                new HoldRows.LineDay(post.holdId(), post.line(), post.day().toString());
        OptionalLong before =
                newPostings.containsKey(key) ? OptionalLong.of(newPostings.get(key)) : holds.posting(handle, key);
        return before.isEmpty()
                ? Optional.empty()
                : Optional.of(same(
                        before.getAsLong() == post.amount().fen(),
                        RefusalReason.COMMAND_REUSED,
                        "%d fen were posted to line %d of hold %s for %s before"
                                .formatted(before.getAsLong(), post.line(), post.holdId(), post.day())));
    }

    private static Answer same(boolean same, RefusalReason otherwise, String detail) {
        return same ? new Answer.Done() : new Answer.Refused(otherwise, detail);
    }

    private List<String> digests(Handle handle, String holdId) {
        return Stream.concat(holds.digests(handle, holdId).stream(), newLines.getOrDefault(holdId, List.of()).stream())
                .toList();
    }

    private void note(Command command) {
        if (command instanceof Command.Place place) {
            addLines(place.owner().holdId(), place.lines().size(), digest(place));
        } else if (command instanceof Command.Extend extend) {
            addLines(extend.holdId(), extend.lines().size(), digest(extend));
        } else if (command instanceof Command.Post post) {
            newPostings.put(
                    new HoldRows.LineDay(post.holdId(), post.line(), post.day().toString()),
                    post.amount().fen());
        }
    }

    private void addLines(String holdId, int count, String digest) {
        List<String> lines = newLines.computeIfAbsent(holdId, id -> new ArrayList<>());
        for (int i = 0; i < count; i++) {
            lines.add(digest);
        }
    }

    private static String digest(Command.Place place) {
        List<String> fields = new ArrayList<>(
                List.of("place", place.owner().holdId(), place.quoteId(), Long.toString(place.expiresAtMillis())));
        place.lines()
                .forEach(line -> fields.add(line.legs() + "=" + line.amount().fen()));
        return Sha256.hexOfFields(fields);
    }

    private static String digest(Command.Extend extend) {
        List<String> fields = new ArrayList<>(List.of("extend", extend.id(), extend.holdId()));
        extend.lines()
                .forEach(line -> fields.add(line.legs() + "=" + line.amount().fen()));
        return Sha256.hexOfFields(fields);
    }

    private static Optional<String> holdOf(Command command) {
        return switch (command) {
            case Command.Place place -> Optional.of(place.owner().holdId());
            case Command.Activate activate -> Optional.of(activate.holdId());
            case Command.Extend extend -> Optional.of(extend.holdId());
            case Command.Post post -> Optional.of(post.holdId());
            case Command.Trim trim -> Optional.of(trim.holdId());
            case Command.Resolve resolve -> Optional.of(resolve.holdId());
            case Command.Lapse lapse -> Optional.of(lapse.holdId());
            case Command.Open open -> Optional.empty();
            case Command.Regrant regrant -> Optional.empty();
            case Command.Expire expire -> Optional.empty();
            case Command.Revoke revoke -> Optional.empty();
        };
    }

    private List<AccountId> accountsOf(Command command) {
        List<AccountId> named = switch (command) {
            case Command.Open open -> List.of(open.account());
            case Command.Regrant regrant -> List.of(regrant.account());
            case Command.Expire expire -> List.of(expire.account());
            case Command.Revoke revoke -> List.of(revoke.account());
            case Command.Place place -> legs(place.lines());
            case Command.Extend extend -> legs(extend.lines());
            case Command.Activate activate -> List.of();
            case Command.Post post -> held(post.holdId());
            case Command.Trim trim -> held(trim.holdId());
            case Command.Resolve resolve -> held(resolve.holdId());
            case Command.Lapse lapse -> held(lapse.holdId());
        };
        return named;
    }

    private static List<AccountId> legs(List<LineRequest> lines) {
        return lines.stream().flatMap(line -> line.legs().stream()).toList();
    }

    private List<AccountId> held(String holdId) {
        return book.hold(holdId).map(Hold::lines).orElse(List.of()).stream()
                .map(HoldLine::legs)
                .flatMap(List::stream)
                .toList();
    }
}
