package io.xisuan.cli.doctor;

import io.xisuan.billing.store.StoreLook;
import io.xisuan.billing.store.StoreUnreachableException;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Whether the store is there, of this program's version, sound, writable, with room, and backed up. */
final class StoreCheck {
    private static final long LOW_BYTES = 2_000_000_000;

    /** A day, and two hours for a backup that takes its time. */
    private static final Duration BACKUP = Duration.ofHours(26);

    private StoreCheck() {}

    static List<Finding> look(Ground ground) {
        List<Finding> findings = new ArrayList<>();
        try {
            StoreLook store = StoreLook.at(ground.jdbcUrl());
            findings.addAll(judge(store));
        } catch (StoreUnreachableException e) {
            findings.add(unreachable(ground, e));
        } catch (InputException e) {
            findings.add(missing(ground, e));
        }
        findings.add(backup(ground));
        return findings;
    }

    /** Returns what of a look is not in order; one finding that all is, where it is. */
    static List<Finding> judge(StoreLook store) {
        List<Finding> findings = new ArrayList<>();
        tables(store).ifPresent(findings::add);
        store.network()
                .ifPresent(kind -> findings.add(Finding.of(
                        Area.STORE,
                        Severity.ERROR,
                        store.place(),
                        new Words(
                                "放在网络文件系统上（%s）".formatted(kind), "lies on a network file system (%s)".formatted(kind)),
                        new Words(
                                "SQLite 在网络文件系统上会丢锁，账可能记错；operator 拒绝在上面启动",
                                "SQLite loses locks there and books could be wrong; the operator refuses to start on"
                                        + " it"),
                        "xisuan operator --db jdbc:sqlite:/LOCAL/DISK/xisuan.db")));
        store.damage().ifPresent(said -> findings.add(damaged(store, said)));
        store.unwritable()
                .ifPresent(why -> findings.add(Finding.of(
                        Area.STORE,
                        Severity.ERROR,
                        store.place(),
                        new Words("不能写入：" + why, "cannot be written: " + why),
                        new Words("任何作业都无法启动或结清", "no job can start, and none can be closed"),
                        store.file()
                                ? "ls -ld %s; df -h %s".formatted(store.place(), store.place())
                                : "psql -c 'SHOW transaction_read_only'")));
        low(Area.STORE, store.place(), store.freeBytes()).ifPresent(findings::add);
        if (findings.isEmpty()) {
            findings.add(Finding.ok(
                    Area.STORE,
                    store.place(),
                    "表版本 %d，完好，可写".formatted(store.current()),
                    "tables of version %d, sound and writable".formatted(store.current())));
        }
        return findings;
    }

    private static Finding damaged(StoreLook store, String said) {
        return Finding.of(
                Area.STORE,
                Severity.ERROR,
                store.place(),
                new Words("数据库文件已损坏：" + said, "the database is damaged: " + said),
                new Words("停止 operator，从备份恢复", "stop the operator and restore a backup"),
                "xisuan ledger restore --from FILE --db URL");
    }

    private static Optional<Finding> tables(StoreLook store) {
        OptionalInt tables = store.tables();
        if (tables.isEmpty()) {
            return Optional.of(Finding.of(
                    Area.STORE,
                    Severity.ERROR,
                    store.place(),
                    new Words("里面没有西算的表", "holds no database of xisuan"),
                    new Words("命令指向了别的数据库，或 operator 还没有启动过", "another database is named, or no operator has run yet"),
                    "xisuan operator --db URL"));
        }
        if (tables.getAsInt() == store.current()) {
            return Optional.empty();
        }
        boolean older = tables.getAsInt() < store.current();
        Words found = new Words(
                "表是版本 %d，本程序用版本 %d".formatted(tables.getAsInt(), store.current()),
                "has tables of version %d, this program uses %d".formatted(tables.getAsInt(), store.current()));
        return Optional.of(Finding.of(
                Area.STORE,
                older ? Severity.WARNING : Severity.ERROR,
                store.place(),
                found,
                older
                        ? new Words(
                                "operator 下次启动时自动升级；先备份",
                                "the operator brings them up to date when it starts; back up first")
                        : new Words(
                                "本程序比账本旧，不能读写",
                                "this program is older than the books and can neither read nor write them"),
                older ? "xisuan operator --db URL" : "xisuan version"));
    }

    /** Returns a finding where less is left than journal and store need to go on for long. */
    static Optional<Finding> low(Area area, String place, OptionalLong freeBytes) {
        if (freeBytes.isEmpty() || freeBytes.getAsLong() >= LOW_BYTES) {
            return Optional.empty();
        }
        long mib = freeBytes.getAsLong() >> 20;
        return Optional.of(Finding.of(
                area,
                mib < 200 ? Severity.ERROR : Severity.WARNING,
                place,
                new Words("所在的卷只剩 %,d MiB".formatted(mib), "%,d MiB are left on its volume".formatted(mib)),
                new Words("写满后 operator 停止，以免不计量地运行", "when it is full the operator ends rather than to run unmetered"),
                "df -h " + place));
    }

    private static Finding unreachable(Ground ground, StoreUnreachableException e) {
        return Finding.of(
                Area.STORE,
                Severity.ERROR,
                ground.shownUrl(),
                new Words("数据库没有回答：" + e.getMessage(), "the database does not answer: " + e.getMessage()),
                new Words("任何作业都无法启动或结清", "no job can start, and none can be closed"),
                "psql " + ground.shownUrl().replace("jdbc:", ""));
    }

    private static Finding missing(Ground ground, InputException e) {
        return Finding.of(
                Area.STORE,
                ground.named() ? Severity.ERROR : Severity.HINT,
                ground.shownUrl(),
                new Words("打不开：" + e.getMessage(), "cannot be opened: " + e.getMessage()),
                new Words(
                        "命令看不到账本；在 operator 的机器上运行，或用 --db 指明",
                        "the books are not seen from here: run this beside the operator, or name them with --db"),
                "xisuan doctor --db URL");
    }

    private static Finding backup(Ground ground) {
        if (ground.backups().isEmpty()) {
            return Finding.of(
                    Area.STORE,
                    Severity.HINT,
                    "backups",
                    new Words("不知道备份在哪里，没有检查", "it is not known where backups lie, so they were not looked at"),
                    new Words("用 --backups 指明备份目录", "name their folder with --backups"),
                    "xisuan doctor --only store --backups DIR");
        }
        Path folder = ground.backups().get();
        long age = ground.clock().millis() - newest(folder).orElse(0);
        if (age <= BACKUP.toMillis()) {
            return Finding.ok(
                    Area.STORE,
                    folder.toString(),
                    "最近的备份在 %d 小时之内".formatted(Math.ceilDiv(age, 3_600_000L)),
                    "the last backup is of the last %d hours".formatted(Math.ceilDiv(age, 3_600_000L)));
        }
        boolean none = newest(folder).isEmpty();
        return Finding.of(
                Area.STORE,
                none ? Severity.ERROR : Severity.WARNING,
                folder.toString(),
                none
                        ? new Words("没有任何备份", "there is no backup")
                        : new Words(
                                "最近的备份是 %d 小时之前".formatted(age / 3_600_000),
                                "the last backup is %d hours old".formatted(age / 3_600_000)),
                new Words("丢失磁盘就丢失其后的账", "a lost disk loses what was booked since"),
                "xisuan backup create --to " + folder);
    }

    /** Returns when the newest file of a folder, or of a folder in it, was written last. */
    private static OptionalLong newest(Path folder) {
        if (!Files.isDirectory(folder)) {
            return OptionalLong.empty();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(StoreCheck::writtenMillis)
                    .max();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long writtenMillis(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
