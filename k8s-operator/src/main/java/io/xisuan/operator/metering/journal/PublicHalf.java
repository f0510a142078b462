package io.xisuan.operator.metering.journal;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** Finds the public half of an Ed25519 key: a Secret holds the private half alone. */
final class PublicHalf {
    private PublicHalf() {}

    static PublicKey of(PrivateKey key) throws GeneralSecurityException {
        if (!(key instanceof EdECPrivateKey private25519)) {
            throw new GeneralSecurityException("only Ed25519 keys know their public half");
        }
        byte[] secret = private25519.getBytes().orElseThrow(() -> new GeneralSecurityException("the key is hidden"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance(SignatureScheme.ED25519.keys());
        generator.initialize(NamedParameterSpec.ED25519, new Fixed(secret));
        return generator.generateKeyPair().getPublic();
    }

    /** Gives the known secret where the making of a key asks for chance. */
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] secret;

        Fixed(byte[] secret) {
            this.secret = secret.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(Arrays.copyOf(secret, bytes.length), 0, bytes, 0, bytes.length);
        }
    }
}
