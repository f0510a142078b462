package io.xisuan.cli.backup;

import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.Backups;
import io.xisuan.billing.store.LedgerFilter;
import io.xisuan.billing.store.LedgerHead;
import io.xisuan.billing.store.LedgerView;
import io.xisuan.billing.store.Store;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.FolderLock;
import io.xisuan.operator.metering.journal.JournalBackup;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.postgresql.TableAdoption;
import io.xisuan.operator.metering.journal.postgresql.TableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Brings a backup back. What is there already is never written over: the same, or a journal that goes further, is kept; what is newer is
 * refused; what is older or of another history is refused too, or renamed where that was asked for. Can be run again after a crash.
 */
final class BackupRestoring {
    private final BackupFolder folder;
    private final BackupSet set;
    private final BackupPlace.Place place;
    private final Wish wish;

    /**
     * @param documents the operator's --copy folder, whose later documents keep their numbers
     * @param putAside whether what is older or other is renamed
     * @param language what refusals and positions are said in
     */
    record Wish(Optional<Path> documents, boolean putAside, Language language) {}

    /**
     * One of the two.
     *
     * @param part books or journal
     * @param present what was there
     * @param there where it ended
     * @param backup where the backup ends
     * @param place where it lies
     */
    record Part(String part, Present present, String there, String backup, String place) {
        boolean kept(boolean journal) {
            return present == Present.SAME || (journal && present == Present.NEWER);
        }

        /** Returns whether it is renamed where that was asked for. */
        boolean goes() {
            return present == Present.OLDER || present == Present.OTHER;
        }
    }

    BackupRestoring(BackupFolder folder, BackupSet set, BackupPlace.Place place, Wish wish) {
        this.folder = folder;
        this.set = set;
        this.place = place;
        this.wish = wish;
    }

    /**
     * Compares what is there with the backup, and changes nothing.
     *
     * @throws InputException when something is there that may not go, with the positions of both
     */
    List<Part> look() {
        Part journal = journal();
        Part books = books();
        for (Part part : List.of(books, journal)) {
            require(part, part.equals(journal));
        }
        return List.of(books, journal);
    }

    private void require(Part part, boolean journal) {
        if (part.present() == Present.NOTHING
                || part.kept(journal)
                || (part.goes() && wish.putAside() && !place.onServer())) {
            return;
        }
        throw InputException.of(
                say(
                                "%s（%s）%s：现有 %s，备份 %s 中 %s。什么都没有改变；%s",
                                "%s in %s %s: there %s, in backup %s %s. Nothing was changed; %s")
                        .formatted(
                                name(part.part(), wish.language()),
                                part.place(),
                                why(part.present()),
                                part.there(),
                                set.name(),
                                part.backup(),
                                part.goes() && !place.onServer()
                                        ? say("加 --put-aside 可将其改名后恢复", "--put-aside renames it and restores")
                                        : say(
                                                "若确定放弃，请自行移走，或恢复到别处",
                                                "if you mean to lose it, move it away yourself, or restore into another place")));
    }

    private String why(Present present) {
        return switch (present) {
            case NEWER -> say("比备份更新，恢复绝不会丢弃它", "goes further than the backup, and a restore never takes that away");
            case OLDER -> say("比备份更早结束", "ends before the backup does");
            case OTHER -> say("属于另一段历史，或已损坏", "is of another history, or damaged");
            case NOTHING, SAME -> say("已存在", "is there");
        };
    }

    private String say(String zh, String en) {
        return wish.language().of(zh, en);
    }

    /** Returns what books and journal are called. */
    static String name(String part, Language language) {
        return language.of(part.equals("journal") ? "用量日志" : "账库", part);
    }

    /** Restores what is not there; returns what was found before. */
    List<Part> run() {
        Optional<FolderLock> lock = lock();
        try {
            List<Part> parts = look();
            boolean books = !parts.getFirst().kept(false);
            boolean journal = !parts.getLast().kept(true) && set.journal().record() > 0;
            String stamp = ".aside-" + Instant.now().toEpochMilli();
            // A journal without books is refused by the next run of this; books without their journal would be an
            // operator's that starts.
            if (journal && !place.onServer()) {
                aside(place.journal(), sibling(place.journal(), stamp));
                journalInto(place.journal());
            }
            if (books) {
                asideBooks(stamp);
                Backups.restore(folder.of(set).resolve(BackupSet.BOOKS), place.url(), wish.documents());
            }
            if (journal && place.onServer()) {
                adopt();
            }
            return parts;
        } finally {
            lock.ifPresent(FolderLock::close);
        }
    }

    private Optional<FolderLock> lock() {
        try {
            if (place.onServer() && !Files.isDirectory(place.data())) {
                return Optional.empty();
            }
            Files.createDirectories(place.data());
            return Optional.of(FolderLock.take(place.data().resolve("operator.lock"))
                    .orElseThrow(() ->
                            InputException.of(say("有 operator 正在使用 %s：请先停止它", "an operator works in %s: stop it first")
                                    .formatted(place.data()))));
        } catch (IOException e) {
            throw InputException.of("--data: %s cannot be written: %s".formatted(place.data(), e.getMessage()));
        }
    }

    /** Puts it together beside, reads all of it, and gives it its name when it is whole. */
    private void journalInto(Path target) {
        Path beside = target.resolveSibling(target.getFileName() + ".restoring");
        if (Files.exists(beside)) {
            BackupFolder.delete(beside);
        }
        boolean whole = false;
        try {
            folder.journal(set).restore(folder.of(set), set.journal().extent(), beside);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            whole = true;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(target), e);
        } finally {
            if (!whole && Files.exists(beside)) {
                BackupFolder.delete(beside);
            }
        }
    }

    private void adopt() {
        try {
            Path aside = Files.createTempDirectory("xisuan-journal-");
            try {
                Path whole = aside.resolve("journal");
                journalInto(whole);
                TableAdoption.adopt(whole, place.url(), Instant.now().toEpochMilli());
            } finally {
                BackupFolder.delete(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the journal can be made", e);
        }
    }

    private static void aside(Path path, Path to) {
        if (Files.exists(path)) {
            try {
                Files.move(path, to, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException("%s cannot be renamed".formatted(path), e);
            }
        }
    }

    private static Path sibling(Path path, String end) {
        return path.resolveSibling(path.getFileName() + end);
    }

    /** SQLite looks for what was not yet in a file under that file's name: both keep belonging together. */
    private void asideBooks(String stamp) {
        file().ifPresent(file -> {
            for (String end : List.of("", "-wal", "-shm")) {
                aside(sibling(file, end), sibling(file, stamp + end));
            }
        });
    }

    private Optional<Path> file() {
        String prefix = "jdbc:sqlite:";
        return place.url().startsWith(prefix)
                ? Optional.of(Path.of(place.url().substring(prefix.length())))
                : Optional.empty();
    }

    private Part books() {
        String backup = say("账簿第 %d 笔，%d 份单据", "ledger entry %d, %d documents")
                .formatted(set.books().entry(), set.books().documents());
        if (file().filter(Files::notExists).isPresent()) {
            return new Part("books", Present.NOTHING, "", backup, place.books());
        }
        try (Store store = Store.openReadOnly(place.url())) {
            LedgerHead head = LedgerView.head(store);
            return new Part(
                    "books",
                    compared(store, head),
                    say("账簿第 %d 笔", "ledger entry %d").formatted(head.seq()),
                    backup,
                    place.books());
        } catch (InputException unreadable) {
            boolean empty = place.onServer();
            return new Part(
                    "books",
                    empty ? Present.NOTHING : Present.OTHER,
                    empty ? "" : String.valueOf(unreadable.getMessage()),
                    backup,
                    place.books());
        }
    }

    private Present compared(Store store, LedgerHead head) {
        long entry = set.books().entry();
        if (head.seq() < entry) {
            return Present.OLDER;
        }
        String there = entry == head.seq()
                ? head.hash()
                : entry == 0
                        ? set.books().hash()
                        : LedgerView.entries(store, new LedgerFilter(Optional.empty(), entry, entry))
                                .getFirst()
                                .hash();
        if (!there.equals(set.books().hash())) {
            return Present.OTHER;
        }
        return head.seq() == entry ? Present.SAME : Present.NEWER;
    }

    private Part journal() {
        String where = place.onServer() ? place.books() : place.journal().toString();
        String backup = say("第 %d 条记录", "record %d").formatted(set.journal().record());
        try {
            Optional<JournalSource> opened = openPresent();
            if (opened.isEmpty()) {
                return new Part("journal", Present.NOTHING, "", backup, where);
            }
            try (JournalSource source = opened.get()) {
                JournalHead head = source.head();
                return new Part(
                        "journal",
                        compared(source, head),
                        say("第 %d 条记录", "record %d").formatted(head.seq()),
                        backup,
                        where);
            }
        } catch (InputException unreadable) {
            return new Part("journal", Present.OTHER, String.valueOf(unreadable.getMessage()), backup, where);
        }
    }

    private Optional<JournalSource> openPresent() {
        if (!place.onServer()) {
            return place.openJournal();
        }
        try {
            return Optional.of(TableSource.open(place.url()));
        } catch (InputException none) {
            return Optional.empty();
        }
    }

    private Present compared(JournalSource source, JournalHead head) {
        JournalHead end = set.journal().extent().head();
        if (head.seq() == 0) {
            return end.seq() == 0 ? Present.SAME : Present.NOTHING;
        }
        if (head.seq() < end.seq()) {
            JournalBackup journal = folder.journal(set);
            return journal.hash(folder.of(set), set.journal().extent(), head.seq())
                            .equals(Optional.of(head.hash()))
                    ? Present.OLDER
                    : Present.OTHER;
        }
        boolean has = end.seq() == 0
                || source.find(end.seq())
                        .filter(record -> record.hash().equals(end.hash()))
                        .isPresent();
        if (!has) {
            return Present.OTHER;
        }
        return head.seq() == end.seq() ? Present.SAME : Present.NEWER;
    }

    /** Returns what was done to each part; scripts read the English words. */
    static String deed(Part part, boolean dryRun, Language language) {
        if (part.kept(part.part().equals("journal"))) {
            return part.present() == Present.NEWER
                    ? language.of("保留（比备份更新）", "kept, goes further")
                    : language.of("保留（与备份相同）", "kept, the same");
        }
        String done = part.present() == Present.NOTHING
                ? language.of("恢复", "restored")
                : language.of("改名放在一边并恢复", "put aside and restored");
        return (dryRun ? language.of("将", "would be ") : language.of("已", "")) + done;
    }
}
