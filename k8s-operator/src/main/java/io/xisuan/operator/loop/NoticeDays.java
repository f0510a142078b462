package io.xisuan.operator.loop;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimCase;
import io.xisuan.billing.claim.ClaimDue;
import io.xisuan.billing.claim.ClaimState;
import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.store.ClaimBook;
import io.xisuan.billing.store.ClaimRecord;
import io.xisuan.billing.store.GrantRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.market.GrantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What comes by the calendar: last days of vouchers and of programmes' windows. Asked a few times a day; each is told once for each step. */
final class NoticeDays {
    private static final List<Long> VOUCHERS = List.of(1L, 7L, 30L);
    private static final List<Long> CLAIMS = List.of(3L, 14L);

    private final Store store;

    NoticeDays(Store store) {
        this.store = store;
    }

    List<Notice> look(NoticeView view) {
        LocalDate today = BillingPeriod.dayOf(view.nowMillis());
        List<Notice> notices = new ArrayList<>(vouchers(today, view.nowMillis()));
        notices.addAll(claims(view.sight().market().programmes(), today, view.nowMillis()));
        return List.copyOf(notices);
    }

    List<Notice> vouchers(LocalDate today, long nowMillis) {
        List<Notice> notices = new ArrayList<>();
        SortedMap<AccountId, Account> balances = store.balances();
        for (GrantRecord grant : store.grants()) {
            GrantSource source = GrantSource.stored(grant.voucher(), grant.bodyJson());
            LocalDate last = LocalDate.parse(source.spec().validTo());
            Account account = balances.get(AccountId.voucher(grant.programme(), grant.voucher()));
            Optional<Long> step = step(VOUCHERS, ChronoUnit.DAYS.between(today, last));
            if (account != null && account.free().isPositive() && step.isPresent()) {
                notices.add(Notice.of(
                                NoticeKind.VOUCHER_EXPIRING,
                                "%s/%s/%d".formatted(grant.voucher().value(), last, step.get()),
                                nowMillis)
                        .tenant(new TenantId(source.spec().tenant()))
                        .with(Fact.VOUCHER, grant.voucher().value())
                        .with(Fact.PROGRAMME, grant.programme().value())
                        .with(Fact.NUMBER, source.spec().number())
                        .with(Fact.LASTDAY, last)
                        .with(Fact.DAYS, ChronoUnit.DAYS.between(today, last))
                        .with(Fact.AMOUNT, account.free().yuan().toPlainString())
                        .build());
            }
        }
        return notices;
    }

    /** Returns the nearest step that so many days are within; none for a day that is over. */
    static Optional<Long> step(List<Long> steps, long days) {
        return days < 0
                ? Optional.empty()
                : steps.stream().filter(step -> days <= step).findFirst();
    }

    private List<Notice> claims(List<Programme> programmes, LocalDate today, long nowMillis) {
        List<Notice> notices = new ArrayList<>();
        ClaimBook book = new ClaimBook(store);
        List<ClaimRecord> open = book.claims().stream()
                .filter(record -> record.claim().state() == ClaimState.OPEN
                        || record.claim().state() == ClaimState.FROZEN)
                .toList();
        for (Supplier supplier : store.suppliers()) {
            List<Claimable> stock = book.stock(supplier.id());
            for (Programme programme : programmes) {
                unclaimed(stock, programme)
                        .ifPresent(free -> due(programme, supplier.id(), free, today, nowMillis)
                                .ifPresent(notices::add));
            }
        }
        for (ClaimRecord record : open) {
            Claim claim = record.claim();
            programmes.stream()
                    .filter(programme -> programme.id().equals(claim.scope().programme()))
                    .forEach(programme -> due(
                                    programme,
                                    claim.scope().supplier(),
                                    new Free(claim.name(), claim.scope().to(), claim.total()),
                                    today,
                                    nowMillis)
                            .ifPresent(notices::add));
        }
        return notices;
    }

    /**
     * What is to be claimed or handed in.
     *
     * @param claim the claim's name; empty where there is none yet
     */
    private record Free(String claim, BillingPeriod last, Money amount) {}

    private static Optional<Free> unclaimed(List<Claimable> stock, Programme programme) {
        TreeMap<BillingPeriod, Money> byMonth = new TreeMap<>();
        stock.stream()
                .filter(one -> one.deduction().programme().equals(programme.id())
                        && !one.free().isZero())
                .forEach(one -> byMonth.merge(one.month(), one.free(), Money::plus));
        return byMonth.isEmpty()
                ? Optional.empty()
                : Optional.of(new Free(
                        "", byMonth.lastKey(), byMonth.values().stream().reduce(Money.ZERO, Money::plus)));
    }

    private Optional<Notice> due(Programme programme, SupplierId supplier, Free free, LocalDate today, long nowMillis) {
        ClaimDue due = ClaimDue.of(
                new ClaimCase(programme, facts(supplier)).version(),
                free.last(),
                today,
                Math.toIntExact(CLAIMS.getLast()));
        if (!due.urgency().warns() || due.window().isEmpty()) {
            return Optional.empty();
        }
        LocalDate last = due.window().get().days().to();
        long days = ChronoUnit.DAYS.between(today, last);
        String step = step(CLAIMS, days).map(String::valueOf).orElse("over");
        String about =
                free.claim().isEmpty() ? "%s/%s".formatted(programme.id().value(), supplier.value()) : free.claim();
        return Optional.of(Notice.of(NoticeKind.CLAIM_DEADLINE, "%s/%s/%s".formatted(about, last, step), nowMillis)
                .with(Fact.PROGRAMME, programme.id().value())
                .with(Fact.SUPPLIER, supplier.value())
                .with(Fact.CLAIM, free.claim())
                .with(Fact.MONTH, free.last())
                .with(Fact.AMOUNT, free.amount().yuan().toPlainString())
                .with(Fact.LASTDAY, last)
                .with(Fact.DAYS, days)
                .with(Fact.DETAIL, due.why())
                .build());
    }

    private SortedMap<ContractId, CaseFacts> facts(SupplierId supplier) {
        TreeMap<ContractId, CaseFacts> facts = new TreeMap<>();
        store.contracts().stream()
                .filter(contract -> contract.supplier().equals(supplier))
                .forEach(contract -> facts.put(contract.id(), CaseFacts.EMPTY.contract(contract)));
        return facts;
    }
}
