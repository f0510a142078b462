package io.xisuan.billing.store;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;

/**
 * What a backup says about itself; it names no time and no place, so the same data have the same bytes.
 *
 * @param format the form of the archive
 * @param tablesVersion the version of the tables, which is that of the last script
 * @param ledgerSeq the number of the ledger's last entry
 * @param ledgerHash the hash of that entry
 * @param tables each table by name
 */
@JsonPropertyOrder({"format", "tablesVersion", "ledgerSeq", "ledgerHash", "tables"})
record BackupManifest(String format, int tablesVersion, long ledgerSeq, String ledgerHash, List<Content> tables) {
    static final String FORMAT = "xisuan-backup/1";
    static final String ENTRY = "manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /**
     * One table.
     *
     * @param sha256 the digest of its text
     */
    @JsonPropertyOrder({"name", "rows", "sha256"})
    record Content(String name, long rows, String sha256) {
        /** Returns where the table lies in the archive. */
        String entry() {
            return "tables/" + name + ".jsonl";
        }
    }

    BackupManifest {
        tables = tables.stream().sorted(Comparator.comparing(Content::name)).toList();
    }

    String json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @throws IllegalArgumentException when the text is no manifest
     */
    static BackupManifest parse(String json) {
        try {
            return JSON.readValue(json, BackupManifest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its manifest is no manifest", e);
        }
    }
}
