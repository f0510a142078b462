package io.xisuan.billing.store;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The PostgreSQL server of a store, for what is kept beside it in the same database and fenced by the same leader: the usage
 * journal. It is connected to as the store is, and fails by the same exceptions.
 */
public final class StoreServer {
    private final Dialect dialect;

    private StoreServer(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Returns the server that a store's URL names, or empty when the store is a file.
     *
     * @throws io.xisuan.model.InputException when the URL is of no kind that is known
     */
    public static Optional<StoreServer> of(String jdbcUrl) {
        Dialect dialect = Dialect.of(jdbcUrl);
        return dialect instanceof DatabaseServer ? Optional.of(new StoreServer(dialect)) : Optional.empty();
    }

    /** Returns host, port and database for messages; it holds no password. */
    public String place() {
        return dialect.place();
    }

    /** Returns how to connect the one who writes: a commit is on the server's disk when it returns. */
    public HikariConfig writing() {
        return dialect.writing();
    }

    /** Returns how to connect those who read. */
    public HikariConfig reading() {
        return dialect.reading();
    }

    /**
     * Does something on a single connection that writes, before there is a pool: what refuses it is said at once and by its name.
     *
     * @throws io.xisuan.model.InputException when the server lets nobody in
     * @throws StoreUnreachableException when it does not answer
     */
    public void once(Consumer<Connection> work) {
        Database.once(dialect, dialect.writing(), handle -> work.accept(handle.getConnection()));
    }

    /** Returns what to throw for a failure of the database: {@link StoreUnreachableException} where the connection broke. */
    public StoreException failure(SQLException failure) {
        return Database.failed(dialect, failure);
    }

    /**
     * Requires, within a transaction, that nobody minted a newer epoch, and lets nobody mint one before it ends.
     *
     * @throws FencedException when the epoch has moved
     */
    public static void requireLeader(Connection transaction, long epoch) throws SQLException {
        try (PreparedStatement query = transaction.prepareStatement("SELECT epoch FROM leader WHERE id = 1 FOR SHARE");
                ResultSet row = query.executeQuery()) {
            long current = row.next() ? row.getLong(1) : 0;
            if (current != epoch) {
                throw new FencedException(epoch, current);
            }
        }
    }
}
