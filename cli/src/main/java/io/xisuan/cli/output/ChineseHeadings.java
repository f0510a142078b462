package io.xisuan.cli.output;

import io.xisuan.billing.rendering.Language;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What columns are called in Chinese, by their English headings: one word list for the whole program, so that one thing has one name in
 * every table. CSV keeps the columns' keys.
 */
final class ChineseHeadings {
    private static final String LIST = "headings.zh.txt";

    private ChineseHeadings() {}

    /** Read when the first Chinese table is printed, and not by those who read English. */
    private static final class Chinese {
        private static final SortedMap<String, String> WORDS = WordList.meanings(ChineseHeadings.class, LIST);
    }

    /** Returns the table with its headings in a language; a heading that the list lacks stays as it is. */
    static Table in(Language language, Table table) {
        return switch (language) {
            case EN -> table;
            case ZH ->
                table.under(table.columns().stream()
                        .map(column -> chinese(column).map(column::titled).orElse(column))
                        .toList());
        };
    }

    /** Returns what a column is called in Chinese, if the list knows it. */
    static Optional<String> chinese(Column column) {
        String title = column.title().toLowerCase(Locale.ROOT);
        String own = column.key().toLowerCase(Locale.ROOT) + ":" + title;
        return Optional.ofNullable(Chinese.WORDS.get(own)).or(() -> Optional.ofNullable(Chinese.WORDS.get(title)));
    }

    /** Returns what stands above a further table in a language; a colon at its end stays. */
    static String above(Language language, String heading) {
        boolean colon = heading.endsWith(":");
        String words = colon ? heading.substring(0, heading.length() - 1) : heading;
        return switch (language) {
            case EN -> heading;
            case ZH ->
                Optional.ofNullable(Chinese.WORDS.get(words.toLowerCase(Locale.ROOT)))
                        .map(found -> colon ? found + "：" : found)
                        .orElse(heading);
        };
    }
}
