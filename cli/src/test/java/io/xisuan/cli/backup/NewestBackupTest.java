package io.xisuan.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.metrics.NewestBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator tells of a folder of backups is what {@code backup create} wrote there. */
class NewestBackupTest {
    @TempDir
    private Path work;

    @Test
    void it_is_the_second_in_which_the_newest_whole_backup_was_begun() throws IOException {
        BackupFolder folder = new BackupFolder(work);
        Instant first = Instant.parse("2026-11-29T09:00:00.123Z");
        Instant second = Instant.parse("2026-11-29T10:00:00.999Z");
        for (Instant at : new Instant[] {first, second, second}) {
            Files.createDirectories(work.resolve(folder.newName(at)));
        }
        Files.createDirectories(folder.making(folder.newName(Instant.parse("2026-11-29T11:00:00Z"))));
        Files.createDirectories(work.resolve("journal"));
        Files.createDirectories(work.resolve("xisuan-20261399T000000Z"));

        assertThat(NewestBackup.epochSeconds(work)).isEqualTo((double) second.getEpochSecond());
    }

    @Test
    void it_is_nought_while_there_is_none_or_no_folder() {
        assertThat(NewestBackup.epochSeconds(work)).isZero();
        assertThat(NewestBackup.epochSeconds(work.resolve("missing"))).isZero();
    }
}
