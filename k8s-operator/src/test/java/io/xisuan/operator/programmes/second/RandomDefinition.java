package io.xisuan.operator.programmes.second;

import static io.xisuan.operator.programmes.second.RandomRules.number;
import static io.xisuan.operator.programmes.second.RandomRules.text;
import static io.xisuan.operator.programmes.second.RandomRules.yes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Draws a definition with every kind of rule that there is. */
final class RandomDefinition {
    static final String[] PLACES = {"gansu", "gansu/qingyang", "sichuan", "sichuan/chengdu", "shanghai"};
    static final String[] KINDS = {"enterprise", "institute", "university", "person"};
    static final String[] SIZES = {"micro", "small", "medium", "large"};
    static final String[] INDUSTRIES = {"software", "manufacturing", "compute"};
    static final String[] COMPONENTS = {"compute", "model", "corpus", "storage", "network", "support"};
    static final String[] TRAITS = {"key-project", "national-voucher"};
    private final RandomRules draw;

    private RandomDefinition(RandomRules draw) {
        this.draw = draw;
    }

    static JsonNode of(SplittableRandom random) {
        int unknown = random.nextInt(3) == 0 ? 40 : 3;
        return new RandomDefinition(new RandomRules(random, unknown)).definition();
    }

    private ObjectNode definition() {
        ObjectNode all = draw.object().put("apiVersion", "xisuan.io/v1alpha1").put("kind", "VoucherProgramme");
        all.set("metadata", draw.object().put("name", "drawn"));
        ObjectNode spec = draw.object();
        spec.set("name", draw.object().put("zh", "抽样").put("en", "Drawn"));
        spec.put("jurisdiction", "gansu/qingyang");
        ArrayNode versions = draw.list().add(version("v1", "2024-01-01"));
        if (draw.chance(20)) {
            versions.add(version("v2", "2025-06-01"));
        }
        spec.set("versions", versions);
        all.set("spec", spec);
        return all;
    }

    private ObjectNode version(String name, String from) {
        ObjectNode version = draw.object().put("name", name).put("document", "Drawn text No. 1");
        ArrayNode traits = draw.list();
        for (String trait : TRAITS) {
            traits.add(draw.object().put("name", trait).put("text", "drawn"));
        }
        version.set("traits", traits);
        version.set("validity", validity(from));
        version.set("buyer", buyer());
        version.set("purchase", purchase());
        version.set("calculation", calculation());
        version.set("limits", limits());
        version.set("payout", payout());
        return version;
    }

    private ObjectNode validity(String from) {
        ObjectNode group = draw.object();
        group.set("from", draw.rule(80, () -> text(from)));
        group.set("to", draw.rule(50, () -> text("2026-%02d-30".formatted(3 + draw.below(10)))));
        group.set("bindBy", draw.must(() -> text(draw.one("grant", "contract", "use"))));
        group.set(
                "voucherMonths",
                draw.rule(30, () -> number(draw.one("6", "12", "24").length() * 6)));
        group.set("signedFrom", draw.rule(20, () -> text("2024-06-01")));
        group.set("maxContractMonths", draw.rule(20, () -> number(6 + draw.below(24))));
        group.set("usePeriod", draw.rule(20, draw::period));
        group.set("windows", draw.rule(20, () -> {
            ArrayNode windows = draw.list();
            for (int i = 0; i <= draw.below(3); i++) {
                windows.add(draw.period().put("name", "batch " + i));
            }
            return windows;
        }));
        return group;
    }

    private ObjectNode buyer() {
        ObjectNode group = draw.object();
        group.set("kinds", draw.rule(40, () -> draw.some(KINDS)));
        group.set("sizes", draw.rule(15, () -> draw.some(SIZES)));
        group.set("registration", draw.rule(30, () -> draw.some(PLACES)));
        group.set("taxDomicile", draw.rule(15, () -> draw.some(PLACES)));
        group.set("cleanRecordYears", draw.rule(30, () -> number(1 + draw.below(5))));
        group.set("startUp", draw.rule(30, () -> text("not older than three years")));
        group.set("industries", draw.rule(15, () -> draw.some(INDUSTRIES)));
        group.set("industriesExcluded", draw.rule(10, () -> draw.list().add(draw.one(INDUSTRIES))));
        return group;
    }

    private ObjectNode purchase() {
        ObjectNode group = draw.object();
        group.set("sites", draw.rule(30, () -> draw.some(PLACES)));
        group.set("suppliers", draw.rule(30, () -> text("the list of the bureau")));
        for (String flag : new String[] {"unrelatedOnly", "ownUseOnly", "ownBuiltExcluded", "contractOnce"}) {
            group.set(flag, draw.rule(30, () -> yes(draw.chance(80))));
        }
        group.set("accelerators", draw.rule(20, () -> draw.some("domestic", "other")));
        group.set("components", draw.rule(50, () -> draw.some(COMPONENTS)));
        group.set("workloads", draw.rule(20, () -> draw.some("training", "inference")));
        group.set("stacking", draw.rule(70, this::stacking));
        return group;
    }

    private JsonNode stacking() {
        ObjectNode choice = draw.object();
        switch (draw.below(6)) {
            case 0 -> choice.put("kind", "no-other-subsidy");
            case 1 -> choice.put("kind", "best-of-group").put("group", "city");
            default -> choice.put("kind", "allowed").put("basis", draw.one("gross", "rest"));
        }
        if (draw.chance(50)) {
            choice.set("totalAtMost", tiers(tier -> tier.put("rate", draw.rate())));
        }
        return choice;
    }

    private ObjectNode calculation() {
        ObjectNode group = draw.object();
        boolean fixed = draw.chance(12);
        group.set(
                "base",
                fixed
                        ? draw.surely(text("no-fee"))
                        : draw.must(
                                () -> text(draw.one("contract-fee", "settled-fee", "usage-fee", "approved-amount"))));
        boolean redeemed = !fixed && draw.chance(15);
        group.set("vat", draw.must(() -> text(redeemed || draw.chance(75) ? "with-vat" : "without-vat")));
        group.set("redemption", draw.rule(redeemed ? 100 : 0, () -> text(draw.one("settled-fee", "approved-amount"))));
        group.set(
                "dayShare",
                draw.rule(fixed ? 0 : 25, () -> draw.period().put("count", draw.one("last-less-first", "inclusive"))));
        group.set("rounding", draw.rule(40, () -> draw.chance(50) ? rounding("cny", 3) : rounding("cny-10k", 7)));
        group.set("rates", draw.must(() -> {
            ObjectNode rates = draw.object().put("setBy", draw.one("text", "text", "text", "holder", "grant"));
            rates.set(
                    "tiers",
                    tiers(tier -> tier.put(fixed ? "amount" : "rate", fixed ? draw.money(900_000) : draw.rate())));
            return rates;
        }));
        return group;
    }

    private ObjectNode rounding(String unit, int decimals) {
        return draw.object()
                .put("unit", unit)
                .put("decimals", draw.below(decimals))
                .put("rounding", draw.one("truncate", "floor", "half-up"));
    }

    private ObjectNode limits() {
        ObjectNode group = draw.object();
        group.set(
                "minimum",
                draw.rule(
                        25,
                        () -> draw.object()
                                .put("amount", draw.money(60_000))
                                .put("of", draw.one("base", "subsidy", "yearly-purchases"))));
        for (String cap : new String[] {"capPerGrant", "capPerParty", "capPerPartyYear"}) {
            group.set(
                    cap,
                    draw.rule(
                            35,
                            () -> tiers(tier -> {
                                if (draw.chance(20)) {
                                    tier.put("unlimited", true);
                                } else {
                                    tier.put("amount", draw.money(500_000));
                                }
                            })));
        }
        group.set("capYear", draw.must(() -> text(draw.one("calendar", "rolling"))));
        group.set("yearOf", draw.must(() -> text(draw.one("use", "contract", "claim", "payment"))));
        group.set("capGroup", draw.rule(10, () -> text("city-cap")));
        group.set("poolPerYear", draw.rule(30, () -> text(draw.money(2_000_000))));
        group.set("poolTotal", draw.rule(20, () -> text(draw.money(2_000_000))));
        group.set("exhaustion", draw.rule(50, () -> text(draw.one("first-come", "review", "pro-rata"))));
        return group;
    }

    private ObjectNode payout() {
        ObjectNode group = draw.object();
        group.set(
                "settlement",
                draw.must(() ->
                        text(draw.one("provider-claim", "customer-reimbursed", "direct-subsidy", "later-voucher"))));
        group.set(
                "flow",
                draw.rule(
                        60,
                        () -> text(draw.one("claim-then-redeem", "after-use", "instant-offset", "no-application"))));
        group.set("issuedEvery", draw.rule(20, () -> text(draw.one("month", "quarter", "year"))));
        group.set("payer", draw.rule(60, () -> text("the bureau")));
        group.set("funding", draw.rule(60, this::funding));
        group.set("proofs", draw.rule(60, () -> draw.some("contract", "invoice")));
        return group;
    }

    private JsonNode funding() {
        String[][] splits = {{"1"}, {"0.5", "0.5"}, {"1/3", "2/3"}, {"1/3", "1/3", "1/3"}, {"1/7", "2/7", "3/7", "1/7"}
        };
        ArrayNode levels = draw.list();
        for (String share : splits[draw.below(splits.length)]) {
            levels.add(draw.object().put("level", "level-" + levels.size()).put("share", share));
        }
        return levels;
    }

    /** Returns one to four tiers of which the last has no condition. */
    private ArrayNode tiers(Consumer<ObjectNode> value) {
        ArrayNode tiers = draw.list();
        for (int i = draw.below(4); i > 0; i--) {
            ObjectNode tier = draw.object();
            value.accept(tier);
            condition(tier);
            if (draw.chance(30)) {
                condition(tier);
            }
            tiers.add(tier);
        }
        ObjectNode last = draw.object();
        value.accept(last);
        return tiers.add(last);
    }

    private void condition(ObjectNode tier) {
        switch (draw.below(6)) {
            case 0 -> tier.put("startUp", true);
            case 1 -> tier.put("accelerators", draw.one("domestic", "other"));
            case 2 -> tier.put("yearlyContractsAtMost", draw.money(900_000));
            case 3 -> tier.set("sizes", draw.some(SIZES));
            case 4 -> tier.put("component", draw.one(COMPONENTS));
            default -> tier.put("trait", draw.one(TRAITS));
        }
    }
}
