package io.xisuan.billing.rating;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Rate;

/** A part of one usage interval that has one price, one day and one state of funding. */
public record Slice(
        LineKey key,
        UsageInterval usage,
        Interval interval,
        DeviceMillis quantity,
        HourlyPrice unitPrice,
        Rate vatRate) {}
