package io.xisuan.billing.programme;

import io.xisuan.model.Money;
import java.util.Optional;

/** The known limits of a version as they apply in a case; an empty one is none, or is replaced by the grant. */
public record Limits(
        Optional<Money> perGrant,
        Optional<Money> perParty,
        Optional<Money> perPartyYear,
        Optional<Money> poolPerYear,
        Optional<Money> poolTotal) {}
