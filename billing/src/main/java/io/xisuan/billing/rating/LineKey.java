package io.xisuan.billing.rating;

import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.SiteId;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * What makes a line of an invoice: everything in it has one price, one day and one state of funding.
 *
 * @param tier the price tier within the version: {@code all-day} or a window as {@code 22:00-08:00}, and the step where the price is
 *     graduated, as {@code all-day/1000h+}; {@code credited:CAUSE} where lost work is credited
 * @param funding the programmes asked, or {@link FundingStates#SELF_PAY}
 * @param day the billing day
 */
public record LineKey(
        ContractId contract,
        AttemptKey attempt,
        Component component,
        SiteId site,
        AcceleratorModel model,
        String tariffVersion,
        String tier,
        String funding,
        LocalDate day)
        implements Comparable<LineKey> {
    private static final Comparator<LineKey> ORDER = Comparator.comparing(LineKey::contract)
            .thenComparing(LineKey::attempt)
            .thenComparing(LineKey::day)
            .thenComparing(LineKey::component)
            .thenComparing(LineKey::site)
            .thenComparing(LineKey::model)
            .thenComparing(LineKey::tariffVersion)
            .thenComparing(LineKey::tier)
            .thenComparing(LineKey::funding);

    /** Returns what the line's price is for. */
    public Item item() {
        return new Item(site, model, component);
    }

    LineKey on(LocalDate other) {
        return new LineKey(contract, attempt, component, site, model, tariffVersion, tier, funding, other);
    }

    @Override
    public int compareTo(LineKey other) {
        return this == other ? 0 : ORDER.compare(this, other);
    }
}
