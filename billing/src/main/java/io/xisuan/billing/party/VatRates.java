package io.xisuan.billing.party;

import io.xisuan.model.Rate;
import java.util.List;

/**
 * The VAT rates that a seller's accountant can set for a product, and which sales they are for.
 *
 * <p>Provisional Regulations on Value-Added Tax, article 2, repeated by the VAT Law in force from 2026-01-01: 13 % for goods and the
 * leasing of tangible movable property (bare rental of identified servers), 9 % for basic telecommunications (leased lines), 6 % for
 * other services (cloud and managed computing, as information technology services). Small-scale taxpayers: 3 % by article 12, reduced to 1
 * % until the end of 2027 by announcement of the Ministry of Finance and the State Taxation Administration. Which of them applies is the
 * accountant's decision, not ours.
 */
public final class VatRates {
    /** All rates that are accepted, from the lowest. */
    public static final List<Rate> ACCEPTED =
            List.of(Rate.percent(1), Rate.percent(3), Rate.percent(6), Rate.percent(9), Rate.percent(13));

    private VatRates() {}

    /**
     * Reads a fraction as {@code 0.06}.
     *
     * @throws IllegalArgumentException when no seller of computing pays that rate
     */
    public static Rate parse(String text) {
        Rate rate = Rate.parse(text);
        if (!ACCEPTED.contains(rate)) {
            throw new IllegalArgumentException(
                    "%s is no VAT rate: 0.06 for services, 0.13 for bare rental of servers, 0.09 for leased lines, 0.03 or 0.01 of small-scale taxpayers"
                            .formatted(text));
        }
        return rate;
    }
}
