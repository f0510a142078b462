package io.xisuan.operator.metering.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of every store of the journal: the port's promises, and what becomes of them when the leader changes. */
public abstract class UsageJournalSuite {
    private static final long SEED = 1_618L;
    private static final long START = 1_793_491_200_000L;
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before each test
    private JournalGround ground;

    /** Returns a ground on which nobody has written yet. */
    protected abstract JournalGround ground(Path empty);

    @BeforeEach
    void open() {
        ground = ground(folder);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    private JournalGround.Leader lead() {
        return ground.lead(Optional.empty()).orElseThrow();
    }

    private List<JournalRecord> records(long from) {
        List<JournalRecord> records = new ArrayList<>();
        try (JournalSource source = ground.source()) {
            source.readFrom(from, records::add);
        }
        return records;
    }

    private List<JournalEntry> entries() {
        return records(1).stream().map(EntryCodec::decode).toList();
    }

    private static List<JournalEntry> read(UsageJournal journal) {
        List<JournalEntry> entries = new ArrayList<>();
        journal.read(stored -> entries.add(EntryCodec.decode(stored)));
        return entries;
    }

    /** Entries that decode to themselves: without half a surrogate. */
    private static List<JournalEntry> some(int entries, long seed) {
        return new RandomEntries(seed)
                .next(entries * 2).stream()
                        .filter(entry -> !entry.toString().contains("half"))
                        .limit(entries)
                        .toList();
    }

    @Test
    void what_is_appended_is_read_again_in_order_also_by_the_next_leader() {
        List<JournalEntry> all = some(60, SEED);
        try (JournalGround.Leader leader = lead()) {
            assertThat(leader.journal().head()).isEqualTo(JournalHead.EMPTY);
            leader.journal().append(all.subList(0, 25), START);
            leader.journal().append(all.subList(25, 26), START + HOUR);
            assertThat(read(leader.journal())).as("seed %d", SEED).isEqualTo(all.subList(0, 26));
        }
        try (JournalGround.Leader leader = lead()) {
            assertThat(leader.journal().head().seq()).isEqualTo(26);
            JournalHead head = leader.journal().append(all.subList(26, 60), START + 50 * HOUR);
            assertThat(leader.journal().head()).isEqualTo(head);
            assertThat(read(leader.journal())).as("seed %d", SEED).isEqualTo(all);
        }
        assertThat(entries()).as("seed %d", SEED).isEqualTo(all);
    }

    @Test
    void a_reader_begins_at_any_record_and_finds_one_by_its_number() {
        try (JournalGround.Leader leader = lead()) {
            leader.journal().append(some(9, SEED), START);
            leader.journal().append(some(3, SEED + 1), START + 30 * HOUR);
        }
        List<JournalRecord> all = records(1);
        for (int from = 1; from <= 13; from++) {
            assertThat(records(from)).as("from %d", from).isEqualTo(all.subList(from - 1, 12));
        }
        try (JournalSource source = ground.source()) {
            assertThat(source.find(7)).contains(all.get(6));
            assertThat(source.find(13)).isEmpty();
            assertThat(source.head())
                    .isEqualTo(new JournalHead(12, all.getLast().hash()));
        }
    }

    @Test
    void an_append_of_nothing_changes_nothing() {
        try (JournalGround.Leader leader = lead()) {
            JournalHead head = leader.journal().append(some(2, SEED), START);
            assertThat(leader.journal().append(List.of(), START + HOUR)).isEqualTo(head);
        }
        assertThat(records(1)).hasSize(2);
    }

    @Test
    void a_closed_journal_takes_nothing_more() {
        JournalGround.Leader leader = lead();
        UsageJournal journal = leader.journal();
        journal.append(some(2, SEED), START);
        leader.close();
        assertThatThrownBy(() -> journal.append(some(1, SEED), START)).isInstanceOf(IllegalStateException.class);
        assertThat(records(1)).hasSize(2);
    }

    @Test
    void readers_work_while_the_writer_does() {
        try (JournalGround.Leader leader = lead()) {
            for (int i = 1; i <= 20; i++) {
                leader.journal().append(some(3, SEED + i), START + i * HOUR);
                assertThat(records(1)).hasSize(3 * i);
            }
        }
    }

    @Test
    void a_leader_that_was_killed_is_followed_where_it_ended() {
        JournalGround.Leader killed = lead();
        JournalHead head = killed.journal().append(some(5, SEED), START);
        killed.die();
        try (JournalGround.Leader next = lead()) {
            assertThat(next.journal().head()).isEqualTo(head);
            next.journal().append(some(2, SEED + 1), START);
        }
        assertThat(records(1)).hasSize(7);
    }

    @Test
    void of_two_who_would_lead_one_writes() {
        try (JournalGround.Leader first = lead()) {
            JournalHead head = first.journal().append(some(4, SEED), START);
            Optional<JournalGround.Leader> second = ground.lead(Optional.empty());
            if (second.isEmpty()) {
                assertThat(first.journal().append(some(1, SEED + 1), START).seq())
                        .isEqualTo(5);
                return;
            }
            try (JournalGround.Leader leader = second.get()) {
                assertThatThrownBy(() -> first.journal().append(some(1, SEED + 1), START))
                        .isInstanceOf(RuntimeException.class);
                assertThat(leader.journal().head()).isEqualTo(head);
                assertThat(leader.journal().append(some(2, SEED + 2), START).seq())
                        .isEqualTo(6);
                assertThatThrownBy(() -> first.journal().append(some(1, SEED + 1), START))
                        .isInstanceOf(IllegalStateException.class);
            }
            assertThat(records(1)).hasSize(6);
        }
    }
}
