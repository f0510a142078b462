package io.xisuan.billing.entitlement;

import io.xisuan.billing.entitlement.Answer.Done;
import io.xisuan.billing.entitlement.Answer.Refused;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Moves part of a line to other years of its voucher's cap and pool. What both have in common stays as it is, so a voucher that has
 * nothing free, or lacks money, does not stand in the way.
 */
final class Transferral {
    private final Balances accounts;
    private final Holds holds;

    Transferral(Balances accounts, Holds holds) {
        this.accounts = accounts;
        this.holds = holds;
    }

    Answer move(Command.Transfer transfer) {
        Optional<Hold> hold = holds.find(transfer.holdId());
        return hold.isEmpty()
                ? HoldDeeds.unknown(transfer.holdId())
                : HoldDeeds.onLine(
                        hold.get(), transfer.holdId(), transfer.line(), line -> move(hold.get(), line, transfer));
    }

    private Answer move(Hold hold, HoldLine line, Command.Transfer transfer) {
        if (!withoutYears(transfer.legs()).equals(withoutYears(line.legs()))) {
            return new Refused(
                    RefusalReason.OTHER_VOUCHER,
                    "line %d of hold %s draws %s on %s; only to other years of these, not %s to %s"
                            .formatted(
                                    transfer.line(),
                                    transfer.holdId(),
                                    line.held(),
                                    line.legs(),
                                    transfer.amount(),
                                    transfer.legs()));
        }
        Optional<Refused> refusal = beyond(hold, line, transfer).or(() -> enter(line, transfer));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        leave(line, transfer);
        holds.put(transfer.holdId(), moved(hold, line, transfer));
        return new Done();
    }

    /** Returns what balances they are but for their years. */
    private static List<AccountId> withoutYears(List<AccountId> legs) {
        return legs.stream()
                .map(leg -> new AccountId(leg.kind(), leg.programme(), leg.owner(), ""))
                .toList();
    }

    private static Optional<Refused> beyond(Hold hold, HoldLine line, Command.Transfer transfer) {
        Optional<LocalDate> day = transfer.postedOn();
        Money there = day.map(on -> hold.posted(transfer.line(), on)).orElseGet(line::open);
        return transfer.amount().compareTo(there) <= 0
                ? Optional.empty()
                : Optional.of(new Refused(
                        day.isPresent() ? RefusalReason.NOT_POSTED : RefusalReason.OVER_HELD,
                        "line %d of hold %s has %s %s, less than %s"
                                .formatted(
                                        transfer.line(),
                                        transfer.holdId(),
                                        there,
                                        day.map(on -> "posted for " + on).orElse("held"),
                                        transfer.amount())));
    }

    private Optional<Refused> enter(HoldLine line, Command.Transfer transfer) {
        List<AccountId> entered = transfer.legs().stream()
                .filter(leg -> !line.legs().contains(leg))
                .toList();
        Optional<Refused> refusal = new Reservation(accounts).takeEach(entered, transfer.amount());
        if (refusal.isEmpty() && transfer.postedOn().isPresent()) {
            entered.forEach(leg -> accounts.change(leg, account -> account.posting(transfer.amount())));
        }
        return refusal;
    }

    private void leave(HoldLine line, Command.Transfer transfer) {
        Money amount = transfer.amount();
        line.legs().stream()
                .filter(leg -> !transfer.legs().contains(leg))
                .forEach(leg -> accounts.change(
                        leg,
                        account -> transfer.postedOn().isPresent()
                                ? account.restoring(amount)
                                : account.holding(amount.negated())));
    }

    private static Hold moved(Hold hold, HoldLine line, Command.Transfer transfer) {
        Money amount = transfer.amount();
        int fresh = hold.lines().size();
        HoldLine entered = HoldLine.of(new LineRequest(transfer.legs(), amount));
        Optional<LocalDate> day = transfer.postedOn();
        if (day.isEmpty()) {
            return hold.withLine(transfer.line(), line.releasing(amount)).withMore(List.of(entered));
        }
        return hold.withLine(transfer.line(), line.unposting(amount).releasing(amount))
                .withMore(List.of(entered.posting(amount)))
                .moving(new Movement(transfer.id(), transfer.line(), day.get(), amount.negated()))
                .moving(new Movement(transfer.id(), fresh, day.get(), amount));
    }
}
