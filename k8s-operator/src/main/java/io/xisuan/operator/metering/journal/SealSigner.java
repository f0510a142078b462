package io.xisuan.operator.metering.journal;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.Optional;

/** Makes the seals of hours with one key, and checks them; the algorithms are named in every seal. */
public final class SealSigner {
    /** The algorithm of a seal that nobody signed. */
    public static final String NONE = "none";

    /** The hash over records and seals. */
    public static final String DIGEST = "SHA-256";

    private static final String NOTHING = "-";
    private static final int KEY_ID_BYTES = 8;

    private final SignatureScheme scheme;
    private final PrivateKey key;
    private final PublicKey publicKey;

    public SealSigner(SignatureScheme scheme, KeyPair pair) {
        this.scheme = scheme;
        this.key = pair.getPrivate();
        this.publicKey = pair.getPublic();
    }

    /** Returns which key this is: the first 16 digits of the SHA-256 of the public key (X.509). */
    public static String keyId(PublicKey key) {
        return HexFormat.of().formatHex(RecordHash.digest(DIGEST).digest(key.getEncoded()), 0, KEY_ID_BYTES);
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** Returns the signature of a text in Base64. */
    String sign(byte[] text) {
        return scheme.sign(text, key);
    }

    /** Returns the hour's seal, signed when there is a signer. */
    public static HourSeal seal(HourRoot hour, Optional<HourSeal> before, Optional<SealSigner> signer) {
        HourSeal draft = seal(hour, before, NONE, NOTHING, NOTHING);
        return signer.map(by -> seal(
                        hour,
                        before,
                        by.scheme.name(),
                        keyId(by.publicKey),
                        by.sign(draft.signedText().getBytes(StandardCharsets.UTF_8))))
                .orElse(draft);
    }

    /** The records of an hour and the root over them, in hex. */
    public record HourRoot(long hourStartMillis, long firstSeq, long lastSeq, String merkleRoot) {}

    private static HourSeal seal(
            HourRoot hour, Optional<HourSeal> before, String algorithm, String keyId, String signature) {
        return new HourSeal(
                hour.hourStartMillis(),
                hour.firstSeq(),
                hour.lastSeq(),
                hour.merkleRoot(),
                before.map(HourSeal::hash).orElse(HourSeal.NO_PREVIOUS),
                DIGEST,
                algorithm,
                keyId,
                signature);
    }

    /** Returns whether the key's owner signed this seal. */
    public static boolean matches(HourSeal seal, PublicKey key) {
        return !seal.algorithm().equals(NONE)
                && seal.keyId().equals(keyId(key))
                && SignatureScheme.named(seal.algorithm())
                        .matches(seal.signedText().getBytes(StandardCharsets.UTF_8), seal.signature(), key);
    }
}
