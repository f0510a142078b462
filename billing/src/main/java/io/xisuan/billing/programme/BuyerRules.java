package io.xisuan.billing.programme;

import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.PartyKind;
import io.xisuan.billing.party.SizeClass;
import java.util.List;

/**
 * Who may be paid.
 *
 * @param cleanRecordYears for how many years the buyer must have no record of dishonesty
 * @param startUp what the programme calls a start-up
 * @param industries the only industries that are paid, by codes as {@code software}
 * @param industriesExcluded industries that are not paid, as {@code compute} for sellers of computing
 */
public record BuyerRules(
        Field<List<PartyKind>> kinds,
        Field<List<SizeClass>> sizes,
        Field<List<Jurisdiction>> registration,
        Field<List<Jurisdiction>> taxDomicile,
        Field<Integer> cleanRecordYears,
        Field<String> startUp,
        Field<List<String>> industries,
        Field<List<String>> industriesExcluded) {}
