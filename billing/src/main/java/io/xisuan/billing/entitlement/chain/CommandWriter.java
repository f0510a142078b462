package io.xisuan.billing.entitlement.chain;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import java.util.List;
import java.util.OptionalLong;

/** Commands as canonical bytes; {@link CommandReader} is its twin, and the numbers of commands never change. */
final class CommandWriter {
    private final ByteWriter out;
    private final AccountKeys keys;

    CommandWriter(ByteWriter out, AccountKeys keys) {
        this.out = out;
        this.keys = keys;
    }

    void write(Command command) {
        switch (command) {
            case Command.Open open -> open(open);
            case Command.Regrant regrant -> on(2, regrant, regrant.account()).money(regrant.granted());
            case Command.Declare declare -> declare(declare);
            case Command.Expire expire -> on(4, expire, expire.account()).number(expire.claimByMillis());
            case Command.Reopen reopen ->
                on(5, reopen, reopen.account()).money(reopen.amount()).number(reopen.asOfMillis());
            case Command.Revoke revoke -> on(6, revoke, revoke.account()).money(revoke.amount());
            case Command.Place place -> place(place);
            case Command.Activate activate -> head(8, activate).text(activate.holdId());
            case Command.Extend extend -> extend(extend);
            case Command.Post post -> post(post);
            case Command.Trim trim ->
                head(11, trim).text(trim.holdId()).number(trim.line()).money(trim.keep());
            case Command.Resolve resolve -> head(12, resolve).text(resolve.holdId());
            case Command.VoidHold voided -> head(13, voided).text(voided.holdId());
            case Command.Lapse lapse -> head(14, lapse).text(lapse.holdId()).number(lapse.asOfMillis());
            case Command.Unpost unpost -> head(15, unpost).text(unpost.holdId()).money(unpost.amount());
            case Command.Transfer transfer -> transfer(transfer);
        }
    }

    private void open(Command.Open open) {
        head(1, open);
        identity(open.account());
        out.count(keys.keyOf(open.account()).orElse(0))
                .text(open.authority().name())
                .money(open.granted());
    }

    private void declare(Command.Declare declare) {
        on(3, declare, declare.account())
                .money(declare.used())
                .day(declare.asOf())
                .text(declare.source());
    }

    private void extend(Command.Extend extend) {
        head(9, extend).text(extend.holdId());
        lines(extend.lines());
    }

    private ByteWriter on(int number, Command command, AccountId account) {
        head(number, command);
        account(account);
        return out;
    }

    private ByteWriter head(int number, Command command) {
        return out.octet(number).text(command.id());
    }

    private void place(Command.Place place) {
        head(7, place);
        owner(place.owner());
        out.text(place.quoteId());
        lines(place.lines());
        out.number(place.expiresAtMillis());
    }

    private void post(Command.Post post) {
        head(10, post).text(post.holdId()).number(post.line()).day(post.day()).money(post.amount());
    }

    private void transfer(Command.Transfer transfer) {
        head(16, transfer).text(transfer.holdId()).number(transfer.line());
        out.octet(transfer.postedOn().isPresent() ? 1 : 0);
        transfer.postedOn().ifPresent(out::day);
        accounts(transfer.legs());
        out.money(transfer.amount());
    }

    void owner(HoldOwner owner) {
        out.text(owner.supplier().value())
                .text(owner.jobUid())
                .number(owner.attempt())
                .count(owner.plannedAtMillis());
    }

    private void lines(List<LineRequest> lines) {
        out.count(lines.size());
        for (LineRequest line : lines) {
            accounts(line.legs());
            out.money(line.amount());
        }
    }

    void accounts(List<AccountId> accounts) {
        out.count(accounts.size());
        accounts.forEach(this::account);
    }

    /** Writes a balance by its number; one that is not open by its name after a 0. */
    void account(AccountId id) {
        OptionalLong key = keys.keyOf(id);
        out.count(key.orElse(0));
        if (key.isEmpty()) {
            identity(id);
        }
    }

    void identity(AccountId id) {
        out.text(id.kind().name()).text(id.programme().value()).text(id.owner()).text(id.year());
    }
}
