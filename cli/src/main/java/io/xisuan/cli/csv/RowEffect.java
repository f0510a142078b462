package io.xisuan.cli.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Documents;
import io.xisuan.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one row of a table would do.
 *
 * @param effect NEW, SAME, CHANGES or REFUSED
 * @param detail what changes from what to what, or why it is refused
 */
public record RowEffect(String kind, String id, Effect effect, String detail) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What happens. */
    public enum Effect {
        NEW("新增", "new"),
        SAME("无变化", "same"),
        CHANGES("更改", "changes"),
        REFUSED("拒绝", "refused");

        private final String zh;
        private final String en;

        Effect(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        /** Returns the word for people. */
        public String in(Language language) {
            return language.of(zh, en);
        }
    }

    /** Compares what a row says with what is stored, which never changes. */
    public static RowEffect ofFrozen(String kind, String id, Object row, Optional<?> stored) {
        if (stored.isEmpty()) {
            return new RowEffect(kind, id, Effect.NEW, "");
        }
        List<String> differences = differences("", tree(stored.get()), tree(row));
        return differences.isEmpty()
                ? new RowEffect(kind, id, Effect.SAME, "")
                : new RowEffect(
                        kind,
                        id,
                        Effect.REFUSED,
                        "it is stored already and does not change: " + String.join("; ", differences));
    }

    private static JsonNode tree(Object value) {
        try {
            return JSON.readTree(Documents.json(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass() + " is no JSON", e);
        }
    }

    private static List<String> differences(String path, JsonNode from, JsonNode to) {
        if (!from.isObject() || !to.isObject()) {
            return from.equals(to) ? List.of() : List.of("%s %s -> %s".formatted(path, text(from), text(to)));
        }
        List<String> found = new ArrayList<>();
        to.properties()
                .forEach(field -> found.addAll(differences(
                        path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                        from.path(field.getKey()),
                        field.getValue())));
        return found;
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.asText() : node.toString();
    }

    /** Returns the rows as a table. */
    public static Table table(List<RowEffect> rows, Language language) {
        Table.Builder table = Table.of(
                Column.name("kind", language.of("表", "what")),
                Column.name("id", language.of("编号", "id")),
                Column.name("effect", language.of("结果", "effect")),
                Column.text("detail", language.of("说明", "detail")));
        rows.forEach(row -> table.row(row.kind(), row.id(), row.effect().in(language), row.detail()));
        return table.build();
    }
}
