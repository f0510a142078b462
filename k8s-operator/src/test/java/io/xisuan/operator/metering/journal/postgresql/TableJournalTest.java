package io.xisuan.operator.metering.journal.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.store.FencedException;
import io.xisuan.billing.store.StoreException;
import io.xisuan.billing.testbed.TestServer;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.HeadSigner;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.JournalVerifier;
import io.xisuan.operator.metering.journal.RandomEntries;
import io.xisuan.operator.metering.journal.Verification;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the table alone promises: fences, guards and months. */
@Tag("postgresql-only")
class TableJournalTest {
    private static final long START = 1_793_491_200_000L;
    private static final TestServer SERVER = TestServer.shared();

    @TempDir
    private Path folder = Path.of(".");

    private final RandomEntries entries = new RandomEntries(7);

    @SuppressWarnings("NullAway.Init") // set before each test
    private TableGround ground;

    @BeforeEach
    void open() {
        ground = new TableGround(SERVER, folder);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    private TableJournal lead() {
        return TableJournal.open(ground.url(), ground.mint(), Optional.empty());
    }

    private List<JournalRecord> records() {
        List<JournalRecord> records = new ArrayList<>();
        try (JournalSource source = ground.source()) {
            source.read(records::add);
        }
        return records;
    }

    @Test
    void a_former_leader_is_told_that_it_is_fenced() {
        try (TableJournal former = lead()) {
            JournalHead head = former.append(entries.next(3), START);
            ground.mint();
            assertThatThrownBy(() -> former.append(entries.next(3), START)).isInstanceOf(FencedException.class);
            assertThat(records()).hasSize(3);
            assertThat(records().getLast().hash()).isEqualTo(head.hash());
        }
    }

    @Test
    void an_epoch_that_is_over_opens_no_journal() {
        long over = ground.mint();
        ground.mint();
        assertThatThrownBy(() -> TableJournal.open(ground.url(), over, Optional.empty()))
                .isInstanceOf(FencedException.class);
    }

    @Test
    void a_second_writer_of_the_same_epoch_is_found_at_its_first_append() {
        long epoch = ground.mint();
        try (TableJournal first = TableJournal.open(ground.url(), epoch, Optional.empty());
                TableJournal second = TableJournal.open(ground.url(), epoch, Optional.empty())) {
            first.append(entries.next(2), START);
            assertThatThrownBy(() -> second.append(entries.next(1), START))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ends at record 2, this writer left it at record 0");
            assertThatThrownBy(() -> second.append(entries.next(1), START))
                    .hasMessageContaining("The journal is closed");
            first.append(entries.next(2), START);
        }
        assertThat(records()).hasSize(4);
    }

    @Test
    void a_leader_that_hangs_within_an_append_holds_off_the_next_until_it_is_cut_off() throws InterruptedException {
        try (TableJournal hanging = lead()) {
            JournalHead head = hanging.append(entries.next(2), START);
            List<JournalEntry> late = entries.next(2);
            SERVER.execute(
                    "CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$"
                            .formatted(ground.table("hang")));
            SERVER.execute("CREATE TRIGGER hang BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION %s()"
                    .formatted(ground.table("record"), ground.table("hang")));
            CompletableFuture<JournalHead> append =
                    CompletableFuture.supplyAsync(() -> hanging.append(late, START), Thread::startVirtualThread);
            String waiting =
                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE 'COPY record%'";
            await(() -> SERVER.count(waiting) == 1);
            CompletableFuture<Long> mint = CompletableFuture.supplyAsync(ground::mint, Thread::startVirtualThread);
            await(() -> SERVER.count("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") > 0);
            assertThat(mint).isNotDone();

            SERVER.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
            assertThatThrownBy(append::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(StoreException.class);
            SERVER.execute("DROP TRIGGER hang ON " + ground.table("record"));
            long epoch = mint.join();

            assertThatThrownBy(() -> hanging.append(late, START)).hasMessageContaining("The journal is closed");
            try (TableJournal next = TableJournal.open(ground.url(), epoch, Optional.empty())) {
                assertThat(next.head()).isEqualTo(head);
                next.append(late, START);
            }
            assertThat(records()).hasSize(4);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void after_an_append_that_failed_the_journal_takes_nothing_more_and_another_goes_on() {
        try (TableJournal journal = lead()) {
            journal.append(entries.next(2), START);
            SERVER.execute("ALTER TABLE %s ADD CONSTRAINT full_disk CHECK (seq < 4)".formatted(ground.table("record")));
            assertThatThrownBy(() -> journal.append(entries.next(2), START)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> journal.append(entries.next(1), START))
                    .hasMessageContaining("The journal is closed");
        }
        SERVER.execute("ALTER TABLE %s DROP CONSTRAINT full_disk".formatted(ground.table("record")));
        try (TableJournal journal = lead()) {
            assertThat(journal.head().seq()).isEqualTo(2);
            journal.append(entries.next(2), START);
        }
        assertThat(records()).hasSize(4);
    }

    @Test
    void what_was_recorded_is_changed_by_no_statement() {
        try (TableJournal journal = lead()) {
            journal.append(entries.next(2), START);
            journal.append(entries.next(2), START + 3_600_000);
            journal.publishHead();
        }
        for (String table : List.of("record", "record_2026_11", "seal", "head", "published_head")) {
            for (String statement : List.of("DELETE FROM %s", "TRUNCATE %s")) {
                String sql = statement.formatted(ground.table(table));
                assertThatThrownBy(() -> SERVER.execute(sql))
                        .as(sql)
                        .rootCause()
                        .hasMessageContaining("is refused");
            }
        }
        for (String sql : List.of(
                "UPDATE %s SET body = '{}'".formatted(ground.table("record")),
                "UPDATE %s SET hash = repeat('0', 64) WHERE seq = 1".formatted(ground.table("record_2026_11")),
                "UPDATE %s SET line = ''".formatted(ground.table("seal")),
                "UPDATE %s SET seq = seq - 1".formatted(ground.table("head")))) {
            assertThatThrownBy(() -> SERVER.execute(sql)).as(sql).rootCause().hasMessageContaining("is refused");
        }
        assertThat(records()).hasSize(4);
    }

    @Test
    void who_switches_the_guards_off_is_found_by_readers_and_by_the_next_leader() {
        try (TableJournal journal = lead()) {
            journal.append(entries.next(5), START);
        }
        String record = ground.table("record");
        String off = "ALTER TABLE %s DISABLE TRIGGER USER".formatted(ground.table("record_2026_11"));
        SERVER.execute(off);
        SERVER.execute("UPDATE %s SET body = replace(body, '{', '{ ') WHERE seq = 3".formatted(record));
        assertThatThrownBy(this::records)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the hash of record 3 does not match its content");
        SERVER.execute("UPDATE %s SET body = replace(body, '{ ', '{') WHERE seq = 3".formatted(record));
        assertThat(records()).hasSize(5);

        SERVER.execute("DELETE FROM %s WHERE seq = 5".formatted(record));
        assertThatThrownBy(this::records).isInstanceOf(InputException.class).hasMessageContaining("the tail is lost");
        assertThatThrownBy(this::lead).isInstanceOf(InputException.class);
    }

    @Test
    void with_a_key_the_published_head_has_to_be_signed_and_to_name_its_record() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Optional<HeadSigner> signer = Optional.of(new HeadSigner(pair.getPrivate()));
        try (TableJournal journal = TableJournal.open(ground.url(), ground.mint(), signer)) {
            journal.append(entries.next(5), START);
        }
        assertThat(verified(pair)).isInstanceOf(Verification.Sound.class);
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertThat(verified(other).toString()).contains("is not signed with the given key");

        // Whoever owns the tables cuts the last record and sets the head back.
        SERVER.execute("ALTER TABLE %s DISABLE TRIGGER USER".formatted(ground.table("record_2026_11")));
        SERVER.execute("ALTER TABLE %s DISABLE TRIGGER USER".formatted(ground.table("head")));
        SERVER.execute("DELETE FROM %s WHERE seq = 5".formatted(ground.table("record")));
        SERVER.execute("UPDATE %s SET seq = 4, hash = (SELECT hash FROM %s WHERE seq = 4)"
                .formatted(ground.table("head"), ground.table("record")));
        assertThat(verified(pair).toString()).contains("record 5 is not the one that the published head names");
    }

    private Verification verified(KeyPair pair) {
        try (JournalSource source = ground.source()) {
            return source.verify(new JournalVerifier.Terms(List.of(pair.getPublic()), List.of()));
        }
    }

    @Test
    void each_month_has_a_partition_made_before_it_begins() {
        List<String> months = List.of("2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z", "2027-03-05T00:00:00Z");
        try (TableJournal journal = lead()) {
            for (String month : months) {
                journal.append(entries.next(3), Instant.parse(month).toEpochMilli());
            }
        }
        assertThat(SERVER.count("SELECT count(*) FROM " + ground.table("record_2026_11")))
                .isEqualTo(3);
        assertThat(SERVER.count("SELECT count(*) FROM " + ground.table("record_2026_12")))
                .isEqualTo(3);
        assertThat(SERVER.count("SELECT count(*) FROM " + ground.table("record_2027_04")))
                .isZero();
        assertThat(SERVER.count("SELECT count(*) FROM pg_inherits WHERE inhparent = CAST('%s' AS regclass)"
                        .formatted(ground.table("record"))))
                .isEqualTo(5);
        assertThat(records()).hasSize(9);
    }

    @Test
    void a_clock_that_goes_back_records_nothing_before_what_stands() {
        try (TableJournal journal = lead()) {
            journal.append(entries.next(1), START + 7_200_000);
            journal.sealThrough(START + 14_400_000);
            journal.append(entries.next(1), START);
            journal.append(entries.next(1), START + 14_400_000);
            assertThat(journal.seals()).hasSize(2);
            assertThat(journal.seals().get(1).hourStartMillis()).isEqualTo(START + 10_800_000);
        }
    }
}
