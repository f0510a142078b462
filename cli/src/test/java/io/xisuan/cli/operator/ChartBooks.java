package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.model.BillingPeriod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What must not change while a release is upgraded, moved or restored: books as the program itself reports them.
 *
 * @param balance the trial balance
 * @param invoices number and digest of each document
 */
record ChartBooks(JsonNode balance, List<String> invoices) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MONTH =
            BillingPeriod.of(System.currentTimeMillis()).toString();

    ChartBooks {
        invoices = List.copyOf(invoices);
    }

    static ChartBooks of(String db) {
        List<String> invoices = new ArrayList<>();
        json(ChartCluster.on(db, "invoice", "list", "-o", "json"))
                .forEach(invoice -> invoices.add("%s %s"
                        .formatted(
                                invoice.path("number").asText(),
                                invoice.path("sha256").asText())));
        return new ChartBooks(json(ChartCluster.on(db, "report", "trial-balance", "-o", "json")), invoices);
    }

    /** Brings what was used by now to an issued document, by two people. */
    static void invoice(String db) {
        ChartCluster.on(db, "invoice", "draft", "--month", MONTH, "--interim", "--by", "li.na");
        JsonNode draft =
                json(ChartCluster.on(db, "invoice", "drafts", "-o", "json")).get(0);
        ChartCluster.on(
                db,
                "invoice",
                "review",
                draft.path("draft").asText(),
                "--sha256",
                draft.path("sha256").asText(),
                "--by",
                "wang.wei");
        ChartCluster.on(db, "invoice", "issue", "--month", MONTH, "--by", "li.na");
    }

    /** Checks chains and documents. */
    static void verify(String db, String journal) {
        assertThat(ChartCluster.on(db, "ledger", "verify")).isNotEmpty();
        assertThat(ChartCluster.answer(0, "journal", "verify", journal)).isNotEmpty();
    }

    /** Returns what a folder of copies gives when its newest is restored into a file of its own; chains and documents hold there too. */
    static ChartBooks restored(Path copies, Path data) {
        String db = "jdbc:sqlite:" + data.resolve("xisuan.db");
        ChartCluster.on(db, "backup", "restore", "--from", copies.toString(), "--data", data.toString());
        verify(db, data.resolve("journal").toString());
        return of(db);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
