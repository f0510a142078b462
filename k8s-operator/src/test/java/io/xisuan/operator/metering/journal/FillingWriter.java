package io.xisuan.operator.metering.journal;

import java.nio.file.Path;
import java.util.List;

/** A process that writes a journal until the system takes no more, and says how many records were confirmed and why it ended. */
public final class FillingWriter {
    /** The exit code of one that was stopped by the journal. */
    static final int STOPPED = 7;

    private FillingWriter() {}

    public static void main(String[] args) {
        int confirmed = 0;
        try (SegmentJournal journal = SegmentJournal.open(Path.of(args[0]), JournalOptions.durable())) {
            while (true) {
                journal.append(List.of(AnyEntries.usage(confirmed)), 0);
                confirmed++;
            }
        } catch (JournalException stopped) {
            System.out.println(confirmed);
            System.out.println(stopped.getMessage());
            System.exit(STOPPED);
        }
    }
}
