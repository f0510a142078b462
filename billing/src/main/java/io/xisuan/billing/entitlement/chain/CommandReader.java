package io.xisuan.billing.entitlement.chain;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.AccountKind;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.SupplierId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads commands from canonical bytes; the twin of {@link CommandWriter}. */
final class CommandReader {
    private final ByteReader in;
    private final AccountKeys keys;
    private final SortedMap<Long, AccountId> opened = new TreeMap<>();

    CommandReader(ByteReader in, AccountKeys keys) {
        this.in = in;
        this.keys = keys;
    }

    Command read() {
        int number = in.octet();
        String id = in.text();
        return switch (number) {
            case 1 -> open(id);
            case 2 -> new Command.Regrant(id, account(), in.money());
            case 3 -> new Command.Declare(id, account(), in.money(), in.day(), in.text());
            case 4 -> new Command.Expire(id, account(), in.number());
            case 5 -> new Command.Reopen(id, account(), in.money(), in.number());
            case 6 -> new Command.Revoke(id, account(), in.money());
            case 7 -> new Command.Place(id, owner(), in.text(), lines(), in.number());
            case 8 -> new Command.Activate(id, in.text());
            case 9 -> new Command.Extend(id, in.text(), lines());
            case 10 -> new Command.Post(id, in.text(), line(), in.day(), in.money());
            case 11 -> new Command.Trim(id, in.text(), line(), in.money());
            case 12 -> new Command.Resolve(id, in.text());
            case 13 -> new Command.VoidHold(id, in.text());
            case 14 -> new Command.Lapse(id, in.text(), in.number());
            case 15 -> new Command.Unpost(id, in.text(), in.money());
            case 16 -> new Command.Transfer(id, in.text(), line(), day(), accounts(), in.money());
            default -> throw new IllegalArgumentException("no command has the number %d".formatted(number));
        };
    }

    /** Returns the balances that entries read so far opened, by number. */
    SortedMap<Long, AccountId> opened() {
        return opened;
    }

    private Command open(String id) {
        AccountId account = identity();
        long key = in.count();
        if (key > 0) {
            opened.putIfAbsent(key, account);
        }
        return new Command.Open(id, account, Authority.valueOf(in.text()), in.money());
    }

    private int line() {
        return Math.toIntExact(in.number());
    }

    private Optional<LocalDate> day() {
        return in.octet() == 1 ? Optional.of(in.day()) : Optional.empty();
    }

    HoldOwner owner() {
        return new HoldOwner(new SupplierId(in.text()), in.text(), Math.toIntExact(in.number()), in.count());
    }

    private List<LineRequest> lines() {
        List<LineRequest> lines = new ArrayList<>();
        for (int count = in.smallCount(); count > 0; count--) {
            lines.add(new LineRequest(accounts(), in.money()));
        }
        return lines;
    }

    List<AccountId> accounts() {
        List<AccountId> accounts = new ArrayList<>();
        for (int count = in.smallCount(); count > 0; count--) {
            accounts.add(account());
        }
        return accounts;
    }

    AccountId account() {
        long key = in.count();
        if (key == 0) {
            return identity();
        }
        return Optional.ofNullable(opened.get(key))
                .or(() -> keys.idOf(key))
                .orElseThrow(() -> new IllegalArgumentException("no balance has the number %d".formatted(key)));
    }

    AccountId identity() {
        return new AccountId(AccountKind.valueOf(in.text()), new ProgrammeId(in.text()), in.text(), in.text());
    }
}
