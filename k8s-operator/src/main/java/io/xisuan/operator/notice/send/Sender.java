package io.xisuan.operator.notice.send;

import io.xisuan.operator.notice.Channel;
import io.xisuan.operator.notice.Message;
import java.time.InstantSource;

/** Carries one message to one receiver; it may be called by many threads and ends within a bounded time. */
@FunctionalInterface
interface Sender {
    /**
     * Sends a message.
     *
     * @return what the receiver answered, for people
     * @throws Unsent saying what became of it
     */
    String send(Message message) throws Unsent;

    /** Returns what sends by a channel. */
    static Sender of(Channel channel, InstantSource clock) {
        return switch (channel) {
            case Channel.Webhook hook -> new WebhookSender(hook, clock);
            case Channel.Mail mail -> new MailSender(mail, clock);
            case Channel.Wecom wecom -> new WecomSender(wecom);
        };
    }
}
