package io.xisuan.operator.metering.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The journal in a folder of segments, read beside its writer. */
record SegmentSource(Path folder) implements JournalSource {
    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public void readFrom(long seq, Consumer<JournalRecord> reader) {
        SegmentJournal.read(folder, stored -> {
            if (stored.seq() >= seq) {
                reader.accept(stored);
            }
        });
    }

    @Override
    public Optional<JournalRecord> find(long seq) {
        List<JournalRecord> found = new ArrayList<>();
        readFrom(seq, stored -> {
            if (stored.seq() == seq) {
                found.add(stored);
            }
        });
        return found.stream().findFirst();
    }

    @Override
    public JournalHead head() {
        JournalHead[] head = {JournalHead.EMPTY};
        read(stored -> head[0] = new JournalHead(stored.seq(), stored.hash()));
        return head[0];
    }

    @Override
    public List<HourSeal> seals() {
        return List.of();
    }

    @Override
    public void close() {}
}
