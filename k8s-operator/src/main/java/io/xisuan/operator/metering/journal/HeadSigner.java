package io.xisuan.operator.metering.journal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;

/** Signs and checks heads with Ed25519: a chain alone cannot see its own tail cut off. */
public final class HeadSigner {
    private final SealSigner signer;

    public HeadSigner(PrivateKey key) {
        try {
            this.signer = new SealSigner(SignatureScheme.ED25519, new KeyPair(PublicHalf.of(key), key));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("No Ed25519 key signs the journal", e);
        }
    }

    /** Returns what seals hours with the same key. */
    public SealSigner seals() {
        return signer;
    }

    /** Returns the signature of the head in Base64. */
    public String sign(JournalHead head) {
        return sign(signed(head));
    }

    /** Returns the signature of a text in Base64, as of the head of other books. */
    public String sign(byte[] text) {
        return signer.sign(text);
    }

    /** Returns whether the signature is the key owner's for this head. */
    public static boolean matches(JournalHead head, String signature, PublicKey key) {
        return matches(signed(head), signature, key);
    }

    /** Returns whether the signature is the key owner's for this text. */
    public static boolean matches(byte[] text, String signature, PublicKey key) {
        return SignatureScheme.ED25519.matches(text, signature, key);
    }

    private static byte[] signed(JournalHead head) {
        return ("xisuan-journal-head 1 " + head.seq() + " " + head.hash()).getBytes(StandardCharsets.UTF_8);
    }
}
