package io.xisuan.billing.entitlement.chain;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Declaration;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.RefusalReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A chain gone through again from its first entry: each entry follows on the one before it, each command gets the answer that it
 * got, and in the end the balances and holds are what the entries make of them.
 */
public final class Replay implements AccountKeys {
    private final SortedMap<Long, AccountId> ids = new TreeMap<>();
    private final SortedMap<AccountId, Long> keys = new TreeMap<>();
    private final SortedMap<String, List<String>> digests = new TreeMap<>();
    private final SortedMap<String, String> deeds = new TreeMap<>();
    private EntitlementBook book = EntitlementBook.of(List.of(), List.of());
    private String head = Entry.GENESIS;
    private long count;

    /** Goes through the next entry; returns what is wrong with it, or nothing. */
    public Optional<String> add(Entry entry) {
        if (entry.seq() != count + 1) {
            return Optional.of("is missing: the next one is numbered %d".formatted(entry.seq()));
        }
        if (!entry.follows(head)) {
            return Optional.of("its hash does not follow from its bytes and the entry before it");
        }
        try {
            Optional<String> problem = read(new ByteReader(entry.body()));
            if (problem.isEmpty()) {
                head = entry.hash();
                count++;
            }
            return problem;
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            return Optional.of("its bytes make no sense: " + e.getMessage());
        }
    }

    private Optional<String> read(ByteReader in) {
        int format = in.octet();
        if (format != BatchBody.FORMAT) {
            return Optional.of("it is of form %d, which this version cannot read".formatted(format));
        }
        int kind = in.octet();
        return switch (kind) {
            case BatchBody.SNAPSHOT -> begin(Snapshot.read(in));
            case BatchBody.BATCH -> repeat(in);
            default -> Optional.of("it is of kind %d, which this version cannot read".formatted(kind));
        };
    }

    private Optional<String> begin(Snapshot snapshot) {
        if (count > 0) {
            return Optional.of("it begins anew in the middle");
        }
        snapshot.accounts().forEach((key, account) -> know(key, account.id()));
        List<Hold> holds = new ArrayList<>();
        for (Snapshot.Digested digested : snapshot.holds()) {
            holds.add(digested.hold());
            digests.put(digested.hold().owner().holdId(), new ArrayList<>(digested.digests()));
        }
        book = EntitlementBook.of(snapshot.accounts().values(), holds, snapshot.declarations());
        return Optional.empty();
    }

    private Optional<String> repeat(ByteReader in) {
        for (BatchBody.Written written : BatchBody.read(in, this)) {
            Command command = written.command();
            Answer answer = book.apply(command);
            Optional<RefusalReason> reason =
                    answer instanceof Answer.Refused refused ? Optional.of(refused.reason()) : Optional.empty();
            if (!reason.equals(written.refused())) {
                return Optional.of("command %s was answered %s, and is answered %s now"
                        .formatted(command.id(), said(written.refused()), said(reason)));
            }
            if (answer.done()) {
                note(command);
            }
        }
        return Optional.empty();
    }

    private static String said(Optional<RefusalReason> reason) {
        return reason.map(RefusalReason::name).orElse("done");
    }

    private void note(Command command) {
        if (command instanceof Command.Open open) {
            know(ids.isEmpty() ? 1 : ids.lastKey() + 1, open.account());
        } else if (command instanceof Command.Place place) {
            lines(place.owner().holdId(), place.lines().size(), "");
        } else if (command instanceof Command.Extend extend) {
            lines(extend.holdId(), extend.lines().size(), CommandDigest.ofLines(extend));
        } else if (command instanceof Command.Transfer transfer) {
            lines(transfer.holdId(), 1, CommandDigest.of(transfer));
        } else if (CommandDigest.isRare(command)) {
            deeds.put(command.id(), CommandDigest.of(command));
        }
    }

    private void lines(String holdId, int lines, String digest) {
        List<String> known = digests.computeIfAbsent(holdId, id -> new ArrayList<>());
        for (int i = 0; i < lines; i++) {
            known.add(digest);
        }
    }

    private void know(long key, AccountId id) {
        ids.put(key, id);
        keys.put(id, key);
    }

    @Override
    public OptionalLong keyOf(AccountId id) {
        Long key = keys.get(id);
        return key == null ? OptionalLong.empty() : OptionalLong.of(key);
    }

    @Override
    public Optional<AccountId> idOf(long key) {
        return Optional.ofNullable(ids.get(key));
    }

    /** Returns the hash of the last entry that was gone through. */
    public String head() {
        return head;
    }

    public long count() {
        return count;
    }

    /** Returns the balances by number, as the entries make them. */
    public SortedMap<Long, Account> accounts() {
        SortedMap<Long, Account> accounts = new TreeMap<>();
        ids.forEach((key, id) -> accounts.put(key, book.account(id).orElseThrow()));
        return accounts;
    }

    /** Returns the holds by id with the digests beside their lines, as the entries make them. */
    public SortedMap<String, Snapshot.Digested> holds() {
        SortedMap<String, Snapshot.Digested> holds = new TreeMap<>();
        book.holds()
                .forEach((id, hold) ->
                        holds.put(id, new Snapshot.Digested(id, hold, digests.getOrDefault(id, List.of()))));
        return holds;
    }

    /** Returns the digests of the rare commands by their ids. */
    public SortedMap<String, String> deeds() {
        return new TreeMap<>(deeds);
    }

    public List<Declaration> declarations() {
        return book.declarations();
    }
}
