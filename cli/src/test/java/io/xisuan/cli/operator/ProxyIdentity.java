package io.xisuan.cli.operator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom a proxy shows itself as, and which server it believes: a certificate of its own, and the authority of a kubeconfig. */
record ProxyIdentity(String original, KeyStore keys, Certificate shown) {
    private static final String PASSWORD = "loopback";
    private static final String ALIAS = "proxy";
    private static final Pattern SERVER = Pattern.compile("server: *\"?(https://[^\\s\"]+)\"?");
    private static final Pattern AUTHORITY = Pattern.compile("certificate-authority-data: *\"?([A-Za-z0-9+/=]+)\"?");

    /** Makes a certificate for 127.0.0.1 with the JDK's own keytool, in a folder of the test. */
    static ProxyIdentity make(Path folder, Path kubeconfig) {
        Path file = folder.resolve("proxy.p12");
        try {
            run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=fault-proxy",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD));
            KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            return new ProxyIdentity(Files.readString(kubeconfig), keys, keys.getCertificate(ALIAS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    URI server() {
        return URI.create(found(SERVER));
    }

    /** Returns the kubeconfig with the proxy's address and certificate in the place of the server's. */
    String kubeconfig(int port) {
        try {
            String pem = "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                    .formatted(Base64.getMimeEncoder().encodeToString(shown.getEncoded()));
            String authority = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
            return original.replace(found(SERVER), "https://127.0.0.1:" + port).replace(found(AUTHORITY), authority);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SSLContext presenting() {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SSLContext trusting() {
        try {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            byte[] pem = Base64.getDecoder().decode(found(AUTHORITY));
            authorities.setCertificateEntry(
                    "server",
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String found(Pattern pattern) {
        Matcher matcher = pattern.matcher(original);
        if (!matcher.find()) {
            throw new IllegalStateException("The kubeconfig has no " + pattern);
        }
        return matcher.group(1);
    }
}
