package io.xisuan.operator.programmes.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Sources that name no document: whoever checks the rule does not know where to look.
 *
 * <p>A source names one by an address, by Chinese title or number marks, or by a word or a day that the version's document has too.
 */
final class Sources {
    private static final Pattern MARKS = Pattern.compile("https?://|www\\.|[《〔〕]|[0-9]号|No\\. ?[0-9]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,.;:：，。；、()（）《》〔〕\"“”]+");
    private static final int LONG_ENOUGH = 4;

    private Sources() {}

    static void find(Draft.Version version) {
        String document = version.tree().path("document").asText();
        for (String name : version.rules()) {
            JsonNode rule = version.rule(name);
            String source = rule.path("source").asText();
            String confidence = rule.path("confidence").asText();
            boolean read = confidence.equals("A") || confidence.equals("B");
            if (!read || source.isBlank() || names(source, document)) {
                continue;
            }
            if (rule.has("none") && confidence.equals("A")) {
                version.warn(
                        name,
                        "is none with confidence A, but \"%s\" names no document".formatted(source),
                        "name the text that was read and has no such rule, or lower the confidence");
            } else {
                version.warn(
                        name,
                        "\"%s\" names no document".formatted(source),
                        "write document and place, or confidence C or HOUSE where nothing was read");
            }
        }
    }

    static boolean names(String source, String document) {
        String searched = document.toLowerCase(Locale.ROOT);
        return MARKS.matcher(source).find()
                || Arrays.stream(BETWEEN_WORDS.split(source.toLowerCase(Locale.ROOT)))
                        .anyMatch(word -> shared(word, searched));
    }

    /** Four letters or figures, or two Chinese characters, are enough to find a document by. */
    private static boolean shared(String word, String document) {
        boolean chinese = word.codePoints().anyMatch(Character::isIdeographic);
        int length = chinese ? 2 : LONG_ENOUGH;
        for (int at = 0; at + length <= word.length(); at++) {
            String part = chinese ? word.substring(at, at + length) : word;
            if (word.length() >= length && document.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
