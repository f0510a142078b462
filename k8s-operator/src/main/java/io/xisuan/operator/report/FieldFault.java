package io.xisuan.operator.report;

/**
 * Why a resource cannot be used: the field, and the reason.
 *
 * @param field its dotted path, as {@code spec.runTime}
 */
public record FieldFault(String field, Reason reason) {
    /** Returns the fault as a sentence: the field, then what is wrong with it. */
    public String text() {
        return field.isEmpty() ? reason.text() : field + ": " + reason.text();
    }
}
