package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * A way to sign, by its name in the seals. What does it is a provider of the Java runtime: Ed25519 is always there, SM2 where a provider
 * of it is installed.
 *
 * @param name as written into seals
 * @param signature the runtime's name of the signature
 * @param keys the runtime's name of the form of its keys
 */
public record SignatureScheme(String name, String signature, String keys) {
    public static final SignatureScheme ED25519 = new SignatureScheme("Ed25519", "Ed25519", "Ed25519");

    /** SM2 with SM3 (GB/T 32918, GB/T 32905). */
    public static final SignatureScheme SM2 = new SignatureScheme("SM2", "SM3withSM2", "EC");

    private static final List<SignatureScheme> KNOWN = List.of(ED25519, SM2);

    /**
     * Returns the scheme of this name.
     *
     * @throws InputException when there is none, naming those that there are
     */
    public static SignatureScheme named(String name) {
        return KNOWN.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> InputException.of("No signature is called \"%s\": known are %s"
                        .formatted(
                                name, KNOWN.stream().map(SignatureScheme::name).toList())));
    }

    /** Returns the signature of a text in Base64. */
    String sign(byte[] text, PrivateKey key) {
        try {
            Signature signer = Signature.getInstance(signature);
            signer.initSign(key);
            signer.update(text);
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of the journal cannot sign with " + name, e);
        }
    }

    /** Returns whether the signature is the key owner's for this text; one that is no signature is not. */
    boolean matches(byte[] text, String signed, PublicKey key) {
        try {
            Signature check = Signature.getInstance(signature);
            check.initVerify(key);
            check.update(text);
            return check.verify(Base64.getDecoder().decode(signed));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Reads a private key: PKCS#8.
     *
     * @throws GeneralSecurityException when it is none, or the runtime has no provider of this scheme
     */
    PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(keys).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /**
     * Reads a public key: X.509.
     *
     * @throws GeneralSecurityException when it is none, or the runtime has no provider of this scheme
     */
    public PublicKey publicKey(byte[] x509) throws GeneralSecurityException {
        return KeyFactory.getInstance(keys).generatePublic(new X509EncodedKeySpec(x509));
    }
}
