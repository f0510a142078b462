package io.xisuan.billing.programme;

import io.xisuan.model.Money;

/**
 * Below and above which amounts nothing is paid.
 *
 * @param capPerGrant of one grant or claim
 * @param capPerParty of one buyer over the programme's life
 * @param capPerPartyYear of one buyer in one year
 * @param poolPerYear of all buyers together in one year
 * @param yearOf which date decides the year of a yearly cap
 */
public record LimitRules(
        Field<Minimum> minimum,
        Field<Money> capPerGrant,
        Field<Money> capPerParty,
        Field<Money> capPerPartyYear,
        Field<Money> poolPerYear,
        Field<YearOf> yearOf) {}
