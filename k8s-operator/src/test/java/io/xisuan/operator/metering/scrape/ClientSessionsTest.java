package io.xisuan.operator.metering.scrape;

import static io.xisuan.operator.metering.scrape.ClientGround.isGap;
import static io.xisuan.operator.metering.scrape.ClientGround.isText;
import static io.xisuan.operator.metering.scrape.FakeExporter.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.metering.evidence.GapCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How seldom TLS is agreed on in full, and how long one waits for it. */
class ClientSessionsTest {
    private static final String SMALL = "up 1\n";
    private static final int AT_ONCE = 16;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TestCertificates certificates;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path authority;

    private final ClientGround ground = new ClientGround();
    private final AtomicInteger proofs = new AtomicInteger();

    @BeforeAll
    static void certificates() throws IOException, InterruptedException, GeneralSecurityException {
        certificates = new TestCertificates(folder);
        authority = certificates.pem("ca");
    }

    @AfterEach
    void every_byte_is_given_back() {
        ground.close();
    }

    private FakeExporter exporter() throws IOException, GeneralSecurityException {
        return FakeExporter.start(certificates.server("server", false, proofs), (socket, request) -> {
            socket.getOutputStream().write(ok(SMALL).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return true;
        });
    }

    private static ScrapeTarget target(int port, int timeoutMillis) {
        TargetAccess plain = ClientGround.access(timeoutMillis);
        TlsTrust trust = new TlsTrust(Optional.of(authority), Optional.empty(), false, Optional.empty());
        return ClientGround.target(
                "https://127.0.0.1:%d/metrics".formatted(port),
                new TargetAccess(plain.interval(), plain.timeout(), true, plain.maxBytes(), Optional.empty(), trust));
    }

    @Test
    void ten_questions_on_a_kept_connection_are_one_handshake() throws Exception {
        try (FakeExporter exporter = exporter()) {
            for (int i = 0; i < 10; i++) {
                isText(ground.ask(target(exporter.port(), 10_000)), SMALL);
            }
            assertThat(exporter.connections()).isEqualTo(1);
        }
        assertThat(proofs.get()).isEqualTo(1);
    }

    @Test
    void waiting_for_a_turn_takes_nothing_from_the_time_of_an_answer() throws Exception {
        List<Socket> silent = new CopyOnWriteArrayList<>();
        CountDownLatch greeted = new CountDownLatch(AT_ONCE);
        try (FakeExporter exporter = exporter();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ClientGround crowded = new ClientGround(64L << 20, Duration.ofSeconds(4))) {
            isText(crowded.ask(target(exporter.port(), 10_000)), SMALL);
            threads.execute(() -> accept(hanging, silent, greeted, threads));
            for (int i = 0; i < AT_ONCE; i++) {
                ScrapeTarget stuck = target(hanging.getLocalPort(), 12_000);
                threads.execute(() -> ask(crowded, stuck));
            }
            assertThat(greeted.await(60, TimeUnit.SECONDS)).isTrue();
            isGap(crowded.ask(target(exporter.port(), 3_000), Duration.ZERO), GapCause.OPERATOR_AWAY, "no turn");
            isText(crowded.ask(target(exporter.port(), 3_000), Duration.ofMinutes(1)), SMALL);
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    private static void ask(ClientGround crowded, ScrapeTarget stuck) {
        try {
            assertThat(crowded.ask(stuck)).isNotNull();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes connections and the first byte of each handshake, and says nothing. */
    private static void accept(
            ServerSocket server, List<Socket> silent, CountDownLatch greeted, ExecutorService threads) {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                silent.add(socket);
                threads.execute(() -> firstByte(socket, greeted));
            }
        } catch (IOException e) {
            // closed, as it is at the end
        }
    }

    private static void firstByte(Socket socket, CountDownLatch greeted) {
        try {
            if (socket.getInputStream().read() >= 0) {
                greeted.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
