package io.xisuan.operator.notice.send;

import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.store.NoticeDelivery;
import io.xisuan.billing.store.NoticeParcel;
import io.xisuan.billing.store.NoticeTry;
import io.xisuan.operator.notice.Channel;
import io.xisuan.operator.notice.Message;
import io.xisuan.operator.notice.NoticeOptions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries channels out: a test notice goes by each at once, without an outbox. */
public final class Trial {
    private final NoticeOptions options;
    private final InstantSource clock;

    public Trial(NoticeOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * What one try came to.
     *
     * @param address a mail address; empty for channels with one receiver
     */
    public record Tried(String channel, String address, NoticeTry.Result result, String answer, long tookMillis) {}

    /**
     * Sends a test notice.
     *
     * @param to the mail address that is used in place of a channel's own
     */
    public List<Tried> by(Channel channel, Optional<String> to) {
        List<String> addresses = addresses(channel, to);
        if (addresses.isEmpty()) {
            return List.of(new Tried(
                    channel.name(),
                    "",
                    NoticeTry.Result.AGAIN,
                    "not tried: mail of this channel goes to tenants' contacts, name an address with --to",
                    0));
        }
        List<Tried> tried = new ArrayList<>();
        addresses.forEach(address -> tried.add(one(channel, address)));
        return tried;
    }

    private static List<String> addresses(Channel channel, Optional<String> to) {
        return switch (channel) {
            case Channel.Mail mail -> to.map(List::of).orElse(mail.to());
            case Channel.Webhook hook -> List.of("");
            case Channel.Wecom wecom -> List.of("");
        };
    }

    private Tried one(Channel channel, String address) {
        long began = clock.millis();
        Notice notice = Notice.of(NoticeKind.TEST, "%s/%d".formatted(channel.name(), began), began)
                .with(Fact.DETAIL, options.language().of("通道 ", "channel ") + channel.name())
                .build();
        NoticeParcel parcel = NoticeParcel.fresh(List.of(new NoticeDelivery(
                0,
                notice,
                new NoticeDelivery.Addressee(channel.name(), address),
                options.language().toString(),
                NoticeDelivery.State.PENDING,
                "",
                0,
                false,
                began,
                0,
                "")));
        NoticeTry.Result result = NoticeTry.Result.SENT;
        String answer;
        try {
            answer = Sender.of(channel, clock).send(Message.of(parcel, options.zone()));
        } catch (Unsent e) {
            result = e.result();
            answer = e.said();
        }
        return new Tried(channel.name(), address, result, answer, clock.millis() - began);
    }
}
