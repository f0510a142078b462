package io.xisuan.cli.backup;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code backup list}: the backups of a folder and where each ends. */
@Command(
        name = "list",
        description =
                "Lists the backups of a folder, oldest first, and where books and journal end in each; exit code 1"
                        + " when there is none.",
        footer = {"", "Example: xisuan backup list --from /mnt/backup -o json"},
        mixinStandardHelpOptions = true)
public final class BackupListCommand implements Callable<Integer> {
    @Mixin
    private FromOption from = new FromOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        List<BackupSet> sets = from.folder().sets();
        Table.Builder table = BackupTable.begin(output.language());
        sets.forEach(set -> BackupTable.row(table, set, ""));
        output.print(sets, table.build());
        return (sets.isEmpty() ? ExitCode.ANSWER_IS_NO : ExitCode.DONE).code();
    }
}
