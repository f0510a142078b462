package io.xisuan.operator.programmes.second;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** One version of a definition as its file says it: a tree of words. */
record Rules(JsonNode version) {
    private static final List<String> GROUPS =
            List.of("validity", "buyer", "purchase", "calculation", "limits", "payout");

    /** Returns the version of a definition that a case falls under: the last one that had begun on the day that binds. */
    static Rules of(JsonNode definition, Case facts) {
        JsonNode versions = definition.path("spec").path("versions");
        for (int i = versions.size() - 1; i > 0; i--) {
            Rules rules = new Rules(versions.get(i));
            boolean begun = !rules.given("from")
                    || facts.day(rules.bindingFact(facts))
                            .map(day -> day.compareTo(rules.text("from")) >= 0)
                            .orElse(true);
            if (begun) {
                return rules;
            }
        }
        return new Rules(versions.get(0));
    }

    /** Returns the fact whose day decides between versions and is measured against their days. */
    String bindingFact(Case facts) {
        String word = given("bindBy") ? text("bindBy") : "grant";
        return switch (word) {
            case "grant" -> facts.granted() ? "grantedOn" : "on";
            case "contract" -> "signedOn";
            default -> "on";
        };
    }

    private JsonNode rule(String name) {
        return GROUPS.stream()
                .map(group -> version.path(group).path(name))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    boolean given(String name) {
        return rule(name).has("value");
    }

    boolean unknown(String name) {
        return rule(name).has("unknown");
    }

    JsonNode value(String name) {
        return rule(name).path("value");
    }

    String text(String name) {
        return value(name).asText();
    }

    List<String> words(String name) {
        return words(value(name));
    }

    /** Returns the rules that are not none, one a line. */
    String shown() {
        StringBuilder shown =
                new StringBuilder("version " + version.path("name").asText());
        for (String group : GROUPS) {
            version.path(group).properties().forEach(rule -> {
                JsonNode said = rule.getValue().has("value")
                        ? rule.getValue().path("value")
                        : rule.getValue().path("unknown");
                if (!said.isMissingNode()) {
                    shown.append("\n  ").append(rule.getKey()).append(": ").append(said);
                }
            });
        }
        return shown.toString();
    }

    static List<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
