package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.store.TableShape.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Property P17 on a file: somebody with an editor drops the triggers and changes, removes or swaps single cells. */
class TamperTest {
    private static final int ROUNDS = 60;

    /** Tables that are chained, digested or kept twice in every column. */
    private static final SortedSet<String> CHAINED =
            new TreeSet<>(List.of("ledger_entry", "ledger_posting", "ledger_head", "entitlement_entry"));

    @TempDir
    private Path folder;

    private Path master = Path.of("");
    private Path archive = Path.of("");
    private List<TableShape> tables = List.of();

    @BeforeEach
    void fill() throws IOException, SQLException {
        Path source = Files.createDirectory(folder.resolve("source"));
        master = Files.createDirectory(folder.resolve("master"));
        archive = folder.resolve("kept.zip");
        String url = "jdbc:sqlite:" + source.resolve("xisuan.db");
        try (Store store = Store.open(url)) {
            BackupTest.Pieces.fill(store);
        }
        try (Store store = Store.openReadOnly(url)) {
            Backups.write(store, archive);
            tables = store.database().read(TableShape::all);
        }
        unguardedCopy(url);
    }

    private void unguardedCopy(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM INTO '" + master.resolve("xisuan.db") + "'");
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + master.resolve("xisuan.db"));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'trigger'")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            for (String name : names) {
                statement.execute("DROP TRIGGER " + name);
            }
            connection.commit();
        }
    }

    @Test
    void P17_verify_finds_any_change_of_what_is_chained() throws IOException, SQLException {
        everyChangeIsFound(CHAINED, Optional.empty());
    }

    @Test
    void P17_with_a_kept_backup_verify_finds_any_change_of_what_was_written_once() throws IOException, SQLException {
        SortedSet<String> frozen = MigrationScripts.frozenTables(Dialect.of("jdbc:sqlite:x"));
        assertThat(frozen).contains("decision", "cut", "grant_letter", "document", "invoice", "shown_quote");
        everyChangeIsFound(frozen, Optional.of(archive));
    }

    private void everyChangeIsFound(SortedSet<String> names, Optional<Path> backup) throws IOException, SQLException {
        List<TableShape> chosen =
                tables.stream().filter(table -> names.contains(table.name())).toList();
        SplittableRandom random = new SplittableRandom(17);
        int changes = 0;
        Path copy = folder.resolve("copy.db");
        for (int round = 0; changes < ROUNDS && round < 10 * ROUNDS; round++) {
            Files.deleteIfExists(copy);
            Files.copy(master.resolve("xisuan.db"), copy);
            TableShape table = chosen.get(random.nextInt(chosen.size()));
            Optional<String> change = change(copy, table, random);
            if (change.isEmpty()) {
                continue;
            }
            changes++;
            try (Store store = Store.openReadOnly("jdbc:sqlite:" + copy)) {
                assertThat(LedgerView.verify(store, Optional.empty(), backup))
                        .as("seed 17, round %d: %s", round, change.get())
                        .isInstanceOf(LedgerCheck.Broken.class);
            }
        }
        assertThat(changes).isEqualTo(ROUNDS);
    }

    /** Changes one cell, removes one row or swaps one cell of two rows; empty when the table does not allow it. */
    private static Optional<String> change(Path file, TableShape table, SplittableRandom random) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            List<List<Object>> keys = keys(connection, table);
            if (keys.isEmpty()) {
                return Optional.empty();
            }
            List<Object> key = keys.get(random.nextInt(keys.size()));
            Column column = table.columns().get(random.nextInt(table.columns().size()));
            List<Object> other = keys.get(random.nextInt(keys.size()));
            boolean done = switch (random.nextInt(4)) {
                case 0 -> delete(connection, table, key);
                case 1 -> swap(connection, table, column, key, other);
                default -> flip(connection, table, column, key, random);
            };
            return done ? Optional.of("%s.%s of %s".formatted(table.name(), column.name(), key)) : Optional.empty();
        } catch (SQLException refusedByAConstraint) {
            return Optional.empty();
        }
    }

    private static String where(TableShape table) {
        return table.key().stream().map(name -> name + " = ?").collect(Collectors.joining(" AND "));
    }

    private static List<List<Object>> keys(Connection connection, TableShape table) throws SQLException {
        List<List<Object>> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT %s FROM %s".formatted(String.join(", ", table.key()), table.name()))) {
            while (rows.next()) {
                List<Object> key = new ArrayList<>();
                for (String name : table.key()) {
                    key.add(rows.getObject(name));
                }
                keys.add(key);
            }
        }
        return keys;
    }

    private static boolean delete(Connection connection, TableShape table, List<Object> key) throws SQLException {
        return run(connection, "DELETE FROM %s WHERE %s".formatted(table.name(), where(table)), key) == 1;
    }

    private static boolean swap(
            Connection connection, TableShape table, Column column, List<Object> one, List<Object> other)
            throws SQLException {
        Optional<Object> first = cell(connection, table, column, one);
        Optional<Object> second = cell(connection, table, column, other);
        if (table.key().contains(column.name()) || first.isEmpty() || second.isEmpty()) {
            return false;
        }
        String firstText = first.get() instanceof byte[] bytes
                ? Arrays.toString(bytes)
                : first.get().toString();
        String secondText = second.get() instanceof byte[] bytes
                ? Arrays.toString(bytes)
                : second.get().toString();
        if (firstText.equals(secondText)) {
            return false;
        }
        set(connection, table, column, one, second.get());
        return set(connection, table, column, other, first.get());
    }

    private static boolean flip(
            Connection connection, TableShape table, Column column, List<Object> key, SplittableRandom random)
            throws SQLException {
        Optional<Object> before = cell(connection, table, column, key);
        return before.isPresent() && set(connection, table, column, key, flipped(before.get(), random));
    }

    private static Object flipped(Object cell, SplittableRandom random) {
        if (cell instanceof Number number) {
            return number.longValue() ^ (1L << random.nextInt(8));
        }
        if (cell instanceof byte[] bytes) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(7));
            return changed;
        }
        String text = cell.toString();
        if (text.isEmpty()) {
            return "x";
        }
        int at = random.nextInt(text.length());
        char other = text.charAt(at) == 'a' ? 'b' : 'a';
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    private static Optional<Object> cell(Connection connection, TableShape table, Column column, List<Object> key)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT %s FROM %s WHERE %s".formatted(column.name(), table.name(), where(table)))) {
            for (int i = 0; i < key.size(); i++) {
                statement.setObject(i + 1, key.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getObject(1)) : Optional.empty();
            }
        }
    }

    private static boolean set(Connection connection, TableShape table, Column column, List<Object> key, Object value)
            throws SQLException {
        List<Object> values = new ArrayList<>(List.of(value));
        values.addAll(key);
        return run(
                        connection,
                        "UPDATE %s SET %s = ? WHERE %s".formatted(table.name(), column.name(), where(table)),
                        values)
                == 1;
    }

    private static int run(Connection connection, String sql, List<Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement.executeUpdate();
        }
    }
}
