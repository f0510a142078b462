package io.xisuan.billing.quote;

import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.billing.tariff.LostWorkCredit;

/** What the seller credits of device time whose work is lost, for one cause, by the price list in force at the start. */
public record WorkLoss(LostWorkCause cause, LostWorkCredit credit) {}
