package io.xisuan.operator.metering.scrape;

import static io.xisuan.operator.metering.scrape.ClientGround.isGap;
import static io.xisuan.operator.metering.scrape.ClientGround.isText;
import static io.xisuan.operator.metering.scrape.FakeExporter.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.metering.evidence.GapCause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client makes of connections that fail or wait. */
class ClientFaultsTest {
    private static final String SMALL = "up 1\n";
    private static final int SHORT = 300;

    private final ClientGround ground = new ClientGround();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @AfterEach
    void every_byte_is_given_back() {
        ground.close();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Test
    void a_target_that_waits_at_any_point_is_timed_out() throws IOException, InterruptedException {
        String[] beginnings = {
            "", "HTTP/1.1 200 OK\r\nContent-", ok(SMALL).substring(0, ok(SMALL).length() - 2)
        };
        CountDownLatch end = new CountDownLatch(1);
        for (String beginning : beginnings) {
            try (FakeExporter exporter = FakeExporter.start((socket, request) -> {
                send(socket, beginning);
                return end.await(30, TimeUnit.SECONDS);
            })) {
                isGap(ground.ask(ClientGround.target(exporter, SHORT)), GapCause.TIMEOUT, "within 300 ms");
            }
        }
    }

    @Test
    void a_target_that_drips_is_timed_out_all_the_same() throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        try (FakeExporter exporter = FakeExporter.start((socket, request) -> {
            send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
                send(socket, "x");
            }
            return false;
        })) {
            long from = System.nanoTime();
            isGap(ground.ask(ClientGround.target(exporter, SHORT)), GapCause.TIMEOUT, "within 300 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_connection_that_is_reset_or_ends_too_early_says_where() throws IOException, InterruptedException {
        try (FakeExporter exporter = FakeExporter.start((socket, request) -> {
            send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nup");
            socket.setSoLinger(true, 0);
            return false;
        })) {
            isGap(ground.ask(exporter), GapCause.UNREACHABLE, "");
        }
        try (FakeExporter exporter = FakeExporter.start((socket, request) -> {
            send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nup");
            socket.shutdownOutput();
            return true;
        })) {
            isGap(ground.ask(exporter), GapCause.UNREACHABLE, "998 bytes before the end of the body");
        }
        try (FakeExporter exporter = FakeExporter.start((socket, request) -> false)) {
            isGap(ground.ask(exporter), GapCause.UNREACHABLE, "within the head, after 0 bytes");
            assertThat(exporter.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_is_used_again() throws IOException, InterruptedException {
        try (FakeExporter exporter = FakeExporter.answering(ok(SMALL))) {
            for (int i = 0; i < 5; i++) {
                isText(ground.ask(exporter), SMALL);
            }
            assertThat(exporter.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_the_target_ended_in_between_is_made_anew_once() throws IOException, InterruptedException {
        AtomicInteger answers = new AtomicInteger();
        try (FakeExporter exporter = FakeExporter.start((socket, request) -> {
            send(socket, ok(SMALL));
            return answers.incrementAndGet() % 2 == 0;
        })) {
            for (int i = 1; i <= 4; i++) {
                isText(ground.ask(exporter), SMALL);
            }
            assertThat(exporter.requests()).hasSize(4);
            assertThat(exporter.connections()).isEqualTo(3);
        }
    }

    @Test
    void an_answer_that_breaks_on_an_old_connection_is_not_asked_for_again() throws IOException, InterruptedException {
        AtomicInteger answers = new AtomicInteger();
        try (FakeExporter exporter = FakeExporter.start((socket, request) -> {
            boolean first = answers.getAndIncrement() == 0;
            send(socket, first ? ok(SMALL) : "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nup");
            return first;
        })) {
            isText(ground.ask(exporter), SMALL);
            isGap(ground.ask(exporter), GapCause.UNREACHABLE, "7 bytes before the end");
            assertThat(exporter.requests()).hasSize(2);
        }
    }

    @Test
    void nobody_there_is_unreachable() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        TargetAccess access = ClientGround.access(5_000);
        isGap(
                ground.ask(ClientGround.target("http://127.0.0.1:%d/metrics".formatted(port), access)),
                GapCause.UNREACHABLE,
                "refused");
        isGap(
                ground.ask(ClientGround.target("http://no-such-host.invalid:1/metrics", access)),
                GapCause.UNREACHABLE,
                "no-such-host.invalid");
    }

    @Test
    void a_token_is_read_again_when_its_file_changes_and_never_shown() throws IOException, InterruptedException {
        Path token = folder.resolve("token");
        TargetAccess plain = ClientGround.access(5_000);
        TargetAccess access = new TargetAccess(
                plain.interval(), plain.timeout(), false, plain.maxBytes(), Optional.of(token), TlsTrust.STANDARD);
        try (FakeExporter exporter = FakeExporter.answering(ok(SMALL))) {
            ScrapeTarget target = ClientGround.target("http://127.0.0.1:%d/metrics".formatted(exporter.port()), access);
            isGap(ground.ask(target), GapCause.UNAUTHORISED, "cannot be read");
            Files.writeString(token, "two\nlines\n");
            isGap(ground.ask(target), GapCause.UNAUTHORISED, "holds no token");
            Files.writeString(token, "first-token\n");
            isText(ground.ask(target), SMALL);
            Files.writeString(token, "another-token\n");
            isText(ground.ask(target), SMALL);
            assertThat(exporter.requests()).hasSize(2);
            assertThat(exporter.requests().get(0)).contains("\r\nAuthorization: Bearer first-token\r\n");
            assertThat(exporter.requests().get(1)).contains("\r\nAuthorization: Bearer another-token\r\n");
            assertThat(exporter.requests().get(1)).contains("\r\nAccept-Encoding: identity\r\n");
        }
    }
}
