package io.xisuan.billing.store;

import com.zaxxer.hikari.HikariConfig;
import io.xisuan.model.InputException;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * One database and the few things that its kind does in its own way; all other SQL is common. A kind answers where the database
 * lies, how it is connected to, and how a writer gets it for itself.
 */
sealed interface Dialect permits DatabaseFile, DatabaseServer {
    /**
     * Reads a URL.
     *
     * @throws InputException when it is of no kind that is known
     */
    static Dialect of(String jdbcUrl) {
        if (jdbcUrl.startsWith(DatabaseFile.PREFIX)) {
            return DatabaseFile.of(jdbcUrl);
        }
        if (jdbcUrl.startsWith(DatabaseServer.PREFIX)) {
            return DatabaseServer.of(jdbcUrl);
        }
        throw InputException.of(
                "\"%s\" is no database that this version can use: write jdbc:sqlite:FILE or jdbc:postgresql://HOST:PORT/NAME"
                        .formatted(withoutPassword(jdbcUrl)));
    }

    /** Returns a URL as it may be printed. */
    static String withoutPassword(String jdbcUrl) {
        return jdbcUrl.replaceAll("password=[^&]*", "password=...");
    }

    /** Returns the name of the database in messages; it holds no password. */
    String place();

    /** Returns the folder of this kind's scripts. */
    String scripts();

    /**
     * Refuses to read a database that is not there.
     *
     * @throws InputException saying where it looked
     */
    void requireExisting();

    /** Makes what can be made before the first connection. */
    void prepare();

    /** Returns how to connect the one writer. */
    HikariConfig writing();

    /** Returns how to connect those who read beside a writer. */
    HikariConfig reading();

    /** Returns how to connect those who only read, when this program has no writer. */
    HikariConfig readingOnly();

    /**
     * Refuses a database that loses what it has confirmed, or cannot keep what is written.
     *
     * @throws InputException naming the setting
     */
    void requireFit(Handle handle);

    /** Lets one transaction write at a time: the first thing that each does, and it waits here for the one before. */
    void lock(Handle handle);

    /** Ends the connections of a writer that stands still in a transaction, so that a new leader need not wait for it. */
    default void cutOffWhoStandsStill(Handle handle) {}

    boolean hasTable(Handle handle, String table);

    /** Returns what the database finds wrong with its own pages, where it can be asked. */
    default Optional<String> damage(Handle handle) {
        return Optional.empty();
    }

    /** Returns what to throw where a connection was refused. */
    RuntimeException unopened(SQLException failure);

    /**
     * Refuses to restore into a database that holds anything.
     *
     * @throws InputException saying what to do
     */
    void requireEmpty();

    /** Returns where a database is filled before it is here. */
    Dialect aside();

    /** Takes over what was filled aside; it is closed. */
    void take(Dialect aside);

    /** Removes what was filled aside. */
    void discard();

    /** Lets keys that the database gives itself go on after those that are there. */
    void countOn(Handle handle);

    /** Changes a table within a transaction without its triggers, which are there again afterwards. */
    void unguarded(Handle handle, String table, Runnable change);
}
