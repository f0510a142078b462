package io.xisuan.billing.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a store is, for people who look: what an opening would refuse is told instead of thrown. Nothing is made and no table is
 * changed.
 *
 * @param place for messages, without a password
 * @param file whether it is a file, which one operator has; else a server
 * @param tables the version of its tables; empty where it has none of ours
 * @param current the version that this program reads and writes
 * @param network the kind of the network file system that it lies on
 * @param freeBytes what is left on its volume, where it is a file
 * @param unwritable why nothing can be written
 * @param damage what the database itself finds wrong with its pages
 */
public record StoreLook(
        String place,
        boolean file,
        OptionalInt tables,
        int current,
        Optional<String> network,
        OptionalLong freeBytes,
        Optional<String> unwritable,
        Optional<String> damage) {
    /** What is looked at in one connection. */
    private record Inside(OptionalInt tables, Optional<String> damage) {}

    /**
     * Looks at a store.
     *
     * @throws io.xisuan.model.InputException when there is none, saying where it looked, or it lets nobody in
     * @throws StoreUnreachableException when its server does not answer
     */
    public static StoreLook at(String jdbcUrl) {
        Dialect dialect = Dialect.of(jdbcUrl);
        dialect.requireExisting();
        List<Inside> looked = new ArrayList<>();
        Database.once(dialect, dialect.readingOnly(), handle -> {
            Optional<Integer> version = Migrations.version(handle, dialect);
            looked.add(new Inside(version.map(OptionalInt::of).orElseGet(OptionalInt::empty), dialect.damage(handle)));
        });
        Inside inside = looked.getFirst();
        Optional<Path> file = dialect instanceof DatabaseFile lies ? Optional.of(lies.path()) : Optional.empty();
        return new StoreLook(
                dialect.place(),
                file.isPresent(),
                inside.tables(),
                MigrationScripts.of(dialect).last(),
                file.flatMap(DatabaseFile::network),
                file.map(StoreLook::free).orElseGet(OptionalLong::empty),
                unwritable(dialect),
                inside.damage());
    }

    private static OptionalLong free(Path file) {
        try {
            return OptionalLong.of(Files.getFileStore(file).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Begins a transaction that writes, as a leader does, and ends it with nothing done. */
    private static Optional<String> unwritable(Dialect dialect) {
        try {
            Database.once(dialect, dialect.writing(), handle -> {
                dialect.requireFit(handle);
                handle.begin();
                handle.execute("CREATE TABLE doctor_probe (id INTEGER)");
                handle.rollback();
            });
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(Database.firstLine(e));
        }
    }
}
