package io.xisuan.operator.notice.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.notice.Notice;
import io.xisuan.model.TenantId;
import io.xisuan.operator.notice.Channel;
import io.xisuan.operator.notice.Message;
import io.xisuan.operator.notice.NoticeText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * JSON to a receiver of the firm or of operations, as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> say: named, dated
 * and signed, so that any of their libraries checks it, and a receiver knows a repeat by {@code webhook-id}.
 */
final class WebhookSender implements Sender {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_PAUSE_MILLIS = 86_400_000;
    private static final int GONE = 410;
    /** Answers that the same message would get again: it is malformed or too large for the receiver. */
    private static final Set<Integer> NEVER = Set.of(400, GONE, 413, 422);

    private final Channel.Webhook channel;
    private final InstantSource clock;
    private final Posting posting;

    WebhookSender(Channel.Webhook channel, InstantSource clock) {
        this(channel, clock, new Posting());
    }

    WebhookSender(Channel.Webhook channel, InstantSource clock, Posting posting) {
        this.channel = channel;
        this.clock = clock;
        this.posting = posting;
    }

    @Override
    public String send(Message message) throws Unsent {
        String body = body(message);
        long seconds = clock.millis() / 1_000;
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("webhook-id", message.id());
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("Idempotency-Key", message.id());
        if (channel.secretFile().isPresent()) {
            headers.put(
                    "webhook-signature",
                    Signature.of(SecretFiles.lines(channel.secretFile().get()), message.id(), seconds, body));
        }
        Posting.Answer answer = posting.post(WebAddress.of(channel.place()), channel.caFile(), headers, body);
        if (answer.status() / 100 == 2) {
            return "HTTP " + answer.status();
        }
        throw refused(answer);
    }

    private static Unsent refused(Posting.Answer answer) {
        String said =
                "HTTP %d %s".formatted(answer.status(), shown(answer.text())).strip();
        if (NEVER.contains(answer.status())) {
            return Unsent.refused(said);
        }
        if (answer.status() / 100 == 3) {
            return Unsent.again(said + " (redirects are not followed: write the address that it names)");
        }
        return Unsent.later(said, answer.retryAfter().map(WebhookSender::pause).orElse(0L));
    }

    /** Seconds alone: a date is not waited for. */
    private static long pause(String retryAfter) {
        return retryAfter.matches("[0-9]{1,6}")
                ? Math.min(LONGEST_PAUSE_MILLIS, Long.parseLong(retryAfter) * 1_000)
                : 0;
    }

    /** The beginning of what a receiver says, on one line. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }

    /** One notice is an object; it is never sent together with others. */
    private static String body(Message message) {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", message.notices().getFirst().kind().word());
        body.put(
                "timestamp",
                Instant.ofEpochMilli(message.notices().getFirst().atMillis()).toString());
        body.set("data", data(message.notices().getFirst(), message.texts().getFirst()));
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Message %s cannot be written".formatted(message.id()), e);
        }
    }

    private static ObjectNode data(Notice notice, NoticeText text) {
        ObjectNode data = JSON.createObjectNode();
        data.put("key", notice.key());
        data.put("event", notice.kind().word());
        data.put("at", Instant.ofEpochMilli(notice.atMillis()).toString());
        Optional<String> tenant = notice.tenant().map(TenantId::value);
        tenant.ifPresentOrElse(name -> data.put("tenant", name), () -> data.putNull("tenant"));
        data.put("title", text.title());
        data.put("text", text.plain());
        ObjectNode facts = data.putObject("facts");
        notice.facts().forEach((fact, value) -> facts.put(fact.word(), value));
        return data;
    }
}
