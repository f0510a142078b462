package io.xisuan.operator.notice.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.operator.notice.Channel;
import io.xisuan.operator.notice.Message;
import io.xisuan.operator.notice.WecomText;
import java.util.Collections;
import java.util.Set;

/**
 * Markdown to a WeCom group robot. It answers by 200 with a code: 0 is taken. It knows no repeats, so one that may be one says so in its
 * title.
 */
final class WecomSender implements Sender {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TAKEN = 0;
    /** More than 20 messages in a minute. */
    private static final int TOO_MANY = 45_009;

    private static final long MINUTE_MILLIS = 60_000;
    /** The message itself is refused: its type, its size, its text. */
    private static final Set<Integer> NEVER = Set.of(40_008, 40_058, 44_004, 45_002);

    private final Channel.Wecom channel;
    private final Posting posting;

    WecomSender(Channel.Wecom channel) {
        this(channel, new Posting());
    }

    WecomSender(Channel.Wecom channel, Posting posting) {
        this.channel = channel;
        this.posting = posting;
    }

    @Override
    public String send(Message message) throws Unsent {
        ObjectNode body = JSON.createObjectNode().put("msgtype", "markdown");
        body.putObject("markdown").put("content", WecomText.of(message));
        Posting.Answer answer = posting.post(
                WebAddress.of(channel.place()), channel.caFile(), Collections.emptySortedMap(), body.toString());
        if (answer.status() != 200) {
            throw Unsent.again("HTTP %d %s".formatted(answer.status(), WebhookSender.shown(answer.text())));
        }
        int code = code(answer.text());
        String said = "errcode %d %s".formatted(code, WebhookSender.shown(answer.text()));
        if (code == TAKEN) {
            return "errcode 0";
        }
        if (NEVER.contains(code)) {
            throw Unsent.refused(said);
        }
        throw code == TOO_MANY ? Unsent.later(said, MINUTE_MILLIS) : Unsent.again(said);
    }

    private static int code(String text) throws Unsent {
        try {
            JsonNode code = JSON.readTree(text).path("errcode");
            if (code.isInt()) {
                return code.intValue();
            }
        } catch (JsonProcessingException e) {
            // Said below: what answers is no robot.
        }
        throw Unsent.again("what answered is no robot of WeCom: " + WebhookSender.shown(text));
    }
}
