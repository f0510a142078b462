package io.xisuan.billing.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the chains ended at an instant: what is kept outside, because a chain cannot see its own tail cut off.
 *
 * @param seq number of the ledger's last entry
 * @param hash its hash
 * @param chainSeq number of the last entry of the chain of balances
 * @param chainHash its hash; empty before the first
 * @param documents how many documents were issued
 */
public record OutsideHead(long seq, String hash, long chainSeq, String chainHash, long documents, long atMillis) {
    /** Returns the canonical text that a signature is over. */
    public byte[] signedText() {
        return node().toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the file's text: the head, and its signature where there is one.
     *
     * @param signer makes an Ed25519 signature in Base64
     */
    String json(Optional<Function<byte[], String>> signer) {
        ObjectNode node = node();
        signer.ifPresent(sign -> {
            node.put("algorithm", "Ed25519");
            node.put("signature", sign.apply(signedText()));
        });
        return node + "\n";
    }

    /** Returns the same but for the instant: whether anything happened since. */
    boolean sameAs(OutsideHead other) {
        return seq == other.seq
                && hash.equals(other.hash)
                && chainSeq == other.chainSeq
                && documents == other.documents;
    }

    private ObjectNode node() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", "xisuan-ledger-head/1");
        node.put("seq", seq).put("hash", hash);
        node.put("chainSeq", chainSeq).put("chainHash", chainHash);
        return node.put("documents", documents).put("atMillis", atMillis);
    }
}
