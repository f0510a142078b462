package io.xisuan.billing.invoice;

import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.rating.LostWorkFindings;
import io.xisuan.billing.subsidy.GroupChoice;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.VoucherId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that computing a month anew depends on.
 *
 * @param usage all usage of the journal up to {@code now}, in order of record
 * @param parts the journal's records that each part of the month covered when it was issued
 * @param closed whether the last part was the month's last
 * @param now the journal's records up to now
 * @param balances balances and open holds as they stand; only read
 * @param holds finds all holds of an attempt, also those that are over: first that of its start, then those of late use
 * @param documents all invoices of the month and all notes on them
 * @param credits the approved findings about lost work
 * @param pinned what each voucher deducted on the lines of frozen claims: that stays
 * @param chosen the best-only choices by which money was posted
 * @param nowMillis when late use of an expired balance opens it again
 */
public record ReratingInput(
        BillingPeriod period,
        List<PartInput.Recorded> usage,
        List<JournalCut> parts,
        boolean closed,
        JournalCut now,
        PartInput.Prices prices,
        EntitlementBook balances,
        Function<HoldOwner, List<Hold>> holds,
        List<Invoice> documents,
        LostWorkFindings credits,
        SortedMap<LineKey, SortedMap<VoucherId, Money>> pinned,
        SortedMap<GroupChoice, ProgrammeId> chosen,
        long nowMillis) {
    public ReratingInput {
        usage = usage.stream().filter(one -> one.seq() <= now.toSeq()).toList();
        parts = List.copyOf(parts);
        documents = List.copyOf(documents);
        pinned = Collections.unmodifiableSortedMap(new TreeMap<>(pinned));
        chosen = Collections.unmodifiableSortedMap(new TreeMap<>(chosen));
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(
                    "Nothing of %s was issued, so nothing is computed anew".formatted(period));
        }
    }
}
