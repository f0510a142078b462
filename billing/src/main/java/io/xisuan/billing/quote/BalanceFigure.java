package io.xisuan.billing.quote;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A balance as a quote saw it.
 *
 * @param free what nobody holds or used of it
 * @param asOf the day of the figure where it is not ours; empty where none is recorded, and for what is ours
 */
public record BalanceFigure(AccountId account, Authority authority, Money free, Optional<LocalDate> asOf) {}
