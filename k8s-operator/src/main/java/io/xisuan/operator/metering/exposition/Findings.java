package io.xisuan.operator.metering.exposition;

import java.util.ArrayList;
import java.util.List;

/** The errors and remarks of the text that is being read. */
final class Findings {
    private final List<ParseError> errors = new ArrayList<>();
    private final List<ParseError> remarks = new ArrayList<>();
    private long errorCount;
    private long remarkCount;

    void start() {
        errors.clear();
        remarks.clear();
        errorCount = 0;
        remarkCount = 0;
    }

    void error(int line, int column, String problem) {
        errorCount++;
        if (errors.size() < ParseSummary.MAX_ERRORS) {
            errors.add(new ParseError(Math.max(line, 1), column, problem));
        }
    }

    /** Counts a remark and returns whether there is room for its text. */
    boolean remarkable() {
        remarkCount++;
        return remarks.size() < ParseSummary.MAX_ERRORS;
    }

    void remark(int line, int column, String what) {
        remarks.add(new ParseError(Math.max(line, 1), column, what));
    }

    ParseSummary summary(int families, long samples) {
        Verdict verdict = errorCount == 0 ? Verdict.ACCEPTED : Verdict.REJECTED;
        return new ParseSummary(verdict, families, samples, errors, errorCount, remarks, remarkCount);
    }
}
