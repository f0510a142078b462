package io.xisuan.cli.backup;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --from}, mixed into the commands that look at backups that are there. */
final class FromOption {
    @Option(
            names = "--from",
            required = true,
            paramLabel = "DIR",
            description = "The folder of backups, as \"backup create --to\" wrote it.")
    private Path from = Path.of("");

    BackupFolder folder() {
        return new BackupFolder(from);
    }
}
