package io.xisuan.operator.metering.journal;

/** What checking a journal found. */
public sealed interface Verification {
    /**
     * Every record follows from the one before it, and the stored seals and head agree.
     *
     * @param signed whether the head has a signature, checked or not
     * @param sealedHours how many hours have a seal
     */
    record Sound(long records, JournalHead head, boolean signed, int sealedHours) implements Verification {}

    /**
     * The first thing that is wrong.
     *
     * @param file the segment or head file
     * @param line the line in it, from 1
     * @param record the number of the record that should stand there
     */
    record Broken(String file, int line, long record, String problem) implements Verification {
        /** Returns the finding as one line: {@code file:line: record n: problem}. */
        public String message() {
            return "%s:%d: record %d: %s".formatted(file, line, record, problem);
        }
    }
}
