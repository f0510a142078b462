package io.xisuan.operator.translate;

/** Why a resource means nothing to the cores: the dotted path of the field, and what is wrong with it. */
public record FieldProblem(String field, String problem) {
    @Override
    public String toString() {
        return field + ": " + problem;
    }
}
