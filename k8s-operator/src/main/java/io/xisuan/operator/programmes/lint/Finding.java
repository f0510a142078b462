package io.xisuan.operator.programmes.lint;

/**
 * One thing that is missing or doubtful in a definition.
 *
 * @param field the dotted path, as {@code spec.versions[0].limits.yearOf}
 * @param todo what the writer does about it
 */
public record Finding(Severity severity, String file, int line, String field, String problem, String todo) {
    /** Whether the definition can stay so. */
    public enum Severity {
        /** It is refused, or it can never pay. */
        ERROR,
        /** It may be meant so. */
        WARNING
    }
}
