package io.xisuan.billing.programme;

import io.xisuan.model.Money;

/**
 * Below and above which amounts nothing is paid.
 *
 * @param capPerGrant of one grant or claim
 * @param capPerParty of one buyer over the programme's life
 * @param capPerPartyYear of one buyer in one year
 * @param capYear which months make that year
 * @param yearOf which date decides the year of a yearly cap
 * @param capGroup the name under which programmes share one yearly cap of a buyer
 * @param poolPerYear of all buyers together in one year
 * @param poolTotal of all buyers together over the programme's life
 * @param exhaustion who is paid while a pool runs out
 */
public record LimitRules(
        Field<Minimum> minimum,
        Field<Cap> capPerGrant,
        Field<Cap> capPerParty,
        Field<Cap> capPerPartyYear,
        Field<CapYear> capYear,
        Field<YearOf> yearOf,
        Field<String> capGroup,
        Field<Money> poolPerYear,
        Field<Money> poolTotal,
        Field<Exhaustion> exhaustion) {}
