package io.xisuan.cli.output;

import io.xisuan.billing.rendering.Language;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What the operator's reasons mean in Chinese, by the word that its conditions, events and decisions have: the word is translated, never
 * the English sentence beside it, which names the figures and stays.
 */
public final class ReasonWords {
    private static final String LIST = "reasons.zh.txt";

    private ReasonWords() {}

    private static final class Chinese {
        private static final SortedMap<String, String> WORDS = WordList.meanings(ReasonWords.class, LIST);
    }

    /**
     * Returns what is said of a reason: in English the operator's sentence, in Chinese the reason's meaning before it.
     *
     * @param reason as {@code NoCapacity} or {@code NO_CAPACITY}; one that the list lacks, or none, leaves the sentence as it is
     */
    public static String said(Language language, String reason, String sentence) {
        return switch (language) {
            case EN -> sentence;
            case ZH ->
                chinese(reason)
                        .map(meaning -> sentence.isBlank() ? meaning : meaning + "（" + sentence + "）")
                        .orElse(sentence);
        };
    }

    /** Returns what a reason means in Chinese, if the list knows it. */
    public static Optional<String> chinese(String reason) {
        return reason.isBlank() ? Optional.empty() : Optional.ofNullable(Chinese.WORDS.get(word(reason)));
    }

    private static String word(String reason) {
        return reason.contains("_") || reason.equals(reason.toUpperCase(Locale.ROOT))
                ? Arrays.stream(reason.split("_", -1))
                        .filter(part -> !part.isEmpty())
                        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining())
                : reason;
    }
}
