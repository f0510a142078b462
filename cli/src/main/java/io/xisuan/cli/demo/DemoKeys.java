package io.xisuan.cli.demo;

import io.xisuan.operator.metering.journal.HeadSigner;
import io.xisuan.operator.metering.journal.JournalOptions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.Optional;

/** The demo's signing key. It is the same in every run and protects nothing; a real journal has its own. */
final class DemoKeys {
    private static final KeyPair PAIR = pair();

    private DemoKeys() {}

    static JournalOptions journalOptions() {
        return new JournalOptions(false, Optional.of(new HeadSigner(PAIR.getPrivate())));
    }

    /** Returns the public key as {@code journal verify --key} reads it. */
    static String publicKey() {
        return Base64.getEncoder().encodeToString(PAIR.getPublic().getEncoded()) + "\n";
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Counting());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no Ed25519", e);
        }
    }

    /** Gives 0, 1, 2, ... where a key would ask for chance. */
    private static final class Counting extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) i;
            }
        }
    }
}
