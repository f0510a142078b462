package io.xisuan.billing.tariff;

import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Rate;

/** A span of time with one price, and the version and tier that say so. */
public record PriceSpan(Interval interval, HourlyPrice price, String version, String tier, Rate vatRate) {}
