package io.xisuan.billing.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * A table as both kinds of database have it, read from the database itself: so a backup knows also those that came later.
 *
 * @param key the columns of the primary key in their order
 * @param parents the tables that rows of this one name
 */
record TableShape(String name, List<Column> columns, List<String> key, SortedSet<String> parents) {
    /** What a cell can hold. */
    enum Kind {
        WHOLE,
        TEXT,
        BYTES;

        private static Kind of(String table, String column, String type) {
            return switch (type.toLowerCase(Locale.ROOT)) {
                case "integer", "bigint", "int8" -> WHOLE;
                case "text" -> TEXT;
                case "blob", "bytea" -> BYTES;
                default ->
                    throw new IllegalStateException(
                            "Column %s.%s is of type %s, which no backup can hold".formatted(table, column, type));
            };
        }
    }

    /** A column and what its cells hold. */
    record Column(String name, Kind kind) {}

    TableShape {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    "Table %s has no primary key, so its rows have no order".formatted(name));
        }
    }

    /** Returns all tables but Flyway's, each after those that it names, else in order of name. */
    static List<TableShape> all(Handle handle) {
        try {
            Map<String, TableShape> left = read(handle.getConnection());
            List<TableShape> ordered = new ArrayList<>();
            while (!left.isEmpty()) {
                TableShape next = left.values().stream()
                        .filter(table -> table.parents().stream().noneMatch(left::containsKey))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("Tables name each other: " + left.keySet()));
                ordered.add(next);
                left.remove(next.name());
            }
            return ordered;
        } catch (SQLException e) {
            throw new StoreException("The tables cannot be listed: " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, TableShape> read(Connection connection) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        String schema = connection.getSchema();
        SortedSet<String> names = new TreeSet<>();
        try (ResultSet rows = meta.getTables(null, schema, "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
        }
        names.removeIf(name -> name.equals("flyway_schema_history") || name.startsWith("sqlite_"));
        SortedMap<String, TableShape> tables = new TreeMap<>();
        for (String name : names) {
            tables.put(
                    name,
                    new TableShape(
                            name, columns(meta, schema, name), key(meta, schema, name), parents(meta, schema, name)));
        }
        return tables;
    }

    private static List<Column> columns(DatabaseMetaData meta, String schema, String table) throws SQLException {
        SortedMap<Integer, Column> columns = new TreeMap<>();
        try (ResultSet rows = meta.getColumns(null, schema, table, "%")) {
            while (rows.next()) {
                if (table.equals(rows.getString("TABLE_NAME"))) {
                    String name = rows.getString("COLUMN_NAME");
                    Kind kind = Kind.of(table, name, rows.getString("TYPE_NAME"));
                    columns.put(rows.getInt("ORDINAL_POSITION"), new Column(name, kind));
                }
            }
        }
        return List.copyOf(columns.values());
    }

    private static List<String> key(DatabaseMetaData meta, String schema, String table) throws SQLException {
        SortedMap<Integer, String> key = new TreeMap<>();
        try (ResultSet rows = meta.getPrimaryKeys(null, schema, table)) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(key.values());
    }

    private static SortedSet<String> parents(DatabaseMetaData meta, String schema, String table) throws SQLException {
        SortedSet<String> parents = new TreeSet<>();
        try (ResultSet rows = meta.getImportedKeys(null, schema, table)) {
            while (rows.next()) {
                parents.add(rows.getString("PKTABLE_NAME"));
            }
        }
        parents.remove(table);
        return parents;
    }

    /** Returns the query for all rows in the order of their keys; text is ordered by its bytes. */
    String select() {
        return "SELECT %s FROM %s ORDER BY %s".formatted(names(), name, String.join(", ", key));
    }

    /** Returns the names of the columns with commas between. */
    String names() {
        return String.join(", ", columns.stream().map(Column::name).toList());
    }
}
