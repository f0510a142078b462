package io.xisuan.operator.programmes.second;

import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Draws the facts of a case: each of them given or not, mostly such that the case is admitted. */
final class RandomCase {
    private final RandomRules draw;
    private final SortedMap<String, String> facts = new TreeMap<>();

    private RandomCase(RandomRules draw) {
        this.draw = draw;
    }

    static Case of(SplittableRandom random) {
        RandomCase drawn = new RandomCase(new RandomRules(random, 0));
        drawn.buyer();
        drawn.purchase();
        drawn.amounts();
        drawn.grant();
        drawn.days();
        return new Case(drawn.facts);
    }

    private void put(int percent, String fact, Supplier<String> value) {
        if (draw.chance(percent)) {
            facts.put(fact, value.get());
        }
    }

    /** Puts the answer that admits, and seldom the other. */
    private void yes(int percent, String fact, boolean admits) {
        put(percent, fact, () -> Boolean.toString(draw.chance(93) == admits));
    }

    private void buyer() {
        put(30, "partyKind", () -> draw.chance(80) ? "enterprise" : draw.one(RandomDefinition.KINDS));
        put(40, "size", () -> draw.chance(95) ? draw.one(RandomDefinition.SIZES) : "not-applicable");
        put(
                30,
                "registration",
                () -> draw.one("gansu/qingyang", "gansu/qingyang", "sichuan/chengdu", "gansu", "beijing"));
        put(20, "taxDomicile", () -> draw.one("gansu/qingyang", "gansu/qingyang", "sichuan/chengdu", "shanghai"));
        yes(20, "cleanRecord", true);
        put(40, "startUp", () -> Boolean.toString(draw.chance(50)));
        put(20, "industries", () -> String.join(",", Rules.words(draw.some(RandomDefinition.INDUSTRIES))));
        put(40, "traits", () -> String.join(",", Rules.words(draw.some(RandomDefinition.TRAITS))));
    }

    private void purchase() {
        yes(30, "supplierListed", true);
        yes(30, "related", false);
        yes(30, "ownUse", true);
        yes(30, "ownBuilt", false);
        yes(20, "contractUsed", false);
        put(15, "otherSubsidy", () -> Boolean.toString(draw.chance(50)));
        put(25, "otherAmount", () -> draw.chance(20) ? "0" : draw.money(300_000));
        put(25, "site", () -> draw.one("gansu/qingyang", "gansu/qingyang", "sichuan/chengdu", "shanghai/pudong"));
        put(
                40,
                "accelerator",
                () -> draw.one(
                        "nvidia-h100-80g", "nvidia-rtx-4090", "ascend-910b", "hygon-k100-ai", "cambricon-mlu590"));
        put(40, "component", () -> draw.chance(60) ? "compute" : draw.one(RandomDefinition.COMPONENTS));
        put(25, "workload", () -> draw.one("training", "inference"));
    }

    private void amounts() {
        int bound = draw.chance(50) ? 3_000_000 : 300;
        put(80, "contractFee", () -> draw.money(bound));
        put(80, "approved", () -> draw.money(bound));
        put(80, "settled", () -> draw.money(bound));
        put(80, "withoutVat", () -> draw.money(bound));
        put(40, "yearlyContracts", () -> draw.money(1_500_000));
        put(25, "usedThisYear", () -> draw.money(200_000));
        put(25, "usedInAll", () -> draw.money(400_000));
        put(15, "poolLeft", () -> draw.money(1_000_000));
        put(15, "totalLeft", () -> draw.money(1_000_000));
    }

    private void grant() {
        put(40, "grantAmount", () -> draw.money(800_000));
        put(30, "grantValidity", this::term);
        put(30, "grantedOn", draw::day);
        put(35, "grantRate", () -> draw.chance(60) ? draw.one("0.1", "0.123456", "0.2") : draw.rate());
    }

    private void days() {
        put(15, "signedOn", draw::day);
        put(50, "contract", this::term);
        put(20, "claimedOn", draw::day);
        put(25, "on", draw::day);
        yes(20, "inForce", true);
    }

    private String term() {
        List<String> days = draw.days();
        return days.get(0) + ".." + days.get(1);
    }
}
