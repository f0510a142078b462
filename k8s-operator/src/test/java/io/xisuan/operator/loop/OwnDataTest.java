package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.store.JournalPosition;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.HeadSigner;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalKeys;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.JournalVerifier;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.journal.Verification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's folder: one writer, one key, and a journal that agrees with the store. */
class OwnDataTest {
    private static final long NOW = 1_795_558_659_000L;

    @TempDir
    Path folder;

    @Test
    void a_folder_has_one_operator_at_a_time() {
        DataFolder held = DataFolder.take(folder);
        assertThatThrownBy(() -> DataFolder.take(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("another operator works in");
        held.close();
        DataFolder.take(folder).close();
    }

    @Test
    void the_journals_key_is_made_once_and_is_its_owners_alone() throws Exception {
        HeadSigner first = JournalKeys.open(folder);
        String key = Files.readString(folder.resolve("journal.key"), StandardCharsets.US_ASCII);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("journal.key"))))
                .isEqualTo("rw-------");
        JournalKeys.open(folder);
        assertThat(Files.readString(folder.resolve("journal.key"), StandardCharsets.US_ASCII))
                .isEqualTo(key);

        Path journal = folder.resolve("journal");
        try (SegmentJournal written = SegmentJournal.open(journal, new JournalOptions(true, Optional.of(first)))) {
            written.append(List.of(new JournalEntry.Remark("TEST", "node", "seen")), NOW);
        }
        assertThat(JournalVerifier.verify(journal, Optional.of(publicKey()))).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void a_key_that_is_none_is_said_and_not_replaced() throws Exception {
        Files.writeString(folder.resolve("journal.key"), "no key", StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> JournalKeys.open(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("holds no Ed25519 key");
        assertThat(Files.readString(folder.resolve("journal.key"), StandardCharsets.US_ASCII))
                .isEqualTo("no key");
    }

    @Test
    void a_journal_that_is_not_the_billed_one_is_refused_with_both_positions() {
        try (SegmentJournal journal = SegmentJournal.open(folder.resolve("j"), JournalOptions.durable())) {
            JournalHead head = journal.append(List.of(new JournalEntry.Remark("TEST", "node", "seen")), NOW);
            JournalSource source = JournalSource.folder(folder.resolve("j"));
            JournalAgreement.require(source, Optional.empty());
            JournalAgreement.require(source, Optional.of(new JournalPosition(1, head.hash())));
            String other = "f".repeat(64);
            assertThatThrownBy(() -> JournalAgreement.require(source, Optional.of(new JournalPosition(1, other))))
                    .isInstanceOf(CannotRun.class)
                    .hasMessageContaining("record 1 (ffffffffffff)")
                    .hasMessageContaining(
                            "has another record there (" + head.hash().substring(0, 12));
            assertThatThrownBy(() -> JournalAgreement.require(source, Optional.of(new JournalPosition(9, other))))
                    .isInstanceOf(CannotRun.class)
                    .hasMessageContaining("record 9")
                    .hasMessageContaining("ends at record 1")
                    .hasMessageContaining("xisuan journal adopt --from DIR --db URL");
        }
    }

    private PublicKey publicKey() throws Exception {
        String text = Files.readString(folder.resolve("journal.pub"), StandardCharsets.US_ASCII)
                .strip();
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    }
}
