package io.xisuan.operator.notice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.billing.store.NoticeTry;
import io.xisuan.operator.notice.Channel;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Web hooks and robots to a real HTTP server. */
@Timeout(120)
class WebhookSenderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);

    @TempDir
    Path folder;

    private static WebhookSender sender(URI to, Optional<Path> secret, Optional<Path> trusted, Duration patience) {
        return new WebhookSender(
                new Channel.Webhook("hook", new Channel.Place(Optional.of(to), Optional.empty()), secret, trusted, 60),
                TestMessages.CLOCK,
                new Posting(patience));
    }

    private static WebhookSender plain(URI to) {
        return sender(to, Optional.empty(), Optional.empty(), PATIENCE);
    }

    private static Unsent unsent(Sender sender) {
        return catchThrowableOfType(Unsent.class, () -> sender.send(TestMessages.message("", "2026-000001")));
    }

    @Test
    void signatures_are_those_of_standard_webhooks() throws Exception {
        // The example of the specification's reference libraries.
        assertThat(Signature.of(
                        List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330L,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void a_notice_is_named_dated_signed_by_each_secret_and_says_all_it_knows() throws Exception {
        Path secrets = Files.writeString(folder.resolve("secret"), "new-secret\nold-secret\n");
        try (Receiver receiver = new Receiver(Optional.empty())) {
            assertThat(sender(receiver.uri(), Optional.of(secrets), Optional.empty(), PATIENCE)
                            .send(TestMessages.message("", "2026-000001")))
                    .isEqualTo("HTTP 204");
            Receiver.Asked asked = receiver.asked.getFirst();
            assertThat(asked.headers())
                    .containsEntry("webhook-id", "0123456789abcdef")
                    .containsEntry("Idempotency-Key", "0123456789abcdef")
                    .containsEntry("webhook-timestamp", Long.toString(TestMessages.AT.getEpochSecond()))
                    .containsEntry(
                            "webhook-signature",
                            Signature.of(
                                    List.of("new-secret", "old-secret"),
                                    "0123456789abcdef",
                                    TestMessages.AT.getEpochSecond(),
                                    asked.body()));
            JsonNode body = new ObjectMapper().readTree(asked.body());
            assertThat(body.path("type").asText()).isEqualTo("invoice-issued");
            assertThat(body.at("/data/tenant").asText()).isEqualTo("acme");
            assertThat(body.at("/data/facts/payable").asText()).isEqualTo("1234.56");
            assertThat(body.at("/data/key").asText()).isEqualTo("invoice-issued/2026-000001");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, SENT",
        "400, DEAD",
        "401, AGAIN",
        "404, AGAIN",
        "410, DEAD",
        "302, AGAIN",
        "429, AGAIN",
        "500, AGAIN",
        "503, AGAIN"
    })
    void what_a_receiver_answers_says_what_became_of_a_notice(int status, NoticeTry.Result result) throws Exception {
        try (Receiver receiver = new Receiver(Optional.empty())) {
            receiver.answer(asked -> new Receiver.Answer(
                    status,
                    Map.of("Location", "http://127.0.0.1:9/", "Retry-After", "90"),
                    "why\nnot",
                    Receiver.Slow.NO));
            Optional<Unsent> unsent = Optional.ofNullable(unsent(plain(receiver.uri())));
            assertThat(unsent.map(Unsent::result).orElse(NoticeTry.Result.SENT)).isEqualTo(result);
            assertThat(receiver.asked).as("no redirect is followed").hasSize(1);
            unsent.ifPresent(no -> assertThat(no.said()).startsWith("HTTP %d why not".formatted(status)));
            if (status == 429) {
                assertThat(unsent.orElseThrow().pauseMillis()).isEqualTo(90_000);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"SILENT, UNCERTAIN", "DRIP, UNCERTAIN"})
    void a_receiver_that_never_ends_is_left_and_may_have_taken_it(Receiver.Slow slow, NoticeTry.Result result)
            throws Exception {
        try (Receiver receiver = new Receiver(Optional.empty())) {
            receiver.answer(asked -> new Receiver.Answer(200, Map.of(), "", slow));
            assertThat(unsent(sender(receiver.uri(), Optional.empty(), Optional.empty(), SHORT))
                            .result())
                    .isEqualTo(result);
        }
    }

    @Test
    void a_long_answer_is_not_read_to_its_end() throws Exception {
        try (Receiver receiver = new Receiver(Optional.empty())) {
            receiver.answer(asked -> new Receiver.Answer(500, Map.of(), "x".repeat(100_000), Receiver.Slow.DRIP));
            Unsent unsent = unsent(plain(receiver.uri()));
            assertThat(unsent.said()).startsWith("HTTP 500 xxx").hasSizeLessThan(250);
        }
    }

    @Test
    void nobody_there_is_tried_again_and_a_stranger_gets_nothing() throws Exception {
        assertThat(unsent(plain(URI.create("http://127.0.0.1:1/"))).result()).isEqualTo(NoticeTry.Result.AGAIN);
        TestIdentity identity = new TestIdentity(folder);
        try (Receiver receiver = new Receiver(Optional.of(identity.context()))) {
            assertThat(sender(receiver.uri(), Optional.empty(), Optional.of(identity.pem()), PATIENCE)
                            .send(TestMessages.message("", "2026-000001")))
                    .isEqualTo("HTTP 204");
            assertThat(unsent(plain(receiver.uri())).result()).isEqualTo(NoticeTry.Result.AGAIN);
            assertThat(receiver.asked).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"errcode\":0,\"errmsg\":\"ok\"} | SENT | 0",
                "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"} | AGAIN | 60000",
                "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"} | AGAIN | 0",
                "{\"errcode\":40058,\"errmsg\":\"markdown.content exceed max length\"} | DEAD | 0",
                "<html>captive portal</html> | AGAIN | 0"
            })
    void a_robot_says_by_its_code_what_became_of_a_message(String answer, NoticeTry.Result result, long pause)
            throws Exception {
        try (Receiver receiver = new Receiver(Optional.empty())) {
            receiver.answer(asked -> Receiver.Answer.of(200, answer));
            Path file = Files.writeString(folder.resolve("url"), receiver.uri() + "?key=secret-key\n");
            WecomSender sender = new WecomSender(new Channel.Wecom(
                    "group", new Channel.Place(Optional.empty(), Optional.of(file)), Optional.empty(), 18));
            Optional<Unsent> unsent = Optional.ofNullable(unsent(sender));
            assertThat(unsent.map(Unsent::result).orElse(NoticeTry.Result.SENT)).isEqualTo(result);
            assertThat(unsent.map(Unsent::pauseMillis).orElse(0L)).isEqualTo(pause);
            unsent.ifPresent(no -> assertThat(no.said()).doesNotContain("secret-key"));
            JsonNode body =
                    new ObjectMapper().readTree(receiver.asked.getFirst().body());
            assertThat(body.path("msgtype").asText()).isEqualTo("markdown");
            assertThat(body.at("/markdown/content").asText()).contains("账单已开具").contains("> 应付: 1234.56 元");
        }
    }
}
