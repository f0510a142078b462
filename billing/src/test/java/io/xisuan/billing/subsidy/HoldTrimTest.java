package io.xisuan.billing.subsidy;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.invoice.MonthClose;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.Rater;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Money;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HoldTrimTest {
    @Test
    void trimming_the_holds_of_ended_jobs_changes_no_bill_and_frees_the_rest() {
        Money freed = Money.ZERO;
        for (int seed = 0; seed < 60; seed++) {
            List<UsageInterval> usage = RandomMonth.usage(new SplittableRandom(seed));
            EntitlementBook held = book(seed);
            EntitlementBook trimmed = book(seed);
            trim(trimmed, usage);
            assertThat(MonthClose.close(RandomMonth.input(usage, trimmed)).drafts())
                    .as("seed %d", seed)
                    .isEqualTo(MonthClose.close(RandomMonth.input(usage, held)).drafts());
            freed = freed.plus(pending(held)).minus(pending(trimmed));
        }
        assertThat(freed.isPositive()).isTrue();
    }

    private static EntitlementBook book(int seed) {
        EntitlementBook book = RandomMonth.balances();
        RandomMonth.hold(book, new SplittableRandom(seed + 1_000));
        return book;
    }

    private static void trim(EntitlementBook book, List<UsageInterval> usage) {
        for (Hold hold : book.holds().values()) {
            List<UsageInterval> mine = usage.stream()
                    .filter(one -> one.job().uid().equals(hold.owner().jobUid())
                            && one.attempt() == hold.owner().attempt())
                    .toList();
            HoldTrim.commands(hold, charges(mine), RandomMonth.grants())
                    .forEach(command -> assertThat(book.apply(command).done()).isTrue());
        }
    }

    private static List<Charge> charges(List<UsageInterval> usage) {
        Rater rater = new Rater(RandomMonth.tariffs(), AttemptStarts.of(usage), contract -> 30, RandomMonth.grants());
        return rater.charges(new UsageSet(usage), RandomMonth.PERIOD.interval());
    }

    private static Money pending(EntitlementBook book) {
        return book.accounts().values().stream().map(Account::pending).reduce(Money.ZERO, Money::plus);
    }
}
