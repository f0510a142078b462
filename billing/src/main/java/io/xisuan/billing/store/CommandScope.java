package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.entitlement.LineRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a command touches: its hold and its balances. */
final class CommandScope {
    private CommandScope() {}

    static Optional<String> holdOf(Command command) {
        return switch (command) {
            case Command.Place place -> Optional.of(place.owner().holdId());
            case Command.Activate activate -> Optional.of(activate.holdId());
            case Command.Extend extend -> Optional.of(extend.holdId());
            case Command.Post post -> Optional.of(post.holdId());
            case Command.Trim trim -> Optional.of(trim.holdId());
            case Command.Resolve resolve -> Optional.of(resolve.holdId());
            case Command.VoidHold voided -> Optional.of(voided.holdId());
            case Command.Lapse lapse -> Optional.of(lapse.holdId());
            case Command.Unpost unpost -> Optional.of(unpost.holdId());
            case Command.Transfer transfer -> Optional.of(transfer.holdId());
            case Command.Open open -> Optional.empty();
            case Command.Regrant regrant -> Optional.empty();
            case Command.Declare declare -> Optional.empty();
            case Command.Expire expire -> Optional.empty();
            case Command.Reopen reopen -> Optional.empty();
            case Command.Revoke revoke -> Optional.empty();
        };
    }

    /** Returns the balances that a command may change. */
    static Stream<AccountId> accountsOf(Command command, Function<String, Optional<Hold>> holds) {
        return switch (command) {
            case Command.Open open -> Stream.of(open.account());
            case Command.Regrant regrant -> Stream.of(regrant.account());
            case Command.Declare declare -> Stream.of(declare.account());
            case Command.Expire expire -> Stream.of(expire.account());
            case Command.Reopen reopen -> Stream.of(reopen.account());
            case Command.Revoke revoke -> Stream.of(revoke.account());
            case Command.Place place -> legs(place.lines());
            case Command.Extend extend -> legs(extend.lines());
            case Command.Activate activate -> Stream.of();
            case Command.Post post -> held(holds.apply(post.holdId()));
            case Command.Trim trim -> held(holds.apply(trim.holdId()));
            case Command.Resolve resolve -> held(holds.apply(resolve.holdId()));
            case Command.VoidHold voided -> held(holds.apply(voided.holdId()));
            case Command.Lapse lapse -> held(holds.apply(lapse.holdId()));
            case Command.Unpost unpost -> held(holds.apply(unpost.holdId()));
            case Command.Transfer transfer ->
                Stream.concat(held(holds.apply(transfer.holdId())), transfer.legs().stream());
        };
    }

    private static Stream<AccountId> legs(List<LineRequest> lines) {
        return lines.stream().flatMap(line -> line.legs().stream());
    }

    private static Stream<AccountId> held(Optional<Hold> hold) {
        return hold.stream()
                .flatMap(known -> known.lines().stream())
                .map(HoldLine::legs)
                .flatMap(List::stream);
    }
}
