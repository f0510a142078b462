package io.xisuan.operator.metering.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** An authority and certificates that it signed, made with the JDK's keytool in a folder. */
final class TestCertificates {
    private static final String PASSWORD = "only-for-tests";

    private final Path folder;

    TestCertificates(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        keytool("ca", "-ext", "bc:c=ca:true");
        keytool("server", "-signer", "ca", "-ext", "san=ip:127.0.0.1,dns:exporter.example");
        keytool("other", "-signer", "ca", "-ext", "san=dns:other.example");
        keytool("client", "-signer", "ca");
        keytool(
                "old",
                "-signer",
                "ca",
                "-ext",
                "san=ip:127.0.0.1",
                "-startdate",
                "2020/01/01 00:00:00",
                "-validity",
                "1");
    }

    private void keytool(String alias, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-genkeypair", "-keyalg", "EC"));
        command.addAll(List.of("-alias", alias, "-dname", "CN=" + alias));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore", folder.resolve("keys.p12").toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    /** Returns a file with that certificate. */
    Path pem(String alias) throws IOException, GeneralSecurityException {
        return pem(alias + ".pem", "CERTIFICATE", store().getCertificate(alias).getEncoded());
    }

    /** Returns a file with that private key. */
    Path key(String alias) throws IOException, GeneralSecurityException {
        byte[] key = Objects.requireNonNull(store().getKey(alias, PASSWORD.toCharArray()))
                .getEncoded();
        return pem(alias + ".key", "PRIVATE KEY", key);
    }

    private Path pem(String name, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, text, what));
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** Returns a server that shows that certificate and, if so wanted, asks for the client's. */
    ServerSocket server(String alias, boolean wantsClient) throws IOException, GeneralSecurityException {
        return server(alias, wantsClient, new AtomicInteger());
    }

    /** Returns such a server that counts how often it proved itself with its key: once for each full handshake. */
    ServerSocket server(String alias, boolean wantsClient, AtomicInteger proofs)
            throws IOException, GeneralSecurityException {
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        KeyStore all = store();
        one.setKeyEntry(
                alias,
                all.getKey(alias, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                all.getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", all.getCertificate("ca"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {new CountedKey((X509ExtendedKeyManager) keys.getKeyManagers()[0], proofs)},
                trust.getTrustManagers(),
                null);
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 512, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(wantsClient);
        return server;
    }
}
