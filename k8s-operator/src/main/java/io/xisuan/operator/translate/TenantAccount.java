package io.xisuan.operator.translate;

import io.xisuan.billing.party.Party;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.operator.api.v1alpha1.Quota;
import io.xisuan.operator.api.v1alpha1.TenantSuspension;
import java.util.Optional;

/**
 * A tenant: who it is, and what it may use.
 *
 * @param address what documents print
 * @param creditLimit how much it may owe
 * @param expectedWeight how much of the money expected later counts when sites are compared
 * @param monthlyBudget what it means to spend in a calendar month; it stops nothing
 * @param suspension how far operations have stopped it
 */
public record TenantAccount(
        Party party,
        Optional<String> address,
        Quota quota,
        Money creditLimit,
        Rate expectedWeight,
        Optional<Money> monthlyBudget,
        Optional<TenantSuspension> suspension) {
    /** Returns the same account of a tenant that is understood better. */
    public TenantAccount with(Party other) {
        return new TenantAccount(other, address, quota, creditLimit, expectedWeight, monthlyBudget, suspension);
    }
}
