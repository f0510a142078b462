package io.xisuan.billing.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables {@code notice}, {@code notice_delivery}, {@code notice_mark} and {@code notice_level}. */
final class NoticeRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private NoticeRows() {}

    /** Stores a notice that is new and returns its number, or empty when its key is known. */
    static OptionalLong insert(Handle handle, Notice notice) {
        Optional<Long> id = handle.createQuery("""
                        INSERT INTO notice (key, kind, tenant, at, facts) VALUES (:key, :kind, :tenant, :at, :facts)
                        ON CONFLICT (key) DO NOTHING RETURNING id""")
                .bind("key", notice.key())
                .bind("kind", notice.kind().name())
                .bind("tenant", notice.tenant().map(TenantId::value).orElse(""))
                .bind("at", notice.atMillis())
                .bind("facts", json(notice.facts()))
                .mapTo(Long.class)
                .findOne();
        return id.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    static boolean known(Handle handle, String key) {
        return handle.createQuery("SELECT count(*) FROM notice WHERE key = :key")
                        .bind("key", key)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static void insert(Handle handle, long notice, List<NoticeDelivery.Planned> ways) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO notice_delivery
                  (notice, channel, address, language, state, parcel, attempts, uncertain, due_at, tried_at, answer)
                VALUES (:notice, :channel, :address, :language, 'PENDING', '', 0, 0, :due, 0, '')
                ON CONFLICT (notice, channel, address) DO NOTHING""");
        for (NoticeDelivery.Planned way : ways) {
            batch.bind("notice", notice)
                    .bind("channel", way.to().channel())
                    .bind("address", way.to().address())
                    .bind("language", way.language())
                    .bind("due", way.dueMillis())
                    .add();
        }
        Batches.execute(batch);
    }

    static SortedMap<String, Long> marks(Handle handle) {
        return numbers(handle, "SELECT book AS name, position AS value FROM notice_mark");
    }

    static SortedMap<String, Long> levels(Handle handle) {
        return numbers(handle, "SELECT subject AS name, level AS value FROM notice_level");
    }

    private static SortedMap<String, Long> numbers(Handle handle, String query) {
        TreeMap<String, Long> all = new TreeMap<>();
        handle.createQuery(query)
                .map((row, context) -> all.put(row.getString("name"), row.getLong("value")))
                .list();
        return all;
    }

    static void mark(Handle handle, String book, long position) {
        handle.createUpdate("""
                        INSERT INTO notice_mark (book, position) VALUES (:book, :position)
                        ON CONFLICT (book) DO UPDATE SET position = excluded.position""").bind("book", book).bind("position", position).execute();
    }

    static void level(Handle handle, String subject, long level) {
        String sql = level == 0 ? "DELETE FROM notice_level WHERE subject = :subject" : """
                INSERT INTO notice_level (subject, level) VALUES (:subject, :level)
                ON CONFLICT (subject) DO UPDATE SET level = excluded.level""";
        var update = handle.createUpdate(sql).bind("subject", subject);
        (level == 0 ? update : update.bind("level", level)).execute();
    }

    private static final String JOINED =
            "SELECT d.*, n.key, n.kind, n.tenant, n.at, n.facts FROM notice_delivery d JOIN notice n ON n.id = d.notice ";

    static List<NoticeDelivery> due(Handle handle, long nowMillis, int most) {
        return handle.createQuery(
                        JOINED
                                + "WHERE d.state = 'PENDING' AND d.due_at <= :now ORDER BY d.due_at, d.notice, d.channel, d.address LIMIT :most")
                .bind("now", nowMillis)
                .bind("most", most)
                .map((row, context) -> delivery(row))
                .list();
    }

    static List<NoticeDelivery> find(Handle handle, NoticeDelivery.Filter filter) {
        return handle.createQuery(JOINED + """
                        WHERE (:state = '' OR d.state = :state) AND (:tenant = '' OR n.tenant = :tenant)
                          AND (:channel = '' OR d.channel = :channel)
                        ORDER BY d.notice DESC, d.channel, d.address LIMIT :most""")
                .bind("state", filter.state().map(Enum::name).orElse(""))
                .bind("tenant", filter.tenant().orElse(""))
                .bind("channel", filter.channel().orElse(""))
                .bind("most", filter.most())
                .map((row, context) -> delivery(row))
                .list();
    }

    private static NoticeDelivery delivery(ResultSet row) throws SQLException {
        return new NoticeDelivery(
                row.getLong("notice"),
                notice(row),
                new NoticeDelivery.Addressee(row.getString("channel"), row.getString("address")),
                row.getString("language"),
                NoticeDelivery.State.valueOf(row.getString("state")),
                row.getString("parcel"),
                row.getInt("attempts"),
                row.getInt("uncertain") == 1,
                row.getLong("due_at"),
                row.getLong("tried_at"),
                row.getString("answer"));
    }

    private static Notice notice(ResultSet row) throws SQLException {
        String tenant = row.getString("tenant");
        return new Notice(
                NoticeKind.valueOf(row.getString("kind")),
                row.getString("key"),
                tenant.isEmpty() ? Optional.empty() : Optional.of(new TenantId(tenant)),
                row.getLong("at"),
                facts(row.getString("facts")));
    }

    private static String json(SortedMap<Fact, String> facts) {
        TreeMap<String, String> texts = new TreeMap<>();
        facts.forEach((fact, value) -> texts.put(fact.word(), value));
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts cannot be written as JSON", e);
        }
    }

    private static SortedMap<Fact, String> facts(String json) {
        try {
            TreeMap<Fact, String> facts = new TreeMap<>();
            JSON.readValue(json, TEXTS)
                    .forEach((word, value) -> facts.put(Fact.valueOf(word.toUpperCase(Locale.ROOT)), value));
            return facts;
        } catch (JsonProcessingException e) {
            throw new StoreException("The facts of a notice are no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
