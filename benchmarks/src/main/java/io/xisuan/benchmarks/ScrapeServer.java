package io.xisuan.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Stands for all exporters of a scrape run, in a process of its own: answers every request with the same text. */
final class ScrapeServer {
    private static final char[] PASSWORD = "only-for-a-benchmark".toCharArray();
    private static final int BACKLOG = 4_096;
    private static final int END_OF_HEAD = 4;

    /** As many as make 67 kB, the size of the text of eight H100 by dcgm-exporter's default list. */
    private static final int FAMILIES = 25;

    private final byte[] answer;

    private ScrapeServer(byte[] text) {
        byte[] head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
                        .formatted(text.length)
                        .getBytes(StandardCharsets.US_ASCII);
        answer = new byte[head.length + text.length];
        System.arraycopy(head, 0, answer, 0, head.length);
        System.arraycopy(text, 0, answer, head.length, text.length);
    }

    /** Serves until its standard input ends. The argument is a folder for keys with TLS, or nothing without. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        ServerSocket server = arguments.length > 0
                ? secured(Path.of(arguments[0]))
                : new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        ScrapeServer serving = new ScrapeServer(DcgmText.bytes(FAMILIES));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Thread.ofPlatform().daemon().start(() -> serving.accept(server, threads));
        System.out.println("port " + server.getLocalPort());
        System.out.flush();
        while (System.in.read() >= 0) {
            // until whoever started it goes
        }
        System.exit(0);
    }

    private void accept(ServerSocket server, ExecutorService threads) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                System.err.println("no connection: " + e.getMessage());
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1_024);
            OutputStream out = socket.getOutputStream();
            while (request(in)) {
                out.write(answer);
                out.flush();
            }
        } catch (IOException e) {
            // the client went
        }
    }

    private static boolean request(InputStream in) throws IOException {
        int matched = 0;
        while (matched < END_OF_HEAD) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            boolean fits = b == (matched % 2 == 0 ? '\r' : '\n');
            matched = fits ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return true;
    }

    private static ServerSocket secured(Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        KeyStore store = key(folder.resolve("keys.p12"));
        byte[] certificate =
                Objects.requireNonNull(store.getCertificate("server")).getEncoded();
        Files.writeString(
                folder.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(certificate)));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    private static KeyStore key(Path keys) throws IOException, GeneralSecurityException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=benchmark",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        keys.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool made no key");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
