package io.xisuan.operator.metering.journal.postgresql;

import io.xisuan.billing.store.StoreException;
import io.xisuan.billing.store.StoreServer;
import io.xisuan.model.InputException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The schema in which a store's journal lies, beside the store's own: its name is the store's schema with {@code _journal}. The
 * store's backup and restore look at the store's schema alone.
 */
record JournalTables(StoreServer server, String schema) {
    /** The last of the scripts beside this class. */
    static final int VERSION = 1;

    private static final String SCRIPTS = "classpath:io/xisuan/operator/metering/journal/postgresql/migrations";

    /**
     * Finds the schema of a store's journal, whether it is there or not.
     *
     * @throws InputException when the URL names no server
     */
    static JournalTables of(String jdbcUrl) {
        StoreServer server = StoreServer.of(jdbcUrl)
                .orElseThrow(() -> InputException.of(
                        "the journal of a store in a file lies in a folder: name the folder, or a store on a server"));
        List<String> found = new ArrayList<>();
        server.once(connection ->
                found.add(text(server, connection, "SELECT current_schema()").orElse("public")));
        return new JournalTables(server, found.getFirst() + "_journal");
    }

    /** Makes the tables, or brings them up to date; changes nothing when they are. */
    JournalTables upToDate() {
        int version = version();
        refuseNewer(version);
        if (version < VERSION) {
            migrate();
        }
        return this;
    }

    /**
     * @throws InputException when there are no tables, or those of another version
     */
    JournalTables requireCurrent() {
        int version = version();
        refuseNewer(version);
        if (version < VERSION) {
            throw InputException.of("%s holds no usage journal of this version: start the operator on it once"
                    .formatted(server.place()));
        }
        return this;
    }

    private void refuseNewer(int version) {
        if (version > VERSION) {
            throw InputException.of(
                    "the usage journal in %s has tables of version %d, newer than this program's %d: use the newer program"
                            .formatted(server.place(), version, VERSION));
        }
    }

    private void migrate() {
        try {
            Flyway.configure()
                    .dataSource(
                            server.writing().getJdbcUrl(),
                            Optional.ofNullable(server.writing().getUsername()).orElse(""),
                            Optional.ofNullable(server.writing().getPassword()).orElse(""))
                    .locations(SCRIPTS)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw InputException.of("The usage journal in %s cannot be made: %s"
                    .formatted(server.place(), String.valueOf(e.getMessage()).strip()));
        }
    }

    private int version() {
        List<Integer> found = new ArrayList<>();
        server.once(connection -> {
            String history = "\"%s\".flyway_schema_history".formatted(schema);
            boolean there = text(server, connection, "SELECT to_regclass('%s')".formatted(history.replace("'", "''")))
                    .isPresent();
            found.add(
                    there
                            ? text(
                                            server,
                                            connection,
                                            "SELECT max(CAST(version AS INTEGER)) FROM %s WHERE success AND version IS NOT NULL"
                                                    .formatted(history))
                                    .map(Integer::valueOf)
                                    .orElse(0)
                            : 0);
        });
        return found.getFirst();
    }

    private static Optional<String> text(StoreServer server, Connection connection, String query) {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw failure(server, e);
        }
    }

    private static StoreException failure(StoreServer server, SQLException failure) {
        return server.failure(failure);
    }

    /** Returns the statement by which a session finds the journal's tables first, then the store's. */
    String path() {
        return "SET search_path = \"%s\", \"%s\""
                .formatted(schema, schema.substring(0, schema.length() - "_journal".length()));
    }
}
