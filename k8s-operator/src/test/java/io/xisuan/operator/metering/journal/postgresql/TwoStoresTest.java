package io.xisuan.operator.metering.journal.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.testbed.TestServer;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalGround;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.RandomEntries;
import io.xisuan.operator.metering.journal.SegmentGround;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal may move from one store to the other: the same entries are the same records, byte for byte. */
@Tag("postgresql-only")
class TwoStoresTest {
    private static final long START = 1_793_491_200_000L;

    @Test
    void the_same_entries_are_the_same_records_whichever_store_keeps_them(@TempDir Path folder) {
        for (long seed = 0; seed < 5; seed++) {
            try (JournalGround segments = new SegmentGround(folder.resolve("s" + seed));
                    JournalGround table = new TableGround(TestServer.shared(), folder.resolve("t" + seed))) {
                assertThat(folder.resolve("s" + seed).toFile().mkdir()).isTrue();
                assertThat(write(table, seed)).as("seed %d", seed).isEqualTo(write(segments, seed));
                assertThat(records(table)).as("seed %d", seed).isEqualTo(records(segments));
            }
        }
    }

    /** Appends in groups of random size by leaders that follow one another, and returns the heads in between. */
    private static List<JournalHead> write(JournalGround ground, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomEntries entries = new RandomEntries(seed);
        List<JournalHead> heads = new ArrayList<>();
        long at = START;
        for (int leader = 0; leader < 3; leader++) {
            try (JournalGround.Leader leads = ground.lead(Optional.empty()).orElseThrow()) {
                for (int group = 0; group < 8; group++) {
                    at += random.nextLong(20 * 3_600_000L);
                    List<JournalEntry> next = entries.next(random.nextInt(40));
                    heads.add(leads.journal().append(next, at));
                }
            }
        }
        return heads;
    }

    private static List<JournalRecord> records(JournalGround ground) {
        List<JournalRecord> records = new ArrayList<>();
        try (JournalSource source = ground.source()) {
            source.read(records::add);
        }
        return records;
    }
}
