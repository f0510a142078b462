package io.xisuan.operator.metering.exposition;

import java.util.Arrays;

/** Finds samples of a Prometheus text that were there before, in whatever order their labels stand. */
final class TextRepeats {
    private static final int SERIES = 0;
    private static final int AT_A_TIME = 1;
    private static final int WITHOUT_TIME = 2;

    private final LineScanner at;
    private final SeriesTable series;

    TextRepeats(LineScanner scanner) {
        at = scanner;
        series = new SeriesTable(scanner.blocks, scanner.budget);
    }

    void start() {
        series.start(at.length);
    }

    /**
     * Returns whether the sample that was read was there before, and reports it. A time makes it another sample; the hash of the
     * time is one to one, so equal keys are equal times.
     */
    boolean again() {
        boolean timed = at.sample.hasTimestamp();
        long labels = at.blocks.hash(at.block);
        int before = add(SERIES, labels);
        if (before == SeriesTable.NONE && !timed) {
            return false;
        }
        int same = before;
        if (timed) {
            same = add(AT_A_TIME, Words.mix(labels, at.sample.timestampMillis()));
        } else if (series.place(before) < 0) {
            same = add(WITHOUT_TIME, labels);
        }
        if (same != SeriesTable.NONE) {
            repeated(same);
            return true;
        }
        if (before != SeriesTable.NONE && at.findings.remarkable()) {
            at.findings.remark(
                    at.line, 1, "the name and labels of line %d again, at another time".formatted(series.line(before)));
        }
        return false;
    }

    /** Adds the sample to the table; the place of its value is turned over when it has a time. */
    private int add(int stamp, long hash) {
        int place = at.sample.hasTimestamp() ? ~at.valueFrom : at.valueFrom;
        return series.add(at.name, at.block, LabelBlocks.NONE, stamp, hash, at.line, place);
    }

    /** The same sample again is a remark; with another value it is a text that contradicts itself. */
    private void repeated(int before) {
        int turned = series.place(before);
        int place = turned < 0 ? ~turned : turned;
        int size = Words.lineFeed(at.data, at.valueFrom, at.length) + 1 - at.valueFrom;
        if (!Arrays.equals(at.data, place, place + size, at.data, at.valueFrom, at.valueFrom + size)) {
            at.findings.error(
                    at.line,
                    at.valueFrom - at.lineStart + 1,
                    "the same name and labels as on line %d, with another value".formatted(series.line(before)));
        } else if (at.findings.remarkable()) {
            at.findings.remark(at.line, 1, "the same sample as on line %d".formatted(series.line(before)));
        }
    }
}
