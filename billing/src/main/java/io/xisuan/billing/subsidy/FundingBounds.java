package io.xisuan.billing.subsidy;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much each balance still bears, and how much of each voucher every attempt holds: the opening values of a close.
 *
 * @param remaining what may still be posted per balance; a balance that is absent bears nothing
 * @param held what each attempt's hold has left per voucher and cap year; an attempt without a hold gets no deduction
 * @param chosen the best-only choices that stand because money was posted by them
 */
public record FundingBounds(
        Map<AccountId, Money> remaining, Map<Draw, Money> held, SortedMap<GroupChoice, ProgrammeId> chosen) {
    /**
     * One attempt drawing on one voucher.
     *
     * @param legs the voucher and what bears the use with it, as the hold's line names them
     */
    public record Draw(List<AccountId> legs, String jobUid, int attempt) {
        public Draw {
            legs = List.copyOf(legs);
        }
    }

    public FundingBounds {
        remaining = Map.copyOf(remaining);
        held = Map.copyOf(held);
        chosen = Collections.unmodifiableSortedMap(new TreeMap<>(chosen));
    }

    /** Returns bounds under which no best-only choice stands yet. */
    public FundingBounds(Map<AccountId, Money> remaining, Map<Draw, Money> held) {
        this(remaining, held, Collections.emptySortedMap());
    }

    /** Returns these bounds with the choices that stand. */
    public FundingBounds standing(SortedMap<GroupChoice, ProgrammeId> choices) {
        return new FundingBounds(remaining, held, choices);
    }

    public static FundingBounds of(EntitlementBook book) {
        return of(book, book.holds().values());
    }

    /** Returns the bounds of those attempts alone that have these holds. */
    public static FundingBounds of(EntitlementBook book, Collection<Hold> holds) {
        Map<AccountId, Money> remaining = new TreeMap<>();
        book.accounts().forEach((id, account) -> remaining.put(id, account.remaining()));
        Map<Draw, Money> held = new HashMap<>();
        for (Hold hold : holds) {
            for (HoldLine line : hold.lines()) {
                Draw draw = new Draw(
                        line.legs(), hold.owner().jobUid(), hold.owner().attempt());
                held.merge(draw, line.open(), Money::plus);
            }
        }
        return new FundingBounds(remaining, held);
    }
}
