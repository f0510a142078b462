package io.xisuan.model;

import org.jspecify.annotations.Nullable;

/**
 * Bad input, said once and for people: where it is and what to do. Programs that read files throw it, and the command
 * line prints its message alone and exits with code 2.
 */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private InputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Returns an error about a place: {@code file:line: field: problem}. */
    public static InputException at(String file, int line, String field, String problem) {
        return new InputException("%s:%d: %s: %s".formatted(file, line, field, problem), null);
    }

    /** Returns an error about a place with the exception that revealed it. */
    public static InputException at(String file, int line, String field, String problem, Throwable cause) {
        return new InputException("%s:%d: %s: %s".formatted(file, line, field, problem), cause);
    }

    /** Returns an error about input as a whole, such as a missing file or a wrong option. */
    public static InputException of(String problem) {
        return new InputException(problem, null);
    }
}
