package io.xisuan.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.billing.store.LedgerHead;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Path;

/** A head of the ledger that was kept in a file, as {@code ledger head -o json} prints it. */
final class HeadFile {
    private HeadFile() {}

    /**
     * @throws InputException when the file holds no head
     */
    static LedgerHead read(Path file) {
        try {
            JsonNode head = JsonMapper.builder().build().readTree(file.toFile());
            long seq = head.path("seq").asLong(-1);
            String hash = head.path("hash").asText("");
            if (seq < 0 || !hash.matches("[0-9a-f]{64}")) {
                throw noHead(file);
            }
            return new LedgerHead(seq, hash);
        } catch (IOException e) {
            throw noHead(file);
        }
    }

    private static InputException noHead(Path file) {
        return InputException.of("%s holds no head: write one with \"xisuan ledger head -o json\"".formatted(file));
    }
}
