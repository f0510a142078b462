package io.xisuan.cli.backup;

import io.xisuan.model.InputException;
import picocli.CommandLine.Option;

/** The options {@code --keep-...}, mixed into the commands that prune backups. */
final class RetentionOption {
    @Option(names = "--keep-last", paramLabel = "N", description = "Keep the last N backups.")
    private int last;

    @Option(
            names = "--keep-daily",
            paramLabel = "N",
            description = "Keep the last backup of each of the last N days that have one.")
    private int daily;

    @Option(
            names = "--keep-monthly",
            paramLabel = "N",
            description = "Keep the last backup of each of the last N months that have one.")
    private int monthly;

    Retention retention() {
        try {
            return new Retention(last, daily, monthly);
        } catch (IllegalArgumentException e) {
            throw InputException.of("--keep-last, --keep-daily, --keep-monthly: " + e.getMessage());
        }
    }
}
