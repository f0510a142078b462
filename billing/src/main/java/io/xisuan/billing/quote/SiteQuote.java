package io.xisuan.billing.quote;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.SiteId;
import java.util.List;

/** What is said of one site and accelerator model: what it would cost there, or why it cannot be had. */
public sealed interface SiteQuote {
    SiteId site();

    AcceleratorModel model();

    /**
     * It can be had there.
     *
     * @param soonest for the earliest start
     * @param worst for the start in the window at which the tenant pays most: what is offered
     * @param lostWork what becomes of work that is lost, by cause
     */
    record Offered(Quote soonest, Quote worst, List<WorkLoss> lostWork) implements SiteQuote {
        public Offered {
            lostWork = List.copyOf(lostWork);
        }

        @Override
        public SiteId site() {
            return worst.request().item().site();
        }

        @Override
        public AcceleratorModel model() {
            return worst.request().item().model();
        }
    }

    /**
     * It cannot be had there.
     *
     * @param why for people: the seller, the contract's term or the missing price
     */
    record NotOffered(SiteId site, AcceleratorModel model, String why) implements SiteQuote {}
}
