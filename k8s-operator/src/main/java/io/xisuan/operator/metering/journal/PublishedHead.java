package io.xisuan.operator.metering.journal;

import java.security.PublicKey;
import java.util.Collection;

/**
 * A head as its writer published it, so that a chain whose tail was cut or written anew is noticed.
 *
 * @param signature in Base64; empty when its writer had no key
 */
public record PublishedHead(JournalHead head, String signature) {
    /** Returns whether the owner of one of these keys signed it. */
    public boolean signedBy(Collection<PublicKey> keys) {
        return keys.stream().anyMatch(key -> HeadSigner.matches(head, signature, key));
    }
}
