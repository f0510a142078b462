package io.xisuan.cli.backup;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ConsentOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code backup restore}: books and journal back to where they were. */
@Command(
        name = "restore",
        description = {
            "Brings books and journal of a backup back, into either kind of database; stop the operator first.",
            "Nothing is written over: what is there and goes further is refused with both positions; a journal that"
                    + " goes further is kept.",
            "Operators of the time before are refused afterwards. Safe to run again after a crash."
        },
        footer = {
            "",
            "Example: xisuan backup restore --from /mnt/backup --data /var/lib/xisuan --copy /mnt/archive/xisuan",
            "Example: xisuan backup restore --from /mnt/backup xisuan-20261129T090000Z --db"
                    + " jdbc:postgresql://db:5432/new"
        },
        mixinStandardHelpOptions = true)
public final class BackupRestoreCommand implements Callable<Integer> {
    @Mixin
    private FromOption from = new FromOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "latest",
            description = "Which one (default: latest).")
    private String name = "latest";

    @Mixin
    private BackupPlace where = new BackupPlace();

    @Option(
            names = "--copy",
            paramLabel = "DIR",
            description = "The operator's --copy folder: documents issued after the backup keep their numbers.")
    private Optional<Path> copy = Optional.empty();

    @Option(
            names = "--put-aside",
            description =
                    "Rename what is there and ends earlier, or is of another history; never what goes further. Files"
                            + " only.")
    private boolean putAside;

    @Option(names = "--dry-run", description = "Compare and check, and change nothing.")
    private boolean dryRun;

    @Mixin
    private ConsentOption consent = new ConsentOption();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    /** The result as JSON shows it. */
    record Restored(boolean dryRun, BackupSet backup, List<Deed> parts) {}

    /** What was done to books or journal. */
    record Deed(String part, String place, String deed, String there, String backup) {}

    @Override
    public Integer call() {
        Language language = output.language();
        BackupFolder folder = from.folder();
        BackupSet set = folder.find(name);
        progress.during(
                        language.of("校验备份 %s", "checking %s").formatted(set.name()),
                        () -> new BackupChecking(folder).problem(set))
                .ifPresent(problem -> {
                    throw InputException.of(
                            language.of("%s 不能恢复：%s。什么都没有改变", "%s cannot be restored: %s. Nothing was changed")
                                    .formatted(set.name(), problem));
                });
        BackupRestoring restoring =
                new BackupRestoring(folder, set, where.place(), new BackupRestoring.Wish(copy, putAside, language));
        String doing = language.of("恢复 %s", "restoring %s").formatted(set.name());
        if (putAside && !dryRun && !consented(progress.during(doing, restoring::look))) {
            output.output().say(language.of("什么都没有改变", "Nothing was changed"));
            return ExitCode.ANSWER_IS_NO.code();
        }
        List<BackupRestoring.Part> parts = progress.during(doing, dryRun ? restoring::look : restoring::run);
        print(set, parts);
        return ExitCode.DONE.code();
    }

    /** Asks before something that is there gets another name. */
    private boolean consented(List<BackupRestoring.Part> parts) {
        List<String> aside = parts.stream()
                .filter(BackupRestoring.Part::goes)
                .map(BackupRestoring.Part::place)
                .toList();
        return aside.isEmpty()
                || consent.given(
                        output.language()
                                .of("将把现有的 %s 改名放在一边，再恢复备份。", "This renames what is in %s, and restores the backup.")
                                .formatted(String.join(", ", aside)),
                        output.language());
    }

    private void print(BackupSet set, List<BackupRestoring.Part> parts) {
        Language language = output.language();
        List<Deed> deeds = parts.stream().map(this::deed).toList();
        Table.Builder table = Table.of(
                Column.name("part", language.of("部分", "part")),
                Column.text("deed", language.of("结果", "what was done")),
                Column.text("there", language.of("原有至", "ended before at")),
                Column.text("backup", language.of("备份至", "ends in the backup at")),
                Column.name("place", language.of("位置", "place")));
        parts.forEach(part -> table.row(
                BackupRestoring.name(part.part(), language),
                BackupRestoring.deed(part, dryRun, language),
                part.there(),
                part.backup(),
                part.place()));
        output.print(new Restored(dryRun, set, deeds), table.build());
        if (!dryRun) {
            output.output()
                    .say(language.of(
                            "接下来：xisuan ledger verify；然后启动 operator",
                            "Next: xisuan ledger verify; then start the operator"));
        }
    }

    private Deed deed(BackupRestoring.Part part) {
        return new Deed(
                part.part(),
                part.place(),
                BackupRestoring.deed(part, dryRun, Language.EN),
                part.there(),
                part.backup());
    }
}
