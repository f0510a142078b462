package io.xisuan.operator.metering.exposition;

import java.util.List;

/**
 * What came of reading one text.
 *
 * @param families how many metric families were named
 * @param samples how many samples were delivered
 * @param errors the first errors, at most {@link #MAX_ERRORS}
 * @param errorCount how many errors there were
 * @param remarks the first things that the format forbids and its readers let pass: repeated samples and families in pieces
 * @param remarkCount how many remarks there were
 */
public record ParseSummary(
        Verdict verdict,
        int families,
        long samples,
        List<ParseError> errors,
        long errorCount,
        List<ParseError> remarks,
        long remarkCount) {
    /** How many errors, and how many remarks, are kept; a text of garbage must not fill the memory. */
    public static final int MAX_ERRORS = 100;

    public ParseSummary {
        errors = List.copyOf(errors);
        remarks = List.copyOf(remarks);
        if ((verdict == Verdict.ACCEPTED) != (errorCount == 0)) {
            throw new IllegalArgumentException("%s with %d errors".formatted(verdict, errorCount));
        }
    }

    public boolean accepted() {
        return verdict == Verdict.ACCEPTED;
    }
}
