package io.xisuan.billing.invoice;

import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a month's close depends on.
 *
 * @param usage the journal's usage up to the cut; what lies outside the month is left out of it
 * @param starts when attempts started, earlier months included
 * @param bounds the balances and holds before anything of this month is posted
 */
public record CloseInput(
        BillingPeriod period,
        UsageSet usage,
        AttemptStarts starts,
        TariffBook tariffs,
        Map<ContractId, ContractTerms> contracts,
        Grants grants,
        FundingBounds bounds,
        JournalCut cut) {
    public CloseInput {
        contracts = Map.copyOf(contracts);
    }

    public static Map<ContractId, ContractTerms> byId(List<ContractTerms> contracts) {
        Map<ContractId, ContractTerms> byId = new TreeMap<>();
        contracts.forEach(terms -> byId.put(terms.contract(), terms));
        return byId;
    }
}
