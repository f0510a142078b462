package io.xisuan.cli.backup;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code backup prune}: deletes backups that no rule keeps. */
@Command(
        name = "prune",
        description = {
            "Deletes backups that no --keep option keeps; the newest is always kept, days and months are those of"
                    + " Beijing time.",
            "Sealed hours of the journal stay: every later backup needs them."
        },
        footer = {
            "",
            "Example: xisuan backup prune --from /mnt/backup --keep-last 24 --keep-daily 14 --keep-monthly 12 --dry-run"
        },
        mixinStandardHelpOptions = true)
public final class BackupPruneCommand implements Runnable {
    @Mixin
    private FromOption from = new FromOption();

    @Mixin
    private RetentionOption keep = new RetentionOption();

    @Option(names = "--dry-run", description = "Say what would go, and delete nothing.")
    private boolean dryRun;

    @Mixin
    private OutputOption output = new OutputOption();

    /** The result as JSON shows it. */
    record Pruned(boolean dryRun, List<BackupSet> deleted) {}

    @Override
    public void run() {
        Retention retention = keep.retention();
        if (!retention.prunes()) {
            throw InputException.of(
                    "backup prune: say what is kept, as --keep-last 24 --keep-daily 14 --keep-monthly 12");
        }
        BackupPruning pruning = new BackupPruning(from.folder());
        List<BackupSet> gone = dryRun ? pruning.going(retention) : pruning.prune(retention);
        Language language = output.language();
        Table.Builder table = BackupTable.begin(language);
        String state = dryRun ? language.of("将删除", "would be deleted") : language.of("已删除", "deleted");
        gone.forEach(set -> BackupTable.row(table, set, state));
        output.print(new Pruned(dryRun, gone), table.build());
        output.output().say(language.of("%d 份", "%d backups").formatted(gone.size()));
    }
}
