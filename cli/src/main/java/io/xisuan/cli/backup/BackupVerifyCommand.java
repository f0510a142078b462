package io.xisuan.cli.backup;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Table;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code backup verify}: whether a backup is what was written, and with {@code --deep} whether it can be restored. */
@Command(
        name = "verify",
        description =
                "Checks a backup's files, books, journal and that they belong together; exit code 1 with the first"
                        + " thing that is wrong.",
        footer = {
            "",
            "Example: xisuan backup verify --from /mnt/backup --deep",
            "Example: xisuan backup verify --from /mnt/backup xisuan-20261129T090000Z -o json",
            "With --deep it is restored into a folder of $TMPDIR that goes away again, and the books are verified"
                    + " there."
        },
        mixinStandardHelpOptions = true)
public final class BackupVerifyCommand implements Callable<Integer> {
    @Mixin
    private FromOption from = new FromOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "latest",
            description = "Which one (default: latest).")
    private String name = "latest";

    @Option(names = "--deep", description = "Restore it on trial too.")
    private boolean deep;

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    /** The result as JSON shows it. */
    record Verified(boolean ok, boolean restored, BackupSet backup, Optional<String> problem) {}

    @Override
    public Integer call() {
        BackupFolder folder = from.folder();
        BackupSet set = folder.find(name);
        BackupChecking checking = new BackupChecking(folder);
        Optional<String> problem = progress.during(
                output.language().of("校验备份 %s", "checking %s").formatted(set.name()), () -> checking.problem(set));
        if (problem.isEmpty() && deep) {
            problem = progress.during(
                    output.language().of("试恢复 %s", "restoring %s on trial").formatted(set.name()),
                    () -> checking.restoreProblem(set));
        }
        boolean ok = problem.isEmpty();
        Language language = output.language();
        Table.Builder table = BackupTable.begin(language);
        BackupTable.row(
                table,
                set,
                problem.orElse(
                        deep ? language.of("完好，试恢复成功", "sound, restored on trial") : language.of("完好", "sound")));
        output.print(new Verified(ok, ok && deep, set, problem), table.build());
        return (ok ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }
}
