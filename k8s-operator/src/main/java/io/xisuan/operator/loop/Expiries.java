package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.model.BillingPeriod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks what is left of vouchers as expired. A voucher's balance outlives its validity until the month of its last day is closed, for
 * until then usage within the validity may still come, and until no hold on it is open.
 */
final class Expiries {
    private static final Logger LOG = LoggerFactory.getLogger(Expiries.class);

    /** Nobody is served sooner by an expiry: it only says what is lost. */
    private static final long PAUSE_MILLIS = 60_000;

    /** Programmes do not say how late use may become known; a year is longer than any window for claims that one states. */
    private static final Duration CLAIMED_WITHIN = Duration.ofDays(366);

    private final Store store;
    private final long epoch;
    private long lookedMillis;

    Expiries(Store store, long epoch) {
        this.store = store;
        this.epoch = epoch;
    }

    void end(Grants grants, long nowMillis) {
        if (nowMillis - lookedMillis < PAUSE_MILLIS) {
            return;
        }
        lookedMillis = nowMillis;
        List<Command> due = due(grants, store.balances(), store::closed, nowMillis);
        if (!due.isEmpty()) {
            store.apply(epoch, due);
            LOG.info("{} vouchers expired with money left", due.size());
        }
    }

    /** Returns the expiry of each voucher that is over and has something left, in order of the grants. */
    static List<Command> due(
            Grants grants, Map<AccountId, Account> balances, Predicate<BillingPeriod> closed, long nowMillis) {
        return grants.all().stream()
                .filter(terms -> terms.validity().endMillis() <= nowMillis && hasRest(terms, balances))
                .filter(terms -> closed.test(lastMonth(terms)))
                .map(terms -> expiry(terms, nowMillis))
                .toList();
    }

    private static boolean hasRest(GrantTerms terms, Map<AccountId, Account> balances) {
        return Optional.ofNullable(balances.get(terms.accounts().getFirst()))
                .filter(account ->
                        account.free().isPositive() && account.pending().isZero())
                .isPresent();
    }

    private static BillingPeriod lastMonth(GrantTerms terms) {
        return BillingPeriod.of(terms.validity().endMillis() - 1);
    }

    /** An amount that was opened again expires under an id of its own. */
    private static Command expiry(GrantTerms terms, long nowMillis) {
        AccountId voucher = terms.accounts().getFirst();
        long claimBy = terms.validity().endMillis() + CLAIMED_WITHIN.toMillis();
        return new Command.Expire("expire/%s/%d".formatted(voucher, nowMillis), voucher, claimBy);
    }
}
