package io.xisuan.operator.metering.scrape;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A server's key that counts how often it is taken: once for each full handshake, never for a session that is resumed. */
final class CountedKey extends X509ExtendedKeyManager {
    private final X509ExtendedKeyManager key;
    private final AtomicInteger taken;

    CountedKey(X509ExtendedKeyManager key, AtomicInteger taken) {
        this.key = key;
        this.taken = taken;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        taken.incrementAndGet();
        return key.getPrivateKey(alias);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return key.getCertificateChain(alias);
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return key.chooseServerAlias(type, issuers, socket);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return key.getServerAliases(type, issuers);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        throw new UnsupportedOperationException("We are a server");
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        throw new UnsupportedOperationException("We are a server");
    }
}
