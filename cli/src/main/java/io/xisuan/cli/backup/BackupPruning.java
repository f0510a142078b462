package io.xisuan.cli.backup;

import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.FolderLock;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Deletes the backups that no rule keeps, and pools of the journal that none of those left needs. */
final class BackupPruning {
    private final BackupFolder folder;

    BackupPruning(BackupFolder folder) {
        this.folder = folder;
    }

    /** Returns those that would go. */
    List<BackupSet> going(Retention retention) {
        List<BackupSet> sets = folder.content().sets();
        List<Instant> kept = retention.kept(sets.stream().map(BackupSet::madeAt).toList());
        return sets.stream().filter(set -> !kept.contains(set.madeAt())).toList();
    }

    /**
     * Deletes them and returns them. Folders that cannot be read stay, and every pool with them: nobody knows which they need.
     *
     * @throws InputException when something cannot be deleted
     */
    List<BackupSet> prune(Retention retention) {
        FolderLock lock = folder.take();
        try {
            List<BackupSet> going = going(retention);
            going.forEach(folder::remove);
            BackupFolder.Content left = folder.content();
            if (left.unreadable().isEmpty()) {
                folder.removeUnusedPools(left.sets());
            }
            return going;
        } catch (UncheckedIOException e) {
            throw InputException.of(BackupMaking.sentence(e));
        } finally {
            lock.close();
        }
    }
}
