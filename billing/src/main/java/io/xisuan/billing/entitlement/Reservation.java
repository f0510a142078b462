package io.xisuan.billing.entitlement;

import io.xisuan.billing.entitlement.Answer.Refused;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What several lines take together from their balances: all of it or nothing. */
final class Reservation {
    private final Balances accounts;
    private final Map<AccountId, Account> changed = new LinkedHashMap<>();

    Reservation(Balances accounts) {
        this.accounts = accounts;
    }

    /** Takes all lines, or nothing and says which balance fell short. */
    Optional<Refused> take(List<LineRequest> lines) {
        for (LineRequest line : lines) {
            for (AccountId leg : line.legs()) {
                Optional<Refused> refused = take(leg, line.amount());
                if (refused.isPresent()) {
                    return refused;
                }
            }
        }
        changed.values().forEach(accounts::put);
        return Optional.empty();
    }

    /** Takes one amount from each of these balances, or nothing. */
    Optional<Refused> takeEach(List<AccountId> legs, Money amount) {
        for (AccountId leg : legs) {
            Optional<Refused> refused = take(leg, amount);
            if (refused.isPresent()) {
                return refused;
            }
        }
        changed.values().forEach(accounts::put);
        return Optional.empty();
    }

    private Optional<Refused> take(AccountId leg, Money amount) {
        Optional<Account> known = Optional.ofNullable(changed.get(leg)).or(() -> accounts.find(leg));
        if (known.isEmpty()) {
            return Optional.of(new Refused(RefusalReason.UNKNOWN_ACCOUNT, leg.toString()));
        }
        Account account = known.get();
        Money free = leg.rolling()
                .map(day -> freeInWindows(account, day).min(account.free()))
                .orElseGet(account::free);
        if (amount.compareTo(free) > 0) {
            return Optional.of(
                    new Refused(insufficient(leg.kind()), "%s has %s free, less than %s".formatted(leg, free, amount)));
        }
        changed.put(account.id(), account.holding(amount));
        return Optional.empty();
    }

    /** Returns what the fullest window leaves of those that contain the day; each begins at a day that has a bucket. */
    private Money freeInWindows(Account account, RollingDay day) {
        AccountId id = account.id();
        AccountId from = sibling(id, day.day().minusMonths(day.months()).minusDays(1));
        AccountId to = sibling(id, day.day().plusMonths(day.months()).plusDays(1));
        SortedMap<AccountId, Account> near = accounts.between(from, to);
        changed.forEach((key, value) -> near.computeIfPresent(key, (bucket, old) -> value));
        near.put(id, account);
        Money free = account.free();
        for (AccountId start : near.keySet()) {
            Optional<RollingDay> window = start.rolling().filter(first -> first.months() == day.months());
            if (window.filter(first -> first.reaches(day.day())).isPresent()) {
                free = free.min(account.granted().minus(used(near, window.get())));
            }
        }
        return free;
    }

    private static Money used(SortedMap<AccountId, Account> near, RollingDay window) {
        return near.values().stream()
                .filter(account -> account.id()
                        .rolling()
                        .filter(bucket -> bucket.months() == window.months() && window.reaches(bucket.day()))
                        .isPresent())
                .map(Account::used)
                .reduce(Money.ZERO, Money::plus);
    }

    /** Returns where the buckets of a day begin in the order of balances. */
    private static AccountId sibling(AccountId id, LocalDate day) {
        return new AccountId(id.kind(), id.programme(), id.owner(), day.toString());
    }

    private static RefusalReason insufficient(AccountKind kind) {
        return switch (kind) {
            case VOUCHER -> RefusalReason.INSUFFICIENT_VOUCHER;
            case CAP -> RefusalReason.INSUFFICIENT_CAP;
            case POOL -> RefusalReason.INSUFFICIENT_POOL;
        };
    }
}
