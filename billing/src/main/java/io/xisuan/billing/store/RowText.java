package io.xisuan.billing.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.xisuan.billing.store.TableShape.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * A row as one line of text, the same from either kind of database: a JSON array with a cell for each column in their order.
 * Whole numbers are numbers, texts are strings, bytes are strings in Base64, nothing is {@code null}.
 */
final class RowText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RowText() {}

    /** Returns the line above the rows: what each cell is, as {@code seq:whole}. */
    static String header(TableShape table) {
        ArrayNode cells = JSON.createArrayNode();
        table.columns()
                .forEach(column -> cells.add(column.name() + ":" + column.kind().name()));
        return cells.toString();
    }

    static String of(TableShape table, ResultSet row) throws SQLException {
        ArrayNode cells = JSON.createArrayNode();
        for (Column column : table.columns()) {
            switch (column.kind()) {
                case WHOLE -> cells.add(row.getLong(column.name()));
                case TEXT -> cells.add(row.getString(column.name()));
                case BYTES -> {
                    byte[] bytes = row.getBytes(column.name());
                    cells.add(bytes == null ? null : Base64.getEncoder().encodeToString(bytes));
                }
            }
            if (row.wasNull()) {
                cells.set(cells.size() - 1, JSON.nullNode());
            }
        }
        return cells.toString();
    }

    /**
     * Binds the cells of a line to a statement, by the names of their columns.
     *
     * @throws IllegalArgumentException when the line is no row of this table
     */
    static void bind(TableShape table, String line, SqlStatement<?> statement) {
        JsonNode cells = parsed(line);
        List<Column> columns = table.columns();
        if (!cells.isArray() || cells.size() != columns.size()) {
            throw new IllegalArgumentException("a row has %d cells, not %d".formatted(cells.size(), columns.size()));
        }
        for (int i = 0; i < columns.size(); i++) {
            bind(columns.get(i), cells.get(i), statement);
        }
    }

    /** Returns the cells of a line that are the row's key, for people. */
    static String key(TableShape table, String line) {
        JsonNode cells = parsed(line);
        List<String> key = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.key().contains(table.columns().get(i).name())) {
                key.add(cells.path(i).asText());
            }
        }
        return String.join("/", key);
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a row is no JSON", e);
        }
    }

    private static void bind(Column column, JsonNode cell, SqlStatement<?> statement) {
        boolean fits = cell.isNull()
                || switch (column.kind()) {
                    case WHOLE -> cell.isIntegralNumber() && cell.canConvertToLong();
                    case TEXT, BYTES -> cell.isTextual();
                };
        if (!fits) {
            throw new IllegalArgumentException("column %s holds %s".formatted(column.name(), cell));
        }
        // By type, since a batch is prepared for the types of its first row.
        switch (column.kind()) {
            case WHOLE -> statement.bindByType(column.name(), cell.isNull() ? null : cell.longValue(), Long.class);
            case TEXT -> statement.bindByType(column.name(), cell.textValue(), String.class);
            case BYTES -> statement.bindByType(column.name(), bytes(cell), byte[].class);
        }
    }

    private static byte @Nullable [] bytes(JsonNode cell) {
        return cell.isNull() ? null : Base64.getDecoder().decode(cell.textValue());
    }
}
