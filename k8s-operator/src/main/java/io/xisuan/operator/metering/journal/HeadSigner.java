package io.xisuan.operator.metering.journal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** Signs and checks heads with Ed25519: a chain alone cannot see its own tail cut off. */
public final class HeadSigner {
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey key;

    public HeadSigner(PrivateKey key) {
        this.key = key;
    }

    /** Returns the signature of the head in Base64. */
    String sign(JournalHead head) {
        return sign(signed(head));
    }

    /** Returns the signature of a text in Base64, as of the head of other books. */
    public String sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of the journal cannot sign with " + ALGORITHM, e);
        }
    }

    /** Returns whether the signature is the key owner's for this head. */
    public static boolean matches(JournalHead head, String signature, PublicKey key) {
        return matches(signed(head), signature, key);
    }

    /** Returns whether the signature is the key owner's for this text. */
    public static boolean matches(byte[] text, String signature, PublicKey key) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(text);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] signed(JournalHead head) {
        return ("xisuan-journal-head 1 " + head.seq() + " " + head.hash()).getBytes(StandardCharsets.UTF_8);
    }
}
