package io.xisuan.billing.store;

import io.xisuan.model.InputException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;

/** The versions of the tables: Flyway's scripts beside this class. A database of a newer program is refused. */
final class Migrations {
    /** The last script; raise it with each one that is added. */
    private static final int CURRENT = 4;

    private Migrations() {}

    /** Runs the scripts that are missing; starts nothing when none is. */
    static void bringUpToDate(Handle handle, DatabaseFile file) {
        int version = version(handle).orElse(0);
        refuseNewer(version, file);
        if (version == CURRENT) {
            return;
        }
        try {
            Flyway.configure()
                    .dataSource(file.url(), "", "")
                    .locations("classpath:io/xisuan/billing/store/migrations")
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw InputException.of("The tables of %s cannot be brought up to date: %s"
                    .formatted(file.path(), String.valueOf(e.getMessage()).strip()));
        }
    }

    /**
     * @throws InputException when the file has no tables of ours, or those of another version
     */
    static void requireCurrent(Handle handle, DatabaseFile file) {
        int version = version(handle)
                .orElseThrow(() -> InputException.of("%s holds no database of xisuan".formatted(file.path())));
        refuseNewer(version, file);
        if (version < CURRENT) {
            throw InputException.of("%s has tables of version %d, this program reads %d: start the operator on it once"
                    .formatted(file.path(), version, CURRENT));
        }
    }

    private static void refuseNewer(int version, DatabaseFile file) {
        if (version > CURRENT) {
            throw InputException.of("%s has tables of version %d, newer than this program's %d: use the newer program"
                    .formatted(file.path(), version, CURRENT));
        }
    }

    private static Optional<Integer> version(Handle handle) {
        boolean migrated = handle.createQuery("SELECT count(*) FROM sqlite_master WHERE name = 'flyway_schema_history'")
                        .mapTo(Long.class)
                        .one()
                == 1;
        if (!migrated) {
            return Optional.empty();
        }
        return handle.createQuery("SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success = 1")
                .mapTo(Integer.class)
                .findOne();
    }
}
