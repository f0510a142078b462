package io.xisuan.cli.backup;

import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.FolderLock;
import io.xisuan.operator.metering.journal.HourSeal;
import io.xisuan.operator.metering.journal.JournalBackup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of backups: one folder for each, and pools of sealed hours of the journal that they share. A backup has its name when it is whole;
 * what a process that was killed left is deleted by the next one that writes here.
 */
public final class BackupFolder {
    private static final String PREFIX = "xisuan-";
    private static final String MAKING = ".making-";
    private static final String POOL = "journal";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;

    public BackupFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Returns the backups, oldest first; one that says nothing sound about itself is refused by its own reading, not here. */
    public List<BackupSet> sets() {
        return names().stream()
                .map(name -> BackupSet.read(folder.resolve(name)))
                .sorted(Comparator.comparing(BackupSet::madeAt).thenComparing(BackupSet::name))
                .toList();
    }

    /**
     * What is there.
     *
     * @param sets the backups, oldest first
     * @param unreadable what is wrong with each folder that has a backup's name and says nothing sound about itself
     */
    record Content(List<BackupSet> sets, List<String> unreadable) {
        Content {
            sets = List.copyOf(sets);
            unreadable = List.copyOf(unreadable);
        }
    }

    /** Returns what is there; a folder that cannot be read stands in the way of no other. */
    Content content() {
        List<BackupSet> sets = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (String name : names()) {
            try {
                sets.add(BackupSet.read(folder.resolve(name)));
            } catch (InputException wrong) {
                unreadable.add(String.valueOf(wrong.getMessage()));
            }
        }
        sets.sort(Comparator.comparing(BackupSet::madeAt).thenComparing(BackupSet::name));
        return new Content(sets, unreadable);
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            throw InputException.of(
                    "There is no folder %s: name the one that \"backup create --to\" wrote".formatted(folder));
        }
        return children().stream().filter(name -> name.startsWith(PREFIX)).toList();
    }

    private List<String> children() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    /**
     * Returns a backup by its name, or the newest for {@code latest}.
     *
     * @throws InputException naming those that are there when there is no such one
     */
    BackupSet find(String name) {
        List<String> names = names();
        if (names.isEmpty()) {
            throw InputException.of(
                    "%s holds no backup: make one with \"xisuan backup create --to %s\"".formatted(folder, folder));
        }
        String wanted = name.equals("latest") ? Collections.max(names) : name;
        if (!names.contains(wanted)) {
            throw InputException.of("%s holds no backup %s; the newest are %s"
                    .formatted(
                            folder,
                            name,
                            String.join(", ", names.subList(Math.max(0, names.size() - 3), names.size()))));
        }
        return BackupSet.read(folder.resolve(wanted));
    }

    Path path() {
        return folder;
    }

    Path of(BackupSet set) {
        return folder.resolve(set.name());
    }

    JournalBackup journal(BackupSet set) {
        return new JournalBackup(folder.resolve(set.journal().pool()));
    }

    Path pool(String name) {
        return folder.resolve(name);
    }

    /** Returns the pool that a journal with these seals goes on in: the last one, or a new one where that is another journal's. */
    String poolFor(List<HourSeal> seals) {
        List<String> pools = pools();
        if (pools.isEmpty()) {
            return POOL;
        }
        String last = pools.getLast();
        return new JournalBackup(folder.resolve(last)).fits(seals) ? last : after(last);
    }

    /** Earlier pools may be gone, so the number goes on from the last one's. */
    private static String after(String pool) {
        int number = pool.equals(POOL) ? 1 : Integer.parseInt(pool.substring(POOL.length() + 1));
        return POOL + "-" + (number + 1);
    }

    private List<String> pools() {
        return children().stream()
                .filter(name -> name.matches(POOL + "(-[0-9]+)?"))
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Takes the folder for one who writes in it, and clears away what a process that was killed left. */
    FolderLock take() {
        try {
            Files.createDirectories(folder);
            FolderLock lock = FolderLock.take(folder.resolve("backup.lock"))
                    .orElseThrow(() -> InputException.of(
                            "another process makes or prunes backups in %s: wait for it".formatted(folder)));
            for (String left :
                    children().stream().filter(name -> name.startsWith(MAKING)).toList()) {
                delete(folder.resolve(left));
            }
            return lock;
        } catch (IOException e) {
            throw InputException.of("%s cannot be written: %s".formatted(folder, e.getMessage()));
        }
    }

    /** Returns a name that no backup has: the second, and a number from the second one in it on. */
    String newName(Instant at) {
        String second = PREFIX + STAMP.format(at);
        String name = second;
        for (int n = 2; Files.exists(folder.resolve(name)); n++) {
            name = second + "-" + n;
        }
        return name;
    }

    Path making(String name) {
        return folder.resolve(MAKING + name);
    }

    /** Deletes a backup: it loses its name first, so that no half of one ever has one. */
    void remove(BackupSet set) {
        Path going = making(set.name());
        try {
            Files.move(of(set), going);
            delete(going);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be deleted".formatted(of(set)), e);
        }
    }

    /** Deletes pools that no backup needs, but the last one, which the next backup goes on in. */
    void removeUnusedPools(List<BackupSet> kept) {
        List<String> pools = pools();
        for (String pool : pools.subList(0, Math.max(0, pools.size() - 1))) {
            if (kept.stream().noneMatch(set -> set.journal().pool().equals(pool))) {
                delete(folder.resolve(pool));
            }
        }
    }

    static void delete(Path whole) {
        try (Stream<Path> all = Files.walk(whole)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be deleted".formatted(whole), e);
        }
    }

    /** Returns the newest backup that can be read, where there is one. */
    public static Optional<BackupSet> newest(Path folder) {
        return Files.isDirectory(folder)
                ? new BackupFolder(folder).content().sets().stream().reduce((older, newer) -> newer)
                : Optional.empty();
    }
}
