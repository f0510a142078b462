package io.xisuan.billing.store;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** A failure of the database in a statement that does not go through Jdbi; it never leaves this package. */
final class SqlFailure extends JdbiException {
    private static final long serialVersionUID = 1L;

    SqlFailure(SQLException cause) {
        super(cause);
    }
}
