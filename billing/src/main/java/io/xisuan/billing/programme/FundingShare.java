package io.xisuan.billing.programme;

import io.xisuan.model.Rate;

/** Which part of the money one level of government bears, as {@code province} or {@code city}. */
public record FundingShare(String level, Rate share) {
    public FundingShare {
        if (level.isBlank()) {
            throw new IllegalArgumentException("A level of government has a name");
        }
    }
}
