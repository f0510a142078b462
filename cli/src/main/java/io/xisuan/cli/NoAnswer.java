package io.xisuan.cli;

/** What a command was told in place of what it asked for: one sentence with what to do, and the exit code that goes with it. */
public final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    public NoAnswer(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }
}
