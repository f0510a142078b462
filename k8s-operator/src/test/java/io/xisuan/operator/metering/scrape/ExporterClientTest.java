package io.xisuan.operator.metering.scrape;

import static io.xisuan.operator.metering.scrape.ClientGround.isGap;
import static io.xisuan.operator.metering.scrape.ClientGround.isText;
import static io.xisuan.operator.metering.scrape.FakeExporter.answering;
import static io.xisuan.operator.metering.scrape.FakeExporter.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client makes of answers, whole and broken. */
class ExporterClientTest {
    private static final String TEXT = "up 1\n".repeat(20_000);
    private static final String SMALL = "up 1\n";

    private final ClientGround ground = new ClientGround();

    @AfterEach
    void every_byte_is_given_back() {
        ground.close();
    }

    private void isGapOf(GapCause cause, String detail, String... answer) throws IOException, InterruptedException {
        try (FakeExporter exporter = answering(answer)) {
            isGap(ground.ask(exporter), cause, detail);
        }
    }

    @Test
    void a_text_comes_as_it_was_sent() throws IOException, InterruptedException {
        try (FakeExporter exporter = answering(ok(TEXT))) {
            Result result = ground.ask(exporter);
            isText(result, TEXT);
            assertThat(((Result.Answer) result).format()).isEqualTo(ExpositionFormat.TEXT);
            assertThat(exporter.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n".formatted(exporter.port()))
                    .contains("Accept-Encoding: gzip\r\n", "X-Prometheus-Scrape-Timeout-Seconds: 5\r\n")
                    .doesNotContain("Authorization");
        }
    }

    @Test
    void the_content_type_names_the_format() throws IOException, InterruptedException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/openmetrics-text; version=1.0.0\r\n";
        try (FakeExporter exporter = answering(head + "Content-Length: 6\r\n\r\n# EOF\n")) {
            assertThat(ground.ask(exporter))
                    .satisfies(result ->
                            assertThat(((Result.Answer) result).format()).isEqualTo(ExpositionFormat.OPENMETRICS));
        }
        isGapOf(
                GapCause.PARSE_ERROR,
                "protobuf",
                "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.google.protobuf\r\nContent-Length: 1\r\n\r\nx");
    }

    @Test
    void chunks_are_put_together() throws IOException, InterruptedException {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (FakeExporter exporter =
                answering(head, "5;x=y\r\nup 1\n\r\n", "000C\r\nup{a=\"b\"} 1\n\r\n0\r\nTrailer: x\r\n", "\r\n")) {
            isText(ground.ask(exporter), "up 1\nup{a=\"b\"} 1\n");
            isText(ground.ask(exporter), "up 1\nup{a=\"b\"} 1\n");
            assertThat(exporter.connections()).isEqualTo(1);
        }
        isGapOf(GapCause.PARSE_ERROR, "a chunk is longer", head + "2\r\nup 1\r\n0\r\n\r\n");
        isGapOf(GapCause.PARSE_ERROR, "without its length", head + "zz\r\nup 1\r\n");
    }

    @Test
    void gzip_is_unpacked_also_in_several_members() throws IOException, InterruptedException {
        for (String packed : new String[] {gzip(TEXT), gzip(SMALL) + gzip(TEXT)}) {
            try (FakeExporter exporter = answering(packed(packed))) {
                isText(ground.ask(exporter), packed.length() == gzip(TEXT).length() ? TEXT : SMALL + TEXT);
            }
        }
    }

    @Test
    void broken_gzip_is_no_answer() throws IOException, InterruptedException {
        String packed = gzip(TEXT);
        String[] broken = {
            packed.substring(0, packed.length() / 2),
            packed.substring(0, packed.length() - 3),
            "x" + packed.substring(1),
            packed.substring(0, packed.length() - 8) + "wrongsum",
            packed + "more"
        };
        for (String each : broken) {
            isGapOf(GapCause.PARSE_ERROR, "gzip", packed(each));
        }
        isGapOf(
                GapCause.PARSE_ERROR,
                "encoding \"br\"",
                "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx");
    }

    @Test
    void a_small_answer_that_unpacks_to_much_is_stopped_at_the_limit() throws IOException, InterruptedException {
        String bomb = gzip("0".repeat(50 << 20));
        assertThat(bomb.length()).isLessThan(60_000);
        isGapOf(GapCause.TOO_LARGE, "1048576", packed(bomb));
    }

    @Test
    void only_status_200_is_an_answer_and_nobody_is_followed() throws IOException, InterruptedException {
        String rest = "\r\nContent-Length: 5\r\n\r\nup 1\n";
        isGapOf(GapCause.UNAUTHORISED, "401 Unauthorized", "HTTP/1.1 401 Unauthorized" + rest);
        isGapOf(GapCause.UNAUTHORISED, "403", "HTTP/1.1 403 Forbidden" + rest);
        isGapOf(GapCause.HTTP_STATUS, "500", "HTTP/1.1 500" + rest);
        isGapOf(GapCause.HTTP_STATUS, "204", "HTTP/1.1 204 No Content\r\n\r\n");
        isGapOf(GapCause.HTTP_STATUS, "302 Found to /login", "HTTP/1.1 302 Found\r\nLocation: /login" + rest);
    }

    @Test
    void an_interim_answer_is_passed_over() throws IOException, InterruptedException {
        try (FakeExporter exporter = answering("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + ok(SMALL))) {
            isText(ground.ask(exporter), SMALL);
        }
    }

    @Test
    void an_empty_text_is_a_gap_and_no_zero() throws IOException, InterruptedException {
        isGapOf(GapCause.EMPTY_BODY, "0 bytes", ok(""));
        isGapOf(GapCause.EMPTY_BODY, "2 bytes", ok("\r\n"));
        isGapOf(
                GapCause.EMPTY_BODY,
                "0 bytes",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void a_text_without_an_end_is_stopped_at_the_limit() throws IOException, InterruptedException {
        String[] heads = {"\r\n", "Transfer-Encoding: chunked\r\n\r\n", "Content-Length: 900000000000\r\n\r\n"};
        for (String head : heads) {
            try (FakeExporter exporter = FakeExporter.start((socket, request) -> {
                socket.getOutputStream().write(("HTTP/1.1 200 OK\r\n" + head).getBytes(StandardCharsets.US_ASCII));
                byte[] piece = (head.contains("chunked") ? "1000\r\n" + "x".repeat(4096) + "\r\n" : "x".repeat(4096))
                        .getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    socket.getOutputStream().write(piece);
                }
            })) {
                isGap(ground.ask(exporter), GapCause.TOO_LARGE, "longer than 1048576 bytes");
            }
        }
    }

    @Test
    void a_head_without_an_end_is_stopped() throws IOException, InterruptedException {
        isGapOf(GapCause.PARSE_ERROR, "8 KiB", "HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000));
        isGapOf(GapCause.PARSE_ERROR, "the head has the line", "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(200));
        isGapOf(GapCause.PARSE_ERROR, "begins with \"SSH-2.0", "SSH-2.0-OpenSSH\r\n");
        isGapOf(GapCause.PARSE_ERROR, "content length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
        isGapOf(
                GapCause.PARSE_ERROR,
                "content length",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nup 1\n");
    }

    @Test
    void a_connection_over_which_more_came_than_was_said_is_not_used_again() throws IOException, InterruptedException {
        try (FakeExporter exporter = answering(ok(SMALL) + "left over")) {
            isText(ground.ask(exporter), SMALL);
            isText(ground.ask(exporter), SMALL);
            assertThat(exporter.connections()).isEqualTo(2);
        }
    }

    @Test
    void an_old_server_ends_its_text_with_the_connection() throws IOException, InterruptedException {
        try (FakeExporter exporter = FakeExporter.start((socket, request) -> {
            socket.getOutputStream().write("HTTP/1.0 200 OK\r\n\r\nup 1\n".getBytes(StandardCharsets.US_ASCII));
            return false;
        })) {
            isText(ground.ask(exporter), SMALL);
        }
    }

    @Test
    void an_address_of_version_6_is_asked() throws IOException, InterruptedException {
        ServerSocket server = new ServerSocket(
                0, 50, InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        try (FakeExporter exporter = FakeExporter.start(server, (socket, request) -> {
            socket.getOutputStream().write(ok(SMALL).getBytes(StandardCharsets.US_ASCII));
            return true;
        })) {
            String uri = "http://[::1]:%d/metrics?x=y".formatted(exporter.port());
            isText(ground.ask(ClientGround.target(uri, ClientGround.access(5_000))), SMALL);
            assertThat(exporter.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /metrics?x=y HTTP/1.1\r\nHost: [::1]:");
        }
    }

    @Test
    void without_memory_for_it_an_answer_is_a_gap() throws IOException, InterruptedException {
        try (ClientGround poor = new ClientGround(1_000);
                FakeExporter exporter = answering(ok(TEXT))) {
            isGap(poor.ask(exporter), GapCause.OPERATOR_AWAY, "no room");
        }
    }

    private static String packed(String gzip) {
        return "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(gzip.length(), gzip);
    }

    private static String gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return packed.toString(StandardCharsets.ISO_8859_1);
    }
}
