package io.xisuan.billing.tariff;

import io.xisuan.billing.usage.Component;
import io.xisuan.model.SiteId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a tariff version says beside its prices of accelerators.
 *
 * @param components in order of site and component, each at most once
 */
public record VersionTerms(List<ComponentPrice> components, Commitment commitment, LostWork lostWork) {
    private static final Comparator<ComponentPrice> ORDER =
            Comparator.comparing(ComponentPrice::site).thenComparing(ComponentPrice::component);

    /** A version that says nothing more. */
    public static final VersionTerms NONE = new VersionTerms(List.of(), Commitment.NONE, LostWork.NOTHING);

    /**
     * @throws IllegalArgumentException when a site has two prices of one component
     */
    public VersionTerms {
        components = components.stream().sorted(ORDER).toList();
        for (int i = 1; i < components.size(); i++) {
            if (ORDER.compare(components.get(i - 1), components.get(i)) == 0) {
                throw new IllegalArgumentException("%s at %s is priced twice"
                        .formatted(
                                components.get(i).component(), components.get(i).site()));
            }
        }
    }

    Optional<ComponentPrice> component(SiteId site, Component component) {
        return components.stream()
                .filter(price -> price.site().equals(site) && price.component() == component)
                .findFirst();
    }
}
