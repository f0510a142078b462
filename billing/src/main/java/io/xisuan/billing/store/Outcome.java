package io.xisuan.billing.store;

import io.xisuan.model.Money;

/**
 * What an attempt came to when it was closed; an estimate until its invoice is issued.
 *
 * @param text how it ended, as {@code Succeeded}
 * @param gross VAT included
 * @param payable what the tenant owes now
 * @param later what authorities are expected to pay to the tenant afterwards
 */
public record Outcome(String text, Money gross, Money payable, Money later) {}
