package io.xisuan.billing.store;

import io.xisuan.billing.rendering.Language;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The files that were drawn of documents. The first one stays: what a customer was sent can be shown again byte for byte. */
public final class FileBook {
    private final Database database;

    public FileBook(Store store) {
        this.database = store.database();
    }

    /**
     * Returns the file that is kept of a document.
     *
     * @throws StoreException when its bytes are not those of its digest
     */
    public Optional<KeptFile> find(String document, KeptFile.Form form, Language language) {
        return database.read(handle -> find(handle, document, form, language));
    }

    /** Keeps a file, and returns the one that is kept: an earlier one where there is one. */
    public KeptFile keep(KeptFile file) {
        return database.write(handle -> {
            Optional<KeptFile> earlier = find(handle, file.document(), file.form(), file.language());
            if (earlier.isEmpty()) {
                insert(handle, file);
            }
            return earlier.orElse(file);
        });
    }

    private static void insert(Handle handle, KeptFile file) {
        handle.createUpdate("""
                        INSERT INTO kept_file (document, form, language, sha256, body, drawn_by, drawn_at)
                        VALUES (:document, :form, :language, :sha, :body, :by, :at)""")
                .bind("document", file.document())
                .bind("form", file.form().name())
                .bind("language", file.language().name())
                .bind("sha", file.content().sha256())
                .bind("body", file.content().bytes())
                .bind("by", file.drawnBy())
                .bind("at", file.drawnAtMillis())
                .execute();
    }

    private static Optional<KeptFile> find(Handle handle, String document, KeptFile.Form form, Language language) {
        return handle.createQuery(
                        "SELECT * FROM kept_file WHERE document = :document AND form = :form AND language = :language")
                .bind("document", document)
                .bind("form", form.name())
                .bind("language", language.name())
                .map((row, context) -> {
                    KeptFile.Content content = new KeptFile.Content(row.getBytes("body"));
                    if (!content.sha256().equals(row.getString("sha256"))) {
                        throw new StoreException(
                                "The kept %s of %s was changed: its digest differs".formatted(form.name(), document));
                    }
                    return new KeptFile(
                            document, form, language, content, row.getString("drawn_by"), row.getLong("drawn_at"));
                })
                .findOne();
    }
}
