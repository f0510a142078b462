package io.xisuan.operator.inquiry;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.store.InvoiceFilter;
import io.xisuan.billing.store.JobHistory;
import io.xisuan.billing.store.Store;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.market.GrantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What answers are made of, read from the store: for the hub, and for who sits at the store itself. It writes nothing. */
public final class StoreReading {
    private final Store store;
    private final JobHistory history;

    public StoreReading(Store store) {
        this.store = store;
        this.history = new JobHistory(store);
    }

    public JobHistory history() {
        return history;
    }

    public WhyAnswers.Past past(JobId job) {
        return new WhyAnswers.Past(
                store.decisions(job.uid()),
                store.intents(job.uid()),
                store.stops().ofJob(job.uid()));
    }

    /**
     * Returns a tenant's month.
     *
     * @param limit how much it may owe where its terms do not say; empty where that is not known
     */
    public SpendAnswers.Month month(TenantId tenant, BillingPeriod period, Optional<Money> limit, long nowMillis) {
        List<SpendAnswers.Run> runs = history.ofTenant(tenant, period.interval()).stream()
                .filter(intent -> intent.state().live() || period.interval().contains(intent.changedAtMillis()))
                .map(intent -> new SpendAnswers.Run(
                        intent, intent.state().live() ? history.payableAtMost(intent.attempt()) : Optional.empty()))
                .toList();
        return new SpendAnswers.Month(
                period,
                store.invoices(new InvoiceFilter(Optional.of(tenant), Optional.of(period))),
                runs,
                vouchers(tenant),
                limit.map(most -> store.credit().position(tenant, most, BillingPeriod.dayOf(nowMillis))));
    }

    private List<SpendAnswers.Held> vouchers(TenantId tenant) {
        SortedMap<AccountId, Account> balances = store.balances();
        return store.grants().stream()
                .map(grant -> GrantSource.stored(grant.voucher(), grant.bodyJson()))
                .filter(grant -> grant.spec().tenant().equals(tenant.value()))
                .map(grant -> new SpendAnswers.Held(
                        grant,
                        Optional.ofNullable(balances.get(
                                AccountId.voucher(new ProgrammeId(grant.spec().programme()), grant.voucher())))))
                .toList();
    }
}
