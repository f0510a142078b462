package io.xisuan.billing.store;

import io.xisuan.billing.tariff.TariffDocument;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.model.InputException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The table {@code tariff_version}: each version of a price list as it was when money was made by it first. */
final class TariffRows {
    private TariffRows() {}

    /**
     * @throws InputException when a version was used before with other content
     */
    static void use(Handle handle, Collection<TariffVersion> versions, long nowMillis) {
        for (TariffVersion version : versions) {
            Optional<String> known = digest(handle, version.id());
            if (known.isEmpty()) {
                insert(handle, version, nowMillis);
            } else if (!version.isAs(known.get())) {
                throw InputException.of(
                        "Tariff version %s was used with other prices (digest %s, now %s): a version that was used never changes, add a new one"
                                .formatted(version.id(), known.get(), version.digest()));
            }
        }
    }

    private static Optional<String> digest(Handle handle, String id) {
        return handle.createQuery("SELECT digest FROM tariff_version WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    private static void insert(Handle handle, TariffVersion version, long nowMillis) {
        handle.createUpdate(
                        "INSERT INTO tariff_version (id, digest, body, first_used) VALUES (:id, :digest, :body, :used)")
                .bind("id", version.id())
                .bind("digest", version.digest())
                .bind("body", TariffDocument.write(version))
                .bind("used", nowMillis)
                .execute();
    }

    static SortedMap<String, String> digests(Handle handle) {
        SortedMap<String, String> digests = new TreeMap<>();
        handle.createQuery("SELECT id, digest FROM tariff_version")
                .map((row, context) -> digests.put(row.getString("id"), row.getString("digest")))
                .list();
        return digests;
    }

    /**
     * @throws InputException when a body is not what its digest says
     */
    static List<UsedTariff> all(Handle handle) {
        return handle.createQuery("SELECT * FROM tariff_version ORDER BY id")
                .map((row, context) -> {
                    TariffVersion version = TariffDocument.read(row.getString("body"));
                    if (!version.digest().equals(row.getString("digest"))) {
                        throw InputException.of("The stored tariff version %s was changed: its digest is %s, not %s"
                                .formatted(row.getString("id"), version.digest(), row.getString("digest")));
                    }
                    return new UsedTariff(version, row.getLong("first_used"));
                })
                .list();
    }
}
