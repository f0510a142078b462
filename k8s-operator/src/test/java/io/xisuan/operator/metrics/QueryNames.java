package io.xisuan.operator.metrics;

import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a PromQL query uses, found by its words alone; whether it is a query at all is for Prometheus' own parser to say.
 *
 * @param metrics the metrics, each with the labels that its selectors name and the values that they ask for
 * @param grouped the labels that operators group or match by
 */
record QueryNames(SortedMap<String, SortedMap<String, SortedSet<String>>> metrics, SortedSet<String> grouped) {
    private static final Pattern WORD = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*]|\\d[\\w.]*|[a-zA-Z_:][\\w:]*|\\{[^}]*}|\\(|\\)|,|\\S");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Set<String> LISTS = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset", "bool", "atan2");

    static QueryNames of(String query) {
        QueryNames names = new QueryNames(new TreeMap<>(), new TreeSet<>());
        Matcher words = WORD.matcher(query);
        String before = "";
        boolean list = false;
        String pending = "";
        while (words.find()) {
            String word = words.group();
            if (list) {
                list = !word.equals(")");
                if (word.matches("\\w+")) {
                    names.grouped.add(word);
                }
            } else if (word.startsWith("{")) {
                names.select(pending, word);
            } else if (word.equals("(") && LISTS.contains(before)) {
                list = true;
            } else if (word.matches("[a-zA-Z_:][\\w:]*") && isMetric(query, words.end(), word)) {
                names.metrics.computeIfAbsent(word, name -> new TreeMap<>());
                pending = word;
            }
            before = word;
        }
        return names;
    }

    private static boolean isMetric(String query, int end, String word) {
        String rest = query.substring(end).stripLeading();
        boolean function = rest.startsWith("(") || rest.startsWith("by ") || rest.startsWith("without ");
        return !function && !LISTS.contains(word) && !OPERATORS.contains(word);
    }

    private void select(String metric, String braces) {
        Matcher matchers = MATCHER.matcher(braces);
        while (matchers.find()) {
            SortedSet<String> values = metrics.computeIfAbsent(metric, name -> new TreeMap<>())
                    .computeIfAbsent(matchers.group(1), label -> new TreeSet<>());
            if (!matchers.group(3).contains("$")) {
                values.addAll(Set.of(matchers.group(3).split("\\|", -1)));
            }
        }
    }
}
