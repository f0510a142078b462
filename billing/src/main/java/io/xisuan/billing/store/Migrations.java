package io.xisuan.billing.store;

import com.zaxxer.hikari.HikariConfig;
import io.xisuan.model.InputException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;

/** The versions of the tables: Flyway's scripts beside this class. A database of a newer program is refused. */
final class Migrations {
    private Migrations() {}

    /** Runs the scripts that are missing; starts nothing when none is. */
    static void bringUpToDate(Handle handle, Dialect dialect) {
        int current = MigrationScripts.of(dialect).last();
        int version = version(handle, dialect).orElse(0);
        refuseNewer(version, current, dialect);
        if (version == current) {
            return;
        }
        run(dialect, current);
    }

    /** Runs the scripts up to a version. */
    static void run(Dialect dialect, int target) {
        HikariConfig config = dialect.writing();
        try {
            Flyway.configure()
                    .dataSource(
                            config.getJdbcUrl(),
                            Optional.ofNullable(config.getUsername()).orElse(""),
                            Optional.ofNullable(config.getPassword()).orElse(""))
                    .locations("classpath:" + MigrationScripts.folder(dialect))
                    .target(Integer.toString(target))
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw InputException.of("The tables of %s cannot be brought up to date: %s"
                    .formatted(dialect.place(), String.valueOf(e.getMessage()).strip()));
        }
    }

    /**
     * @throws InputException when the database has no tables of ours, or those of another version
     */
    static void requireCurrent(Handle handle, Dialect dialect) {
        int current = MigrationScripts.of(dialect).last();
        int version = version(handle, dialect)
                .orElseThrow(() -> InputException.of("%s holds no database of xisuan".formatted(dialect.place())));
        refuseNewer(version, current, dialect);
        if (version < current) {
            throw InputException.of("%s has tables of version %d, this program reads %d: start the operator on it once"
                    .formatted(dialect.place(), version, current));
        }
    }

    private static void refuseNewer(int version, int current, Dialect dialect) {
        if (version > current) {
            throw InputException.of("%s has tables of version %d, newer than this program's %d: use the newer program"
                    .formatted(dialect.place(), version, current));
        }
    }

    /** Returns the version of the tables; empty where there are none of ours. */
    static Optional<Integer> version(Handle handle, Dialect dialect) {
        if (!dialect.hasTable(handle, "flyway_schema_history")) {
            return Optional.empty();
        }
        return handle.createQuery("""
                        SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history
                        WHERE CAST(success AS INTEGER) = 1 AND version IS NOT NULL""").mapTo(Integer.class).findOne();
    }
}
