package io.xisuan.billing.subsidy;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.model.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much each balance still bears, and how much of each voucher every attempt holds: the opening values of a close.
 *
 * @param remaining what may still be posted per balance; a balance that is absent bears nothing
 * @param held what each attempt's hold has left per voucher; an attempt without a hold gets no deduction
 */
public record FundingBounds(Map<AccountId, Money> remaining, Map<Draw, Money> held) {
    /** One attempt drawing on one voucher. */
    public record Draw(AccountId voucher, String jobUid, int attempt) {}

    public FundingBounds {
        remaining = Map.copyOf(remaining);
        held = Map.copyOf(held);
    }

    public static FundingBounds of(EntitlementBook book) {
        Map<AccountId, Money> remaining = new TreeMap<>();
        book.accounts().forEach((id, account) -> remaining.put(id, account.remaining()));
        Map<Draw, Money> held = new HashMap<>();
        for (Hold hold : book.holds().values()) {
            for (HoldLine line : hold.lines()) {
                Draw draw = new Draw(
                        line.voucher(), hold.owner().jobUid(), hold.owner().attempt());
                held.merge(draw, line.open(), Money::plus);
            }
        }
        return new FundingBounds(remaining, held);
    }
}
