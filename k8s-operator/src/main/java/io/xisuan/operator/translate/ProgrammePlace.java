package io.xisuan.operator.translate;

import io.xisuan.model.InputException;

/** Turns a problem with a field, named by its dotted path as {@code spec.versions[0].limits.yearOf}, into an error. */
@FunctionalInterface
public interface ProgrammePlace {
    InputException wrong(String field, String problem);
}
