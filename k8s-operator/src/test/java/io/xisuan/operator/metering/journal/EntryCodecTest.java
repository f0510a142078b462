package io.xisuan.operator.metering.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryCodecTest {
    private static final int SEEDS = 5_000;

    private static JournalRecord stored(String body) {
        return new JournalRecord(1, EntryCodec.FORMAT, body, "0".repeat(64));
    }

    @Test
    void bytes_written_directly_are_those_of_the_tree_and_come_back() {
        for (long seed = 0; seed < SEEDS; seed++) {
            JournalEntry entry = new AnyEntries(seed).next();
            CanonicalBytes bytes = new CanonicalBytes(1);
            EntryWriter.write(bytes, entry);
            String tree = TreeEncoder.encode(entry);
            assertThat(bytes.toString()).as("seed %d", seed).isEqualTo(tree);
            assertThat(bytes.length()).as("seed %d", seed).isEqualTo(tree.getBytes(StandardCharsets.UTF_8).length);
            assertThat(EntryCodec.decode(stored(tree))).as("seed %d", seed).isEqualTo(entry);
        }
    }

    @Test
    void plain_usage_is_read_without_a_tree_and_anything_else_is_left_to_it() {
        JournalEntry entry = AnyEntries.usage(7);
        String body = EntryCodec.encode(entry);
        assertThat(UsageCursor.read(body)).contains(entry);
        assertThat(UsageCursor.read(body + " ")).isEmpty();
        assertThat(UsageCursor.read(body.replace("\"attempt\":1", "\"attempt\":01")))
                .isEmpty();
        assertThat(UsageCursor.read(body.replace("\"attempt\":1", "\"attempt\":99999999999")))
                .isEmpty();
        assertThat(UsageCursor.read(body.replace("BILLED", "GIVEN"))).isEmpty();
        for (int cut = 0; cut < body.length(); cut++) {
            assertThat(UsageCursor.read(body.substring(0, cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(Optional.empty());
        }
    }

    @Test
    void half_a_surrogate_pair_is_a_question_mark() {
        JournalEntry entry = new JournalEntry.Remark("LATE", "\uD83D", "x\uDE80y");
        assertThat(EntryCodec.encode(entry).getBytes(StandardCharsets.UTF_8))
                .isEqualTo(TreeEncoder.encode(entry).getBytes(StandardCharsets.UTF_8));
    }
}
