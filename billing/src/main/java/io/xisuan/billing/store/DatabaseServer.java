package io.xisuan.billing.store;

import com.zaxxer.hikari.HikariConfig;
import io.xisuan.model.InputException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A database on a PostgreSQL server. A transaction that writes locks the leader's row first, so there is one at a time, as in a
 * file; it sees all that was committed before it got the row. Its commit is on the server's disk when it returns
 * (synchronous_commit). Those who read see one state (REPEATABLE READ) and stop nobody.
 */
final class DatabaseServer implements Dialect {
    static final String PREFIX = "jdbc:postgresql:";

    private static final int READERS = 4;

    /** No transaction of ours does nothing for so long between two statements while its process runs. */
    private static final int STILL_SECONDS = 5;

    /** A writer waits so long for the one before it at a time, and one that stopped in a transaction is cut off. */
    private static final String SESSION = "SET synchronous_commit = on; SET lock_timeout = '5s';"
            + " SET idle_in_transaction_session_timeout = '60s'";

    private final String url;
    private final String place;
    private final Optional<String> user;
    private final Optional<String> password;

    private DatabaseServer(String url, String place, Optional<String> user, Optional<String> password) {
        this.url = url;
        this.place = place;
        this.user = user;
        this.password = password;
    }

    /**
     * Reads a URL; user and password that it does not name are those of PGUSER and PGPASSWORD.
     *
     * @throws InputException when it is malformed
     */
    static DatabaseServer of(String jdbcUrl) {
        Properties parsed = Optional.ofNullable(Driver.parseURL(jdbcUrl, new Properties()))
                .filter(properties -> jdbcUrl.startsWith(PREFIX + "//"))
                .orElseThrow(() -> InputException.of("\"%s\" names no server: write jdbc:postgresql://HOST:PORT/NAME"
                        .formatted(Dialect.withoutPassword(jdbcUrl))));
        String place = "%s:%s/%s"
                .formatted(
                        PGProperty.PG_HOST.getOrDefault(parsed),
                        PGProperty.PG_PORT.getOrDefault(parsed),
                        PGProperty.PG_DBNAME.getOrDefault(parsed));
        return new DatabaseServer(
                jdbcUrl,
                place,
                setting(parsed, PGProperty.USER, "PGUSER"),
                setting(parsed, PGProperty.PASSWORD, "PGPASSWORD"));
    }

    private static Optional<String> setting(Properties parsed, PGProperty property, String variable) {
        return Optional.ofNullable(parsed.getProperty(property.getName()))
                .or(() -> Optional.ofNullable(System.getenv(variable)).filter(set -> !set.isBlank()));
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String scripts() {
        return "postgresql";
    }

    /** Connecting tells. */
    @Override
    public void requireExisting() {}

    /** The server's owner has made it. */
    @Override
    public void prepare() {}

    @Override
    public HikariConfig writing() {
        HikariConfig config = config(1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    @Override
    public HikariConfig reading() {
        HikariConfig config = config(READERS);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setReadOnly(true);
        return config;
    }

    @Override
    public HikariConfig readingOnly() {
        return reading();
    }

    private HikariConfig config(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        user.ifPresent(config::setUsername);
        password.ifPresent(config::setPassword);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setConnectionInitSql(SESSION);
        config.addDataSourceProperty(PGProperty.APPLICATION_NAME.getName(), "xisuan");
        config.addDataSourceProperty(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        return config;
    }

    @Override
    public void requireFit(Handle handle) {
        require(handle, "server_encoding", "UTF8", "cannot keep Chinese names: make the database with UTF8");
        require(handle, "fsync", "on", "may lose what it has confirmed: switch it on");
        require(handle, "full_page_writes", "on", "may lose what it has confirmed: switch it on");
    }

    private void require(Handle handle, String setting, String wanted, String otherwise) {
        String value = handle.createQuery("SHOW " + setting).mapTo(String.class).one();
        if (!value.equals(wanted)) {
            throw InputException.of("%s has %s = %s and %s".formatted(place, setting, value, otherwise));
        }
    }

    @Override
    public void lock(Handle handle) {
        handle.createQuery("SELECT id FROM leader FOR UPDATE").mapTo(Long.class).one();
    }

    /** What it had not committed is undone; a process that was only stopped finds its connection broken when it goes on. */
    @Override
    public void cutOffWhoStandsStill(Handle handle) {
        handle.createQuery("""
                        SELECT count(pg_terminate_backend(activity.pid)) FROM pg_stat_activity activity
                        WHERE activity.state = 'idle in transaction'
                        AND activity.state_change < clock_timestamp() - make_interval(secs => :seconds)
                        AND activity.pid IN (SELECT pid FROM pg_locks
                            WHERE relation = to_regclass('leader') AND mode IN ('RowShareLock', 'RowExclusiveLock'))""").bind("seconds", STILL_SECONDS).mapTo(Long.class).one();
    }

    @Override
    public boolean hasTable(Handle handle, String table) {
        return handle.createQuery("SELECT to_regclass(quote_ident(:table)) IS NOT NULL")
                .bind("table", table)
                .mapTo(Boolean.class)
                .one();
    }

    @Override
    public RuntimeException unopened(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        String reason = failure.getCause() instanceof UnknownHostException
                ? "no machine has this name"
                : Database.firstLine(failure);
        if (state.equals("08004") || state.startsWith("28")) {
            return InputException.of("%s does not let %s in (%s): name user and password in PGUSER and PGPASSWORD"
                    .formatted(place, user.orElse("this user"), reason));
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
            return new StoreUnreachableException(
                    "%s is not reachable (%s): start the server or correct the URL".formatted(place, reason), failure);
        }
        return InputException.of("%s cannot be opened: %s".formatted(place, reason));
    }

    @Override
    public void requireEmpty() {
        Database.once(this, reading(), handle -> {
            long tables = handle.createQuery("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
                    .mapTo(Long.class)
                    .one();
            if (tables > 0) {
                throw InputException.of(
                        "%s holds %d tables already: restore into a new database".formatted(place, tables));
            }
        });
    }

    /** It is filled where it is: in one transaction, and emptied again if that does not end well. */
    @Override
    public Dialect aside() {
        return this;
    }

    @Override
    public void take(Dialect aside) {}

    /** Drops all tables, of which there were none before, and the functions of their triggers. */
    @Override
    public void discard() {
        Database.once(this, writing(), handle -> {
            List<String> drops = handle.createQuery("""
                            SELECT format('DROP TABLE IF EXISTS %I CASCADE', tablename) FROM pg_tables
                            WHERE schemaname = current_schema()
                            UNION ALL
                            SELECT format('DROP FUNCTION IF EXISTS %I CASCADE', proname) FROM pg_proc
                            WHERE pronamespace = CAST(CAST(current_schema() AS TEXT) AS regnamespace) AND prorettype = CAST('trigger' AS regtype)""").mapTo(String.class).list();
            drops.forEach(handle::execute);
        });
    }

    @Override
    public void countOn(Handle handle) {
        List<String> settings = handle.createQuery("""
                        SELECT format('SELECT setval(pg_get_serial_sequence(%L, %L), greatest(max(%I), 1), max(%I) IS NOT NULL) FROM %I',
                          table_name, column_name, column_name, column_name, table_name)
                        FROM information_schema.columns
                        WHERE table_schema = current_schema() AND is_identity = 'YES'""").mapTo(String.class).list();
        settings.forEach(
                setting -> handle.createQuery(setting).mapTo(Long.class).one());
    }

    @Override
    public void unguarded(Handle handle, String table, Runnable change) {
        handle.execute("ALTER TABLE %s DISABLE TRIGGER USER".formatted(table));
        change.run();
        handle.execute("ALTER TABLE %s ENABLE TRIGGER USER".formatted(table));
    }
}
