package io.xisuan.operator.inquiry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.quote.Quote;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.operator.api.v1alpha1.Facility;
import io.xisuan.operator.api.v1alpha1.Site;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What a run would emit at most: the devices' board power for the whole run, times the site's PUE, times the grams of its power. It is
 * said only where the site declares its factor; nothing is assumed for one that does not.
 */
sealed interface Carbon {
    /**
     * At most so much.
     *
     * @param source where the factor is from, as the site says; empty where it does not say
     */
    record AtMost(long grams, AcceleratorModel model, String pue, int gramsPerKwh, Optional<String> source)
            implements Carbon {}

    /** Nobody declared what it hangs on. */
    record NotStated(String why) implements Carbon {}

    static Carbon of(Optional<Site> site, Quote quote) {
        Optional<Facility> facility =
                site.flatMap(known -> Optional.ofNullable(known.getSpec().facility()));
        Optional<Integer> grams = facility.flatMap(known -> Optional.ofNullable(known.carbonGramsPerKwh()));
        if (grams.isEmpty()) {
            return new NotStated("the site declares no carbon factor (spec.facility.carbonGramsPerKwh)");
        }
        if (!quote.request().share().whole()) {
            return new NotStated("the power of a part of a device is not known");
        }
        AcceleratorModel model = quote.request().item().model();
        String pue = facility.get().pue();
        BigDecimal wattMillis = BigDecimal.valueOf(model.boardPowerWatts())
                .multiply(BigDecimal.valueOf(quote.request().devices()))
                .multiply(BigDecimal.valueOf(quote.request().runtimeMillis()));
        BigDecimal grammes = wattMillis
                .multiply(new BigDecimal(pue))
                .multiply(BigDecimal.valueOf(grams.get()))
                .divide(BigDecimal.valueOf(3_600_000_000L), 0, RoundingMode.CEILING);
        return new AtMost(
                grammes.longValueExact(),
                model,
                pue,
                grams.get(),
                Optional.ofNullable(facility.get().carbonSource()));
    }

    default void into(ObjectNode node) {
        switch (this) {
            case NotStated(String why) -> node.put("why", why);
            case AtMost known -> {
                node.put("gramsAtMost", known.grams());
                node.put("gramsPerKwh", known.gramsPerKwh());
                known.source().ifPresent(source -> node.put("source", source));
                node.put("pue", known.pue());
                node.put("boardPowerWatts", known.model().boardPowerWatts());
                node.put("boardPowerBasis", known.model().basis().name());
            }
        }
    }
}
