package io.xisuan.billing.invoice;

import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.LostWorkFindings;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that a month's close depends on.
 *
 * @param usage the journal's usage up to the cut; what lies outside the month is left out of it
 * @param starts when attempts started, earlier months included
 * @param bounds the balances and holds before anything of this month is posted
 * @param opening the accelerator time of each contract that earlier parts of the month invoiced: from there graduated prices count
 * @param credits the approved findings about lost work
 * @param wholeMonth all usage of the month where this is its last part: by it commitments are settled; empty while more follows
 */
public record CloseInput(
        BillingPeriod period,
        UsageSet usage,
        AttemptStarts starts,
        TariffBook tariffs,
        Map<ContractId, ContractTerms> contracts,
        Grants grants,
        FundingBounds bounds,
        Map<ContractId, DeviceMillis> opening,
        LostWorkFindings credits,
        Optional<UsageSet> wholeMonth,
        JournalCut cut) {
    public CloseInput {
        contracts = Map.copyOf(contracts);
        opening = Collections.unmodifiableMap(new TreeMap<>(opening));
    }

    /** Returns the input of a month that is closed whole and in which no work was lost. */
    public CloseInput(
            BillingPeriod period,
            UsageSet usage,
            AttemptStarts starts,
            TariffBook tariffs,
            Map<ContractId, ContractTerms> contracts,
            Grants grants,
            FundingBounds bounds,
            JournalCut cut) {
        this(
                period,
                usage,
                starts,
                tariffs,
                contracts,
                grants,
                bounds,
                Map.of(),
                LostWorkFindings.NONE,
                Optional.of(usage),
                cut);
    }

    public static Map<ContractId, ContractTerms> byId(List<ContractTerms> contracts) {
        Map<ContractId, ContractTerms> byId = new TreeMap<>();
        contracts.forEach(terms -> byId.put(terms.contract(), terms));
        return byId;
    }
}
