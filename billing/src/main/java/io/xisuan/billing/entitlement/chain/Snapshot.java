package io.xisuan.billing.entitlement.chain;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.Declaration;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.entitlement.Movement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All balances and holds as they stood: what a chain begins with whose balances are older than it.
 *
 * @param accounts the balances by their number
 * @param holds each with the digests that stand beside its lines
 */
public record Snapshot(SortedMap<Long, Account> accounts, List<Digested> holds, List<Declaration> declarations) {
    /** A hold with what stands beside each of its lines: how the command that brought it is known again. */
    public record Digested(String id, Hold hold, List<String> digests) {
        public Digested {
            digests = List.copyOf(digests);
            if (digests.size() != hold.lines().size()) {
                throw new IllegalArgumentException("Hold %s has %d lines and %d digests"
                        .formatted(hold.owner(), hold.lines().size(), digests.size()));
            }
        }
    }

    public Snapshot {
        accounts = new TreeMap<>(accounts);
        holds = List.copyOf(holds);
        declarations = List.copyOf(declarations);
    }

    /** Returns the body of the entry that says all this. */
    public byte[] toBytes() {
        ByteWriter out = new ByteWriter().octet(BatchBody.FORMAT).octet(BatchBody.SNAPSHOT);
        CommandWriter names = new CommandWriter(out, keys());
        out.count(accounts.size());
        accounts.forEach((key, account) -> account(out.count(key), names, account));
        out.count(holds.size());
        holds.forEach(hold -> hold(out, names, hold));
        out.count(declarations.size());
        for (Declaration declaration : declarations) {
            names.account(declaration.account());
            out.text(declaration.source()).day(declaration.asOf()).money(declaration.used());
        }
        return out.toBytes();
    }

    private AccountKeys keys() {
        SortedMap<AccountId, Long> byId = new TreeMap<>();
        accounts.forEach((key, account) -> byId.put(account.id(), key));
        return new AccountKeys() {
            @Override
            public OptionalLong keyOf(AccountId id) {
                Long key = byId.get(id);
                return key == null ? OptionalLong.empty() : OptionalLong.of(key);
            }

            @Override
            public Optional<AccountId> idOf(long key) {
                return Optional.ofNullable(accounts.get(key)).map(Account::id);
            }
        };
    }

    private static void account(ByteWriter out, CommandWriter names, Account account) {
        names.identity(account.id());
        out.text(account.authority().name())
                .money(account.granted())
                .money(account.pending())
                .money(account.posted())
                .money(account.expired())
                .money(account.revoked())
                .money(account.declared())
                .money(account.deficit())
                .number(account.claimByMillis());
    }

    private static void hold(ByteWriter out, CommandWriter names, Digested digested) {
        Hold hold = digested.hold();
        names.owner(hold.owner());
        out.text(hold.quoteId()).text(hold.state().name()).number(hold.expiresAtMillis());
        out.count(hold.lines().size());
        for (int i = 0; i < hold.lines().size(); i++) {
            HoldLine line = hold.lines().get(i);
            names.accounts(line.legs());
            out.money(line.held()).money(line.posted()).money(line.released());
            out.text(digested.digests().get(i));
        }
        out.count(hold.movements().size());
        for (Movement movement : hold.movements()) {
            out.text(movement.command())
                    .number(movement.line())
                    .day(movement.day())
                    .money(movement.amount());
        }
    }

    static Snapshot read(ByteReader in) {
        SortedMap<Long, Account> accounts = new TreeMap<>();
        Snapshot known = new Snapshot(accounts, List.of(), List.of());
        CommandReader bare = new CommandReader(in, known.keys());
        for (int count = in.smallCount(); count > 0; count--) {
            accounts.put(in.count(), readAccount(in, bare));
        }
        CommandReader names = new CommandReader(in, new Snapshot(accounts, List.of(), List.of()).keys());
        List<Digested> holds = new ArrayList<>();
        for (int count = in.smallCount(); count > 0; count--) {
            holds.add(readHold(in, names));
        }
        List<Declaration> declarations = new ArrayList<>();
        for (int count = in.smallCount(); count > 0; count--) {
            declarations.add(new Declaration(names.account(), in.text(), in.day(), in.money()));
        }
        return new Snapshot(accounts, holds, declarations);
    }

    private static Account readAccount(ByteReader in, CommandReader names) {
        return new Account(
                names.identity(),
                Authority.valueOf(in.text()),
                in.money(),
                in.money(),
                in.money(),
                in.money(),
                in.money(),
                in.money(),
                in.money(),
                in.number());
    }

    private static Digested readHold(ByteReader in, CommandReader names) {
        Hold bare =
                new Hold(names.owner(), in.text(), List.of(), Hold.State.valueOf(in.text()), in.number(), List.of());
        List<HoldLine> lines = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (int count = in.smallCount(); count > 0; count--) {
            lines.add(new HoldLine(names.accounts(), in.money(), in.money(), in.money()));
            digests.add(in.text());
        }
        List<Movement> movements = new ArrayList<>();
        for (int count = in.smallCount(); count > 0; count--) {
            movements.add(new Movement(in.text(), Math.toIntExact(in.number()), in.day(), in.money()));
        }
        return new Digested(
                bare.owner().holdId(),
                new Hold(bare.owner(), bare.quoteId(), lines, bare.state(), bare.expiresAtMillis(), movements),
                digests);
    }
}
