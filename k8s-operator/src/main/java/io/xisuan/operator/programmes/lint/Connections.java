package io.xisuan.operator.programmes.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Rules that ask for each other: days within days, traits that are asked, years of caps, later vouchers. */
final class Connections {
    private Connections() {}

    static void find(Draft.Version version) {
        windows(version);
        traits(version);
        laterVouchers(version);
        if (version.rule("capPerPartyYear").has("value")) {
            for (String rule : List.of("capYear", "yearOf")) {
                if (version.rule(rule).has("none")) {
                    version.warn(
                            rule,
                            "is none, but capPerPartyYear limits a year",
                            "write which year the cap counts, or unknown");
                }
            }
        }
    }

    /** Versions follow each other: the next one begins after the one before. */
    static void findOrder(List<Draft.Version> versions) {
        for (int i = 1; i < versions.size(); i++) {
            String before = versions.get(i - 1).value("from").asText();
            String from = versions.get(i).value("from").asText();
            if (!before.isEmpty() && !from.isEmpty() && from.compareTo(before) <= 0) {
                versions.get(i)
                        .error(
                                "from",
                                "is %s, not after %s of the version before".formatted(from, before),
                                "put the versions in the order of their days: the last one that has begun applies");
            }
        }
    }

    private static void windows(Draft.Version version) {
        String from = version.value("from").asText();
        String to = version.value("to").asText();
        if (!from.isEmpty() && !to.isEmpty() && to.compareTo(from) < 0) {
            version.error("to", "is %s, before from, %s".formatted(to, from), "swap them, or check the years");
        }
        for (JsonNode window : version.value("windows")) {
            boolean early = !from.isEmpty() && window.path("to").asText().compareTo(from) < 0;
            boolean late = !to.isEmpty() && window.path("from").asText().compareTo(to) > 0;
            if (early || late) {
                version.warn(
                        "windows",
                        "%s lies outside the version's days %s..%s"
                                .formatted(window.path("name").asText(), from, to),
                        early
                                ? "check the year of the window"
                                : "fine where claims are taken in after the last day; else check the year");
            }
        }
    }

    private static void traits(Draft.Version version) {
        for (JsonNode trait : version.tree().path("traits")) {
            String name = trait.path("name").asText();
            if (!Draft.mentions(version.tree(), "trait", name)) {
                version.warn(
                        "traits",
                        "\"%s\" is defined and no tier asks for it".formatted(name),
                        "write trait: %s on the tier that it is for, or remove it".formatted(name));
            }
        }
    }

    private static void laterVouchers(Draft.Version version) {
        boolean later = version.value("settlement").asText().equals("later-voucher");
        boolean issued = version.rule("issuedEvery").has("value");
        if (issued && !later) {
            version.warn(
                    "issuedEvery",
                    "is given, but settlement is no later-voucher",
                    "write settlement: later-voucher where a voucher for later use is issued, else issuedEvery: none");
        }
        if (later && version.rule("issuedEvery").has("none")) {
            version.warn(
                    "issuedEvery",
                    "is none, but settlement is later-voucher",
                    "write month, quarter or year, or unknown");
        }
    }
}
