package io.xisuan.billing.programme;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names of a version's rules, as manifests, messages and lists of unknown rules write them. */
final class FieldNames {
    private FieldNames() {}

    static Map<String, Field<?>> of(ProgrammeVersion version) {
        Map<String, Field<?>> fields = new LinkedHashMap<>();
        validity(fields, version.validity());
        buyer(fields, version.buyer());
        purchase(fields, version.purchase());
        fields.put("base", version.base().base());
        fields.put("vat", version.base().vat());
        fields.put("redemption", version.base().redemption());
        fields.put("dayShare", version.base().dayShare());
        fields.put("rounding", version.base().rounding());
        fields.put("rates", version.rates());
        limits(fields, version.limits());
        payout(fields, version.payout());
        return Collections.unmodifiableMap(fields);
    }

    private static void validity(Map<String, Field<?>> fields, Validity rules) {
        fields.put("from", rules.from());
        fields.put("to", rules.to());
        fields.put("bindBy", rules.bindBy());
        fields.put("voucherMonths", rules.voucherMonths());
        fields.put("signedFrom", rules.signedFrom());
        fields.put("maxContractMonths", rules.maxContractMonths());
        fields.put("usePeriod", rules.usePeriod());
        fields.put("windows", rules.windows());
    }

    private static void buyer(Map<String, Field<?>> fields, BuyerRules rules) {
        fields.put("kinds", rules.kinds());
        fields.put("sizes", rules.sizes());
        fields.put("registration", rules.registration());
        fields.put("taxDomicile", rules.taxDomicile());
        fields.put("cleanRecordYears", rules.cleanRecordYears());
        fields.put("startUp", rules.startUp());
        fields.put("industries", rules.industries());
        fields.put("industriesExcluded", rules.industriesExcluded());
    }

    private static void purchase(Map<String, Field<?>> fields, PurchaseRules rules) {
        fields.put("sites", rules.sites());
        fields.put("suppliers", rules.suppliers());
        fields.put("unrelatedOnly", rules.unrelatedOnly());
        fields.put("ownUseOnly", rules.ownUseOnly());
        fields.put("ownBuiltExcluded", rules.ownBuiltExcluded());
        fields.put("contractOnce", rules.contractOnce());
        fields.put("accelerators", rules.accelerators());
        fields.put("components", rules.components());
        fields.put("workloads", rules.workloads());
        fields.put("stacking", rules.stacking());
    }

    private static void limits(Map<String, Field<?>> fields, LimitRules rules) {
        fields.put("minimum", rules.minimum());
        fields.put("capPerGrant", rules.capPerGrant());
        fields.put("capPerParty", rules.capPerParty());
        fields.put("capPerPartyYear", rules.capPerPartyYear());
        fields.put("capYear", rules.capYear());
        fields.put("yearOf", rules.yearOf());
        fields.put("capGroup", rules.capGroup());
        fields.put("poolPerYear", rules.poolPerYear());
        fields.put("poolTotal", rules.poolTotal());
        fields.put("exhaustion", rules.exhaustion());
    }

    private static void payout(Map<String, Field<?>> fields, PayoutRules rules) {
        fields.put("settlement", rules.settlement());
        fields.put("flow", rules.flow());
        fields.put("issuedEvery", rules.issuedEvery());
        fields.put("payer", rules.payer());
        fields.put("funding", rules.funding());
        fields.put("proofs", rules.proofs());
    }
}
