package io.xisuan.cli;

/** The exit codes of every command; scripts rely on them. */
public enum ExitCode {
    DONE(0),
    ANSWER_IS_NO(1),
    BAD_INPUT(2),
    DEPENDENCY_MISSING(3),
    REFUSED(4),
    UNREACHABLE(5),
    DEFECT(70);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
