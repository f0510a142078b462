package io.xisuan.billing.entitlement;

import io.xisuan.model.Money;
import java.util.List;

/** One line of a hold as it stands: posted and released together never exceed what is held. */
public record HoldLine(List<AccountId> legs, Money held, Money posted, Money released) {
    public HoldLine {
        legs = List.copyOf(legs);
        if (posted.isNegative()
                || released.isNegative()
                || posted.plus(released).compareTo(held) > 0) {
            throw new IllegalStateException(
                    "A line holds %s of %s but posted %s and released %s".formatted(held, legs, posted, released));
        }
    }

    static HoldLine of(LineRequest request) {
        return new HoldLine(request.legs(), request.amount(), Money.ZERO, Money.ZERO);
    }

    public AccountId voucher() {
        return legs.getFirst();
    }

    /** Returns what may still be posted or released. */
    public Money open() {
        return held.minus(posted).minus(released);
    }

    HoldLine posting(Money amount) {
        return new HoldLine(legs, held, posted.plus(amount), released);
    }

    /** Returns the line with a posted amount that may be posted or released again. */
    HoldLine unposting(Money amount) {
        return new HoldLine(legs, held, posted.minus(amount), released);
    }

    /** Returns what may go back when only so much is still needed; nothing when all is. */
    Money beyond(Money keep) {
        return open().minus(keep).max(Money.ZERO);
    }

    HoldLine releasing(Money amount) {
        return new HoldLine(legs, held, posted, released.plus(amount));
    }

    HoldLine releasingRest() {
        return new HoldLine(legs, held, posted, released.plus(open()));
    }
}
