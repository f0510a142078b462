package io.xisuan.billing.store;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.invoice.InvoiceReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The table {@code outside_document}, and what is written outside: documents and heads. */
final class OutsideRows {
    private OutsideRows() {}

    static OutsideHead head(Handle handle, long nowMillis) {
        LedgerHead ledger = LedgerRows.head(handle);
        return handle.createQuery("""
                        SELECT chain_seq, chain_hash, (SELECT count(*) FROM invoice) AS documents
                        FROM leader WHERE id = 1""")
                .map((row, context) -> new OutsideHead(
                        ledger.seq(),
                        ledger.hash(),
                        row.getLong("chain_seq"),
                        row.getString("chain_hash"),
                        row.getLong("documents"),
                        nowMillis))
                .one();
    }

    /** Returns all issued documents as their bytes, by number. */
    static SortedMap<String, byte[]> documents(Handle handle) {
        SortedMap<String, byte[]> documents = new TreeMap<>();
        handle.createQuery("SELECT number, body FROM invoice")
                .map((row, context) -> documents.put(row.getString("number"), row.getBytes("body")))
                .list();
        return documents;
    }

    /**
     * Takes in the documents that the store has not issued; returns how many.
     *
     * @throws StoreException when a number is another document here and there
     */
    static int takeIn(Handle handle, SortedMap<String, byte[]> outside) {
        SortedMap<String, byte[]> own = documents(handle);
        int taken = 0;
        for (Map.Entry<String, byte[]> document : outside.entrySet()) {
            String sha = sha256(document.getValue());
            byte[] known = own.get(document.getKey());
            if (known == null) {
                taken += handle.createUpdate(
                                "INSERT INTO outside_document (number, body, sha256) VALUES (:number, :body, :sha)")
                        .bind("number", document.getKey())
                        .bind("body", document.getValue())
                        .bind("sha", sha)
                        .execute();
            } else if (!sha256(known).equals(sha)) {
                throw new StoreException("%s is one document in the backup and another in the folder outside"
                        .formatted(document.getKey()));
            }
        }
        return taken;
    }

    /**
     * Refuses a document whose number belongs to another one that was issued before a restore.
     *
     * @throws StoreException saying which month is to be issued first
     */
    static void refuseOther(Handle handle, StoredInvoice document) {
        handle.createQuery("SELECT body, sha256 FROM outside_document WHERE number = :number")
                .bind("number", document.number())
                .map((row, context) -> new String(row.getBytes("body"), StandardCharsets.UTF_8))
                .findOne()
                .filter(body -> !Sha256.hex(body).equals(document.document().sha256()))
                .ifPresent(body -> {
                    throw new StoreException(
                            "%s was given before the restore to a document of %s that is not issued again yet: draft, review and issue that first"
                                    .formatted(
                                            document.number(),
                                            InvoiceReader.read(body).period()));
                });
    }

    /** Returns the documents that are to be issued again, in order of number. */
    static List<String> waiting(Handle handle) {
        return handle.createQuery("""
                        SELECT o.number, o.body FROM outside_document o
                        WHERE NOT EXISTS (SELECT 1 FROM invoice i WHERE i.number = o.number) ORDER BY o.number""")
                .map((row, context) -> new String(row.getBytes("body"), StandardCharsets.UTF_8))
                .list();
    }

    /** Returns the first document that is not what its digest says. */
    static Optional<String> firstBroken(Handle handle) {
        return handle
                .createQuery("SELECT number, body, sha256 FROM outside_document ORDER BY number")
                .map((row, context) -> sha256(row.getBytes("body")).equals(row.getString("sha256"))
                        ? Optional.<String>empty()
                        : Optional.of(row.getString("number")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String sha256(byte[] body) {
        return Sha256.hex(new String(body, StandardCharsets.UTF_8));
    }
}
