package io.xisuan.cli.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.billing.store.LedgerHead;
import io.xisuan.billing.store.OutsideHead;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.HeadSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;

/** A head of the ledger that was kept in a file, as {@code ledger head -o json} prints it or {@code ledger export} signs it. */
final class HeadFile {
    private HeadFile() {}

    /**
     * @param key whose signature the head must bear; empty for any head
     * @throws InputException when the file holds no head, or one that this key did not sign
     */
    static LedgerHead read(Path file, Optional<PublicKey> key) {
        try {
            JsonNode head = JsonMapper.builder().build().readTree(file.toFile());
            long seq = head.path("seq").asLong(-1);
            String hash = head.path("hash").asText("");
            if (seq < 0 || !hash.matches("[0-9a-f]{64}")) {
                throw noHead(file);
            }
            if (key.isPresent() && !signed(head, key.get())) {
                throw InputException.of(
                        "%s is not signed by that key: it is no head of these books, or was changed".formatted(file));
            }
            return new LedgerHead(seq, hash);
        } catch (IOException e) {
            throw noHead(file);
        }
    }

    private static boolean signed(JsonNode head, PublicKey key) {
        OutsideHead read = new OutsideHead(
                head.path("seq").asLong(),
                head.path("hash").asText(),
                head.path("chainSeq").asLong(),
                head.path("chainHash").asText(),
                head.path("documents").asLong(),
                head.path("atMillis").asLong());
        return HeadSigner.matches(read.signedText(), head.path("signature").asText(), key);
    }

    private static InputException noHead(Path file) {
        return InputException.of("%s holds no head: write one with \"xisuan ledger head -o json\"".formatted(file));
    }
}
