package io.xisuan.operator.metering.scrape;

import static io.xisuan.operator.metering.scrape.ClientGround.isGap;
import static io.xisuan.operator.metering.scrape.ClientGround.isText;
import static io.xisuan.operator.metering.scrape.FakeExporter.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is believed over TLS. */
class ClientTlsTest {
    private static final String SMALL = "up 1\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static TestCertificates certificates;

    private final ClientGround ground = new ClientGround();

    @BeforeAll
    static void certificates() throws IOException, InterruptedException {
        certificates = new TestCertificates(folder);
    }

    @AfterEach
    void every_byte_is_given_back() {
        ground.close();
    }

    private static TlsTrust byAuthority(Optional<String> name) throws IOException, GeneralSecurityException {
        return new TlsTrust(Optional.of(certificates.pem("ca")), name, false, Optional.empty());
    }

    private Result ask(FakeExporter exporter, TlsTrust trust) throws InterruptedException {
        return ask(exporter, trust, 10_000);
    }

    private Result ask(FakeExporter exporter, TlsTrust trust, int timeoutMillis) throws InterruptedException {
        TargetAccess plain = ClientGround.access(timeoutMillis);
        TargetAccess access =
                new TargetAccess(plain.interval(), plain.timeout(), true, plain.maxBytes(), Optional.empty(), trust);
        return ground.ask(ClientGround.target("https://127.0.0.1:%d/metrics".formatted(exporter.port()), access));
    }

    private static FakeExporter exporter(String alias, boolean wantsClient)
            throws IOException, GeneralSecurityException {
        return FakeExporter.start(certificates.server(alias, wantsClient), (socket, request) -> {
            socket.getOutputStream().write(ok(SMALL).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return true;
        });
    }

    @Test
    void a_certificate_of_our_authority_for_the_host_is_believed() throws Exception {
        try (FakeExporter exporter = exporter("server", false)) {
            for (int i = 0; i < 3; i++) {
                isText(ask(exporter, byAuthority(Optional.empty())), SMALL);
            }
            assertThat(exporter.connections()).isEqualTo(1);
            isText(ask(exporter, byAuthority(Optional.of("exporter.example"))), SMALL);
        }
    }

    @Test
    void a_certificate_of_nobody_we_trust_or_for_another_name_is_not() throws Exception {
        try (FakeExporter exporter = exporter("server", false)) {
            isGap(ask(exporter, TlsTrust.STANDARD), GapCause.TLS, "");
            isGap(ask(exporter, byAuthority(Optional.of("wrong.example"))), GapCause.TLS, "wrong.example");
        }
        try (FakeExporter exporter = exporter("other", false)) {
            isGap(ask(exporter, byAuthority(Optional.empty())), GapCause.TLS, "127.0.0.1");
            isText(ask(exporter, new TlsTrust(Optional.empty(), Optional.empty(), true, Optional.empty())), SMALL);
        }
    }

    @Test
    void an_expired_certificate_is_not() throws Exception {
        try (FakeExporter exporter = exporter("old", false)) {
            isGap(ask(exporter, byAuthority(Optional.empty())), GapCause.TLS, "");
        }
    }

    @Test
    void our_own_certificate_is_shown_where_it_is_wanted() throws Exception {
        try (FakeExporter exporter = exporter("server", true)) {
            // In TLS 1.3 the client learns of it after its own handshake: by the alert, or by the end of the
            // connection.
            assertThat(ask(exporter, byAuthority(Optional.empty())))
                    .isInstanceOfSatisfying(
                            ScrapeOutcome.Result.Gap.class,
                            gap -> assertThat(gap.cause()).isIn(GapCause.TLS, GapCause.UNREACHABLE));
            TlsTrust.Identity own = new TlsTrust.Identity(certificates.pem("client"), certificates.key("client"));
            isText(
                    ask(
                            exporter,
                            new TlsTrust(
                                    Optional.of(certificates.pem("ca")), Optional.empty(), false, Optional.of(own))),
                    SMALL);
            TlsTrust.Identity none = new TlsTrust.Identity(certificates.pem("client"), certificates.pem("client"));
            isGap(
                    ask(exporter, new TlsTrust(Optional.empty(), Optional.empty(), false, Optional.of(none))),
                    GapCause.TLS,
                    "holds no private key");
        }
    }

    @Test
    void a_server_without_tls_or_without_an_end_of_its_handshake_is_a_gap() throws Exception {
        try (FakeExporter exporter = FakeExporter.answering(ok(SMALL))) {
            isGap(ask(exporter, TlsTrust.STANDARD, 500), GapCause.TIMEOUT, "");
        }
        CountDownLatch never = new CountDownLatch(1);
        try (FakeExporter exporter = FakeExporter.start(certificates.server("server", false), (socket, request) -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            return never.await(30, TimeUnit.SECONDS);
        })) {
            isGap(ask(exporter, byAuthority(Optional.empty()), 2_000), GapCause.TIMEOUT, "within 2000 ms");
        }
        TlsTrust missing =
                new TlsTrust(Optional.of(folder.resolve("gone.pem")), Optional.empty(), false, Optional.empty());
        try (FakeExporter exporter = exporter("server", false)) {
            isGap(ask(exporter, missing), GapCause.TLS, "there is no file");
        }
    }
}
