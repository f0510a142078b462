package io.xisuan.operator.metering.journal.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.store.FencedException;
import io.xisuan.billing.testbed.TestServer;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.HeadSigner;
import io.xisuan.operator.metering.journal.HourSeal;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalKeys;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.JournalVerifier;
import io.xisuan.operator.metering.journal.RandomEntries;
import io.xisuan.operator.metering.journal.SegmentCopy;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.journal.Verification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder's journal moves into the table and leaves it again by the hour, and stays the same. */
@Tag("postgresql-only")
class TableAdoptionTest {
    private static final long START = 1_793_491_200_000L;
    private static final long HOUR = 3_600_000;
    private static final TestServer SERVER = TestServer.shared();

    @TempDir
    private Path folder = Path.of(".");

    private Path segments = Path.of(".");
    private Optional<HeadSigner> signer = Optional.empty();

    @SuppressWarnings("NullAway.Init") // set before each test
    private TableGround ground;

    @BeforeEach
    void open() {
        ground = new TableGround(SERVER, folder);
        segments = folder.resolve("journal");
        signer = Optional.of(JournalKeys.open(folder.resolve("keys")));
    }

    @AfterEach
    void close() {
        ground.close();
    }

    /** Hours on both sides of a month's end: four sealed, the fifth open. */
    private void writeFolder() {
        RandomEntries entries = new RandomEntries(31);
        try (SegmentJournal journal = folderJournal()) {
            for (int hour = 0; hour < 5; hour++) {
                journal.append(entries.next(40), START + 200L * hour * HOUR);
            }
        }
    }

    private SegmentJournal folderJournal() {
        return SegmentJournal.open(segments, new JournalOptions(true, signer));
    }

    private static List<JournalRecord> records(JournalSource from) {
        List<JournalRecord> records = new ArrayList<>();
        from.read(records::add);
        return records;
    }

    private TableAdoption.Adopted adopt() {
        return TableAdoption.adopt(segments, ground.url(), START);
    }

    @Test
    void what_was_in_the_folder_is_in_the_table_and_goes_on_there() {
        writeFolder();
        assertThat(adopt().records()).isEqualTo(200);
        try (JournalSource source = JournalSource.folder(segments);
                JournalSource table = ground.source()) {
            assertThat(records(table)).isEqualTo(records(source));
            assertThat(table.seals()).isEqualTo(source.seals()).hasSize(4);
            assertThat(table.head()).isEqualTo(source.head());
        }
        assertThat(SERVER.count("SELECT count(*) FROM %s WHERE seq = 200 AND signature <> ''"
                        .formatted(ground.table("published_head"))))
                .isEqualTo(1);
        RandomEntries more = new RandomEntries(32);
        long later = START + 800 * HOUR;
        try (SegmentJournal stays = folderJournal();
                TableJournal goesOn = TableJournal.open(ground.url(), ground.mint(), signer)) {
            JournalHead head = goesOn.append(more.next(7), later);
            assertThat(stays.append(new RandomEntries(32).next(7), later)).isEqualTo(head);
            assertThat(goesOn.sealThrough(later + HOUR))
                    .isEqualTo(stays.sealThrough(later + HOUR))
                    .hasSize(1);
        }
    }

    @Test
    void a_table_that_has_records_takes_no_other_journal() {
        writeFolder();
        adopt();
        assertThatThrownBy(this::adopt)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has 200 records: only an empty one can take a folder's");
    }

    @Test
    void a_folder_that_is_written_to_stays_where_it_is() {
        writeFolder();
        try (SegmentJournal writer = folderJournal()) {
            assertThatThrownBy(this::adopt)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("another process writes the journal");
            assertThat(writer.head().seq()).isEqualTo(200);
        }
        try (TableJournal table = TableJournal.open(ground.url(), ground.mint(), signer)) {
            assertThat(table.head()).isEqualTo(JournalHead.EMPTY);
        }
    }

    @Test
    void a_leader_who_is_still_at_work_is_put_down() {
        writeFolder();
        try (TableJournal before = TableJournal.open(ground.url(), ground.mint(), signer)) {
            adopt();
            assertThatThrownBy(() -> before.append(new RandomEntries(1).next(1), START))
                    .isInstanceOf(FencedException.class);
        }
    }

    @Test
    void sealed_hours_leave_as_segments_whose_roots_are_those_of_the_table() {
        Path elsewhere = folder.resolve("copy");
        RandomEntries entries = new RandomEntries(33);
        List<HourSeal> seals;
        try (TableJournal journal = TableJournal.open(ground.url(), ground.mint(), signer)) {
            for (int hour = 0; hour < 4; hour++) {
                journal.append(entries.next(2_500), START + hour * HOUR);
                new SegmentCopy(elsewhere, signer).write(journal::readBetween, journal.seals(), Long.MAX_VALUE);
            }
            seals = journal.seals();
        }
        try (JournalSource copy = JournalSource.folder(elsewhere);
                JournalSource table = ground.source()) {
            assertThat(copy.seals()).isEqualTo(seals).hasSize(3);
            assertThat(records(copy)).isEqualTo(records(table).subList(0, 7_500));
            JournalVerifier.Terms terms = new JournalVerifier.Terms(
                    List.of(signer.orElseThrow().seals().publicKey()), seals);
            assertThat(copy.verify(terms))
                    .isInstanceOfSatisfying(
                            Verification.Sound.class,
                            sound -> assertThat(sound.records()).isEqualTo(7_500));
        }
    }
}
