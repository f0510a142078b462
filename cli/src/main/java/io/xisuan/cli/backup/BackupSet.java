package io.xisuan.cli.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.billing.store.BackupMoment;
import io.xisuan.billing.store.JournalPosition;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.JournalBackup;
import io.xisuan.operator.metering.journal.JournalHead;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One backup, as its file {@code backup.json} says it: when it was made, and where books and journal end in it.
 *
 * @param name its folder
 * @param madeAt when it was begun
 * @param database what the books lay in, {@code sqlite} or {@code postgresql}; a backup is restored into either
 */
public record BackupSet(String format, String name, Instant madeAt, String database, Books books, Journal journal) {
    static final String FORMAT = "xisuan-backup-set/1";
    static final String FILE = "backup.json";
    static final String BOOKS = "books.zip";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The books.
     *
     * @param entry the number of the ledger's last entry
     * @param hash its hash
     * @param documents how many documents were issued
     * @param billedRecord the journal's last record that the books know; 0 before the first issue
     * @param billedHash its hash; empty before the first issue
     */
    record Books(long entry, String hash, long documents, long billedRecord, String billedHash) {
        static Books of(BackupMoment moment) {
            return new Books(
                    moment.summary().ledgerSeq(),
                    moment.summary().ledgerHash(),
                    moment.documents(),
                    moment.billed().map(JournalPosition::seq).orElse(0L),
                    moment.billed().map(JournalPosition::hash).orElse(""));
        }
    }

    /**
     * The usage journal.
     *
     * @param pool the folder beside the backups that has its sealed hours
     * @param record the number of its last record
     * @param hash the hash of that
     */
    record Journal(String pool, int sealedHours, Optional<String> lastSeal, long record, String hash) {
        static Journal of(String pool, JournalBackup.Extent extent) {
            return new Journal(
                    pool,
                    extent.sealedHours(),
                    extent.lastSeal(),
                    extent.head().seq(),
                    extent.head().hash());
        }

        JournalBackup.Extent extent() {
            return new JournalBackup.Extent(sealedHours, lastSeal, new JournalHead(record, hash));
        }
    }

    /**
     * Reads what a backup says about itself.
     *
     * @throws InputException when the file is missing or is none of a backup
     */
    static BackupSet read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            JsonNode json = JSON.readTree(file.toFile());
            if (!json.path("format").asText().equals(FORMAT)) {
                throw InputException.of(
                        "%s is of no form that this program knows (%s): use the newer program".formatted(file, FORMAT));
            }
            return new BackupSet(
                    FORMAT,
                    String.valueOf(folder.getFileName()),
                    Instant.parse(json.path("madeAt").asText()),
                    json.path("database").asText(),
                    books(json.path("books")),
                    journal(json.path("journal")));
        } catch (JsonProcessingException e) {
            throw InputException.of(
                    "%s is no file of a backup, or it is damaged: %s".formatted(file, e.getOriginalMessage()));
        } catch (IOException | DateTimeParseException | IllegalArgumentException e) {
            throw InputException.of("%s is no file of a backup, or it is damaged: %s".formatted(file, e.getMessage()));
        }
    }

    private static Books books(JsonNode json) {
        return new Books(
                json.path("entry").asLong(-1),
                json.path("hash").asText(),
                json.path("documents").asLong(-1),
                json.path("billedRecord").asLong(-1),
                json.path("billedHash").asText());
    }

    private static Journal journal(JsonNode json) {
        return new Journal(
                json.path("pool").asText(),
                json.path("sealedHours").asInt(-1),
                Optional.of(json.path("lastSeal").asText("")).filter(text -> text.matches("[0-9a-f]+")),
                json.path("record").asLong(-1),
                json.path("hash").asText());
    }
}
