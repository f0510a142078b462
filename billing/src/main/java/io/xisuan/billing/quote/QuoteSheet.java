package io.xisuan.billing.quote;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A quote as it is shown: one job or wish, every site that was asked, when it was made and until when it stands.
 *
 * @param sites by site and model
 */
public record QuoteSheet(Head head, List<SiteQuote> sites) {
    /**
     * What was asked, and how long the answer stands.
     *
     * @param job {@code namespace/name} of the job; empty for a wish that is no job yet
     * @param starts from the earliest to the latest start
     * @param madeAtMillis when it was made
     * @param expiresAtMillis from when on it is no longer offered
     */
    public record Head(
            Optional<String> job,
            TenantId tenant,
            ContractId contract,
            int devices,
            Interval starts,
            WhenMoneyEnds whenMoneyEnds,
            long madeAtMillis,
            long expiresAtMillis) {
        public Head {
            if (expiresAtMillis <= madeAtMillis) {
                throw new IllegalArgumentException(
                        "A quote made at %d does not stand until %d".formatted(madeAtMillis, expiresAtMillis));
            }
        }
    }

    public QuoteSheet {
        sites = sites.stream()
                .sorted(Comparator.comparing(SiteQuote::site).thenComparing(SiteQuote::model))
                .toList();
    }

    /** Returns what is offered at a site for a model. */
    public Optional<SiteQuote.Offered> offered(SiteId site, AcceleratorModel model) {
        return sites.stream()
                .filter(quote -> quote.site().equals(site) && quote.model() == model)
                .filter(SiteQuote.Offered.class::isInstance)
                .map(SiteQuote.Offered.class::cast)
                .findFirst();
    }
}
