package io.xisuan.billing.rating;

import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import java.util.List;

/** Where the funding of a contract's usage changes in time: at the edges of a grant's validity. */
public interface FundingStates {
    /** The state of usage that nobody else pays for. */
    String SELF_PAY = "self-pay";

    /** A span of time in which the same programmes are asked. */
    record Span(Interval interval, String state) {}

    /** Returns the spans that make up the interval, in order. */
    List<Span> spans(ContractId contract, Item item, Interval interval);

    /** Returns states for contracts without any grant. */
    static FundingStates none() {
        return (contract, item, interval) -> List.of(new Span(interval, SELF_PAY));
    }
}
