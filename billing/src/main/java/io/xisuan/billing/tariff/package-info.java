/**
 * Price lists: versions with effective intervals, prices by site, model and time of day, and the price lock of an
 * attempt. It must not know usage, vouchers or tenants. Start reading at {@link
 * io.xisuan.billing.tariff.TariffBook}.
 */
@NullMarked
package io.xisuan.billing.tariff;

import org.jspecify.annotations.NullMarked;
