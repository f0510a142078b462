package io.xisuan.billing.store;

import io.xisuan.billing.tariff.TariffVersion;

/**
 * A version of a price list that money was made by.
 *
 * @param firstUsedMillis when a start or an invoice named it first
 */
public record UsedTariff(TariffVersion version, long firstUsedMillis) {}
