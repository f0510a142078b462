package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** What is trusted and shown over TLS, read from files once and again when they change; safe for many threads. */
final class TlsContexts {
    private record Loaded(SSLSocketFactory sockets, List<FileState> files) {}

    private final Map<TlsTrust, Loaded> loaded = new HashMap<>();

    /** Returns what makes sockets with that trust. */
    synchronized SSLSocketFactory of(TlsTrust trust) throws FetchFailure {
        try {
            List<FileState> files = states(trust);
            Loaded known = loaded.get(trust);
            if (known == null || !known.files().equals(files)) {
                known = new Loaded(context(trust).getSocketFactory(), files);
                loaded.put(trust, known);
            }
            return known.sockets();
        } catch (IOException | GeneralSecurityException e) {
            throw new FetchFailure(GapCause.TLS, "the certificates or keys given cannot be read: " + said(e));
        }
    }

    private static List<FileState> states(TlsTrust trust) throws IOException {
        List<Path> files = new ArrayList<>();
        trust.caFile().ifPresent(files::add);
        trust.identity().ifPresent(identity -> {
            files.add(identity.certFile());
            files.add(identity.keyFile());
        });
        List<FileState> states = new ArrayList<>();
        for (Path file : files) {
            states.add(FileState.of(file));
        }
        return states;
    }

    private static SSLContext context(TlsTrust trust) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(trust.identity()), trusted(trust), new SecureRandom());
        return context;
    }

    private static TrustManager[] trusted(TlsTrust trust) throws IOException, GeneralSecurityException {
        if (trust.insecure()) {
            return new TrustManager[] {new AnyCertificate()};
        }
        if (trust.caFile().isEmpty()) {
            return standard(Optional.empty());
        }
        Path file = trust.caFile().get();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        return standard(Optional.of(store));
    }

    private static TrustManager[] standard(Optional<KeyStore> store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store.orElse(null));
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(Optional<TlsTrust.Identity> identity)
            throws IOException, GeneralSecurityException {
        if (identity.isEmpty()) {
            return new KeyManager[0];
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "own",
                PemFiles.privateKey(identity.get().keyFile()),
                new char[0],
                certificates(identity.get().certFile()).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException, CertificateException {
        Collection<? extends Certificate> all = PemFiles.certificates(file);
        if (all.isEmpty()) {
            throw new CertificateException("%s holds no certificate".formatted(file));
        }
        return all;
    }

    private static String said(Exception e) {
        return e instanceof NoSuchFileException ? "there is no file " + e.getMessage() : String.valueOf(e.getMessage());
    }

    /** Tells whether a file is still the one that was read. */
    record FileState(Path file, long modifiedMillis, long size) {
        static FileState of(Path file) throws IOException {
            return new FileState(file, Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        }
    }
}
