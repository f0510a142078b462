package io.xisuan.operator.programmes.lint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a rule stands: version, group and name. */
record RulePath(int version, String group, String rule) {
    private static final Pattern PATH = Pattern.compile("spec\\.versions\\[(\\d+)]\\.(\\w+)\\.(\\w+)(\\W.*)?");

    /** Returns the rule that a dotted path lies in, or empty where it lies in none. */
    static Optional<RulePath> of(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() && Draft.GROUPS.contains(matcher.group(2))
                ? Optional.of(new RulePath(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }
}
