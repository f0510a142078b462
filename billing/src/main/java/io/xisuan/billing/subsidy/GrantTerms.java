package io.xisuan.billing.subsidy;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.AccountKind;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A grant as billing applies it to one contract: the programme's rules already read into verdicts per site and model.
 *
 * @param validity the instants of use that are covered
 * @param accounts the balances that bound it: its voucher first, then the firm's cap of each year of its validity and the pool,
 *     where they are kept
 * @param likelyAfterMonths for CUSTOMER_REIMBURSED, how many months after the billing month the money is likely to arrive
 * @param stacking how it goes together with other grants of the contract
 * @param verdicts what the programme says for each item; an item that is absent is {@link Verdict.Unknown}
 */
public record GrantTerms(
        Grant grant,
        ContractId contract,
        Settlement settlement,
        VatBasis base,
        Interval validity,
        List<AccountId> accounts,
        int likelyAfterMonths,
        StackRules stacking,
        Map<Item, Verdict> verdicts) {
    public GrantTerms {
        accounts = List.copyOf(accounts);
        verdicts = Map.copyOf(verdicts);
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("Grant %s has no balance of its own".formatted(grant.voucher()));
        }
    }

    /** Returns the terms of a grant that heeds no other. */
    public static GrantTerms alone(
            Grant grant,
            ContractId contract,
            Settlement settlement,
            VatBasis base,
            Interval validity,
            List<AccountId> accounts,
            int likelyAfterMonths,
            Map<Item, Verdict> verdicts) {
        return new GrantTerms(
                grant, contract, settlement, base, validity, accounts, likelyAfterMonths, StackRules.PLAIN, verdicts);
    }

    /** Returns these terms beside others. */
    public GrantTerms stacked(StackRules rules) {
        return new GrantTerms(
                grant, contract, settlement, base, validity, accounts, likelyAfterMonths, rules, verdicts);
    }

    /** Returns these terms with a remark on every verdict that pays: who filled a gap of the rules. */
    public GrantTerms remarked(String remark) {
        Map<Item, Verdict> said = new HashMap<>(verdicts);
        said.replaceAll((item, verdict) -> verdict instanceof Verdict.Covered(Rate rate, String why)
                ? new Verdict.Covered(rate, why + "; " + remark)
                : verdict);
        return new GrantTerms(grant, contract, settlement, base, validity, accounts, likelyAfterMonths, stacking, said);
    }

    /** Returns these terms paying nowhere, for one reason. */
    public GrantTerms refused(String why) {
        Map<Item, Verdict> none = new HashMap<>();
        verdicts.keySet().forEach(item -> none.put(item, new Verdict.NotCovered(why)));
        return new GrantTerms(grant, contract, settlement, base, validity, accounts, likelyAfterMonths, stacking, none);
    }

    public AccountId voucher() {
        return accounts.getFirst();
    }

    /**
     * Returns the balances that bear use at an instant within the validity: of caps and pools of several years that of the year of use,
     * in Asia/Shanghai.
     */
    public List<AccountId> legsAt(long instantMillis) {
        if (accounts.size() == 1) {
            return accounts;
        }
        String year = Integer.toString(BillingPeriod.dayOf(instantMillis).getYear());
        return Stream.of(AccountKind.VOUCHER, AccountKind.CAP, AccountKind.POOL)
                .flatMap(kind -> legOf(kind, year).stream())
                .toList();
    }

    /** Returns the balance of a kind for a year; of one that is not kept the nearest that is. */
    private Optional<AccountId> legOf(AccountKind kind, String year) {
        List<AccountId> known =
                accounts.stream().filter(account -> account.kind() == kind).toList();
        return known.stream()
                .filter(account -> account.year().compareTo(year) >= 0)
                .findFirst()
                .or(() -> known.isEmpty() ? Optional.empty() : Optional.of(known.getLast()));
    }

    public Verdict verdict(Item item) {
        Verdict known = verdicts.get(item);
        return known != null
                ? known
                : new Verdict.Unknown(
                        "no verdict for %s at %s".formatted(item.model().id(), item.site()));
    }

    /** Returns the unrounded subsidy on a gross amount, in fen: at most the gross. */
    public Rational share(Money gross, Rate rate, Rate vatRate) {
        Rational counted = Rational.of(gross.fen(), 1);
        if (base == VatBasis.WITHOUT_VAT) {
            counted = counted.dividedBy(Rational.ONE.plus(vatRate.value()));
        }
        return counted.times(rate.value());
    }
}
