package io.xisuan.cli.demo;

import io.xisuan.operator.metering.journal.HeadSigner;
import io.xisuan.operator.metering.journal.JournalOptions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;

/** The demo's signing key. It is public, so that every run signs alike; it protects nothing. */
final class DemoKeys {
    private static final int KEY_BYTES = 32;

    private DemoKeys() {}

    static JournalOptions journalOptions() {
        byte[] seed = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            seed[i] = (byte) i;
        }
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            return new JournalOptions(
                    false,
                    Optional.of(new HeadSigner(
                            factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no Ed25519", e);
        }
    }
}
