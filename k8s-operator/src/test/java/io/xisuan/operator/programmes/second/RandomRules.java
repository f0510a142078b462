package io.xisuan.operator.programmes.second;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Draws rules: a value, none or unknown, and what values are made of. */
final class RandomRules {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private final SplittableRandom random;
    private final int unknownPerThousand;

    RandomRules(SplittableRandom random, int unknownPerThousand) {
        this.random = random;
        this.unknownPerThousand = unknownPerThousand;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String one(String... words) {
        return words[random.nextInt(words.length)];
    }

    /** Returns some of the words, at least one. */
    ArrayNode some(String... words) {
        ArrayNode list = NODES.arrayNode();
        for (String word : words) {
            if (chance(60)) {
                list.add(word);
            }
        }
        return list.isEmpty() ? list.add(one(words)) : list;
    }

    ObjectNode object() {
        return NODES.objectNode();
    }

    ArrayNode list() {
        return NODES.arrayNode();
    }

    static JsonNode text(String text) {
        return NODES.textNode(text);
    }

    static JsonNode number(int number) {
        return NODES.numberNode(number);
    }

    static JsonNode yes(boolean value) {
        return NODES.booleanNode(value);
    }

    /** Returns a rule that is given with this chance, else none; sometimes unknown instead. */
    ObjectNode rule(int percent, Supplier<JsonNode> value) {
        if (random.nextInt(1000) < unknownPerThousand) {
            return object().put("unknown", "not in the text");
        }
        ObjectNode rule = object();
        if (chance(percent)) {
            rule.set("value", value.get());
        } else {
            rule.put("none", true);
        }
        return rule.put("source", "drawn text, section 1").put("confidence", one("A", "B", "C", "HOUSE"));
    }

    /** Returns a rule that cannot be none. */
    ObjectNode must(Supplier<JsonNode> value) {
        return rule(100, value);
    }

    /** Returns a rule that is given. */
    ObjectNode surely(JsonNode value) {
        ObjectNode rule = object();
        rule.set("value", value);
        return rule.put("source", "drawn text, section 1").put("confidence", "A");
    }

    /** Returns yuan between nothing and about the bound, mostly with fen. */
    String money(int bound) {
        int yuan = random.nextInt(bound);
        return chance(40) ? Integer.toString(yuan) : "%d.%02d".formatted(yuan, random.nextInt(100));
    }

    String rate() {
        return chance(50)
                ? "0.%02d".formatted(1 + random.nextInt(99))
                : one("0.3333", "0.125", "1", "0.000001", "0.05", "0.999999");
    }

    /** Returns a day of the three years in which everything happens. */
    String day() {
        return "%d-%02d-%02d".formatted(2024 + random.nextInt(3), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    /** Returns two days, the later one last. */
    List<String> days() {
        String one = day();
        String other = day();
        return one.compareTo(other) <= 0 ? List.of(one, other) : List.of(other, one);
    }

    ObjectNode period() {
        List<String> days = days();
        return object().put("from", days.get(0)).put("to", days.get(1));
    }
}
