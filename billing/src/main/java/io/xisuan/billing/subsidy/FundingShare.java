package io.xisuan.billing.subsidy;

import io.xisuan.model.Rate;

/**
 * What one level of government bears of a programme's money.
 *
 * @param level as the text names it: province, city, district
 */
public record FundingShare(String level, Rate share) {}
