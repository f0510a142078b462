package io.xisuan.billing.tariff;

import io.xisuan.billing.usage.Component;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;

/**
 * The price of what comes with each device-hour at a site beside the accelerator: storage, network or support, as a line of its own,
 * because programmes exclude some of them (Beijing 2023: storage, network and security do not count).
 *
 * @param price per device-hour, VAT included
 * @param vatRate its own rate: a rented accelerator and its support need not be taxed alike
 */
public record ComponentPrice(Component component, SiteId site, HourlyPrice price, Rate vatRate) {
    public ComponentPrice {
        switch (component) {
            case STORAGE, NETWORK, SUPPORT -> PlausiblePrice.checked(price, "%s at %s".formatted(component, site));
            case COMPUTE, MODEL, CORPUS, ANNOTATION, COMMITMENT ->
                throw new IllegalArgumentException(
                        "%s does not come with device-hours: only storage, network and support do"
                                .formatted(component));
        }
    }
}
