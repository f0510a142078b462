package io.xisuan.cli.tutorial;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What stays of a text from one run to the next: times, spans of time, identities, and what is left of grants do not. */
final class Steady {
    private static final String ZONE = "(?: ?(?:Z|[+-]\\d\\d:\\d\\d))?";
    private static final Map<Pattern, String> PASSING = passing();
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w./-])-?\\d[\\d,]*(?:\\.\\d+)?(?![\\w/-])");

    private Steady() {}

    private static Map<Pattern, String> passing() {
        Map<String, String> passing = new LinkedHashMap<>();
        passing.put("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uid>");
        passing.put("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?" + ZONE, "<time>");
        passing.put("\\d{8}T\\d{6}Z", "<stamp>");
        passing.put("\\d{4}-\\d\\d-\\d\\d", "<day>");
        passing.put("\\b\\d\\d-\\d\\d \\d\\d:\\d\\d\\b", "<time>");
        passing.put("\\b20\\d\\d-\\d\\d\\b", "<month>");
        passing.put("-20\\d\\d-", "-<year>-");
        passing.put("operator_[0-9a-f]{8}\\b", "<leader>");
        passing.put("\\b(?:[0-9a-f]{64}|[0-9a-f]{12})\\b", "<hash>");
        passing.put("127\\.0\\.0\\.1:\\d+", "<address>");
        passing.put("\\b\\d+ ?(?:ms|s|min|m|h|d|days?)(?: \\d+ ?(?:s|min|m|h))*\\b", "<span>");
        passing.put("\\b(?:99|299),9\\d\\d\\.\\d\\d\\b", "<left>");
        Map<Pattern, String> patterns = new LinkedHashMap<>();
        passing.forEach((pattern, name) -> patterns.put(Pattern.compile(pattern), name));
        return patterns;
    }

    static String of(String text) {
        String left = text;
        for (Map.Entry<Pattern, String> rule : PASSING.entrySet()) {
            left = rule.getKey().matcher(left).replaceAll(rule.getValue());
        }
        return left;
    }

    static String withoutNumbers(String text) {
        return NUMBER.matcher(of(text)).replaceAll("<number>");
    }
}
