package io.xisuan.cli.backup;

import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.StoreException;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code backup create}: one backup, or one after the other for as long as it runs. */
@Command(
        name = "create",
        description = {
            "Writes books and usage journal of one moment into a folder, the operator going on meanwhile.",
            "Sealed hours of the journal are kept once for all backups of a folder. With --every it goes on until it"
                    + " is stopped;",
            "one that fails is said and tried again within a minute. Nothing is encrypted: use an encrypted volume."
        },
        footer = {
            "",
            "Example: xisuan backup create --to /mnt/backup",
            "Example: xisuan backup create --data /var/lib/xisuan --to /backup --every 1h --keep-last 24 --keep-daily"
                    + " 14"
        },
        mixinStandardHelpOptions = true)
public final class BackupCreateCommand implements Callable<Integer> {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final Clock clock = Clock.systemUTC();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "The folder of backups, on another volume.")
    private Path to = Path.of("");

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = "Go on, and make one each 15m, 1h, 1d; at least 1m (default: one, and end).")
    private Optional<String> every = Optional.empty();

    @Mixin
    private RetentionOption keep = new RetentionOption();

    @Mixin
    private BackupPlace where = new BackupPlace();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Retention retention = keep.retention();
        if (every.isEmpty()) {
            once(retention);
            return ExitCode.DONE.code();
        }
        Duration pause = span(every.get());
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            boolean ended = never.await((tried(retention) ? pause : SHORTEST).toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                return ExitCode.DONE.code();
            }
        }
    }

    /** What is wrong now may be right in a minute: a database that is down, a volume that is full. */
    private boolean tried(Retention retention) {
        try {
            once(retention);
            return true;
        } catch (InputException | StoreException failed) {
            say(String.valueOf(failed.getMessage()));
            return false;
        } catch (UncheckedIOException failed) {
            say(BackupMaking.sentence(failed));
            return false;
        }
    }

    private void once(Retention retention) {
        BackupFolder folder = new BackupFolder(to);
        BackupSet set = made(folder, retention);
        int gone = pruned(folder, retention);
        Language language = output.language();
        Table.Builder table = BackupTable.begin(language);
        String pruned = gone == 0 ? "" : language.of("，清理 %d 份", ", pruned %d").formatted(gone);
        BackupTable.row(table, set, language.of("完成", "done") + pruned);
        output.print(set, table.build());
    }

    /** Where nothing can be written there may be room again once what no rule keeps went. */
    private BackupSet made(BackupFolder folder, Retention retention) {
        try {
            return make(folder);
        } catch (UncheckedIOException full) {
            if (pruned(folder, retention) == 0) {
                throw InputException.of(BackupMaking.sentence(full));
            }
        }
        try {
            return make(folder);
        } catch (UncheckedIOException full) {
            throw InputException.of(BackupMaking.sentence(full));
        }
    }

    private BackupSet make(BackupFolder folder) {
        return progress.during(
                output.language().of("备份账库与用量日志", "writing books and journal"),
                () -> new BackupMaking(where.place(), folder)
                        .make(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Pruning that fails is said, and the backup that was made stays one: making it again would only fill the volume. */
    private int pruned(BackupFolder folder, Retention retention) {
        if (!retention.prunes()) {
            return 0;
        }
        try {
            int gone = new BackupPruning(folder).prune(retention).size();
            folder.content().unreadable().forEach(this::say);
            return gone;
        } catch (InputException failed) {
            say(String.valueOf(failed.getMessage()));
            return 0;
        }
    }

    private void say(String sentence) {
        spec.commandLine().getErr().println("xisuan: " + sentence);
    }

    private static Duration span(String text) {
        if (!text.matches("[1-9][0-9]{0,4}[mhd]")) {
            throw InputException.of("--every: \"%s\" is no time as 15m, 1h or 1d".formatted(text));
        }
        String number = text.substring(0, text.length() - 1);
        String unit = text.substring(text.length() - 1).toUpperCase(Locale.ROOT);
        return Duration.parse(unit.equals("D") ? "P" + number + "D" : "PT" + number + unit);
    }
}
