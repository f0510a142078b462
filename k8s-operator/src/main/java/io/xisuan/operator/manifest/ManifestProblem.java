package io.xisuan.operator.manifest;

import io.xisuan.model.InputException;
import java.util.List;
import java.util.stream.Collectors;

/** One thing that is wrong with a manifest, and where. */
public record ManifestProblem(String file, int line, String field, String problem) {
    private static final int MAX_REPORTED = 20;

    /** Returns the problem as an exception for one who stops at the first. */
    public InputException asException() {
        return InputException.at(file, line, field, problem);
    }

    /** Refuses all problems at once, one a line and twenty at most; does nothing when there are none. */
    static void refuse(List<ManifestProblem> problems) {
        if (problems.size() == 1) {
            throw problems.getFirst().asException();
        }
        if (!problems.isEmpty()) {
            String lines = problems.stream()
                    .limit(MAX_REPORTED)
                    .map(ManifestProblem::toString)
                    .collect(Collectors.joining("\n"));
            int more = problems.size() - MAX_REPORTED;
            throw InputException.of(more > 0 ? "%s%nand %d more".formatted(lines, more) : lines);
        }
    }

    /** Returns {@code file:line: field: problem}. */
    @Override
    public String toString() {
        return "%s:%d: %s: %s".formatted(file, line, field, problem);
    }
}
