package io.xisuan.operator.notice.send;

import io.xisuan.billing.store.NoticeBook;
import io.xisuan.billing.store.NoticeDelivery;
import io.xisuan.billing.store.NoticeParcel;
import io.xisuan.billing.store.NoticeTry;
import io.xisuan.operator.metrics.Metric;
import io.xisuan.operator.metrics.OperatorMetrics;
import io.xisuan.operator.notice.Backoff;
import io.xisuan.operator.notice.Channel;
import io.xisuan.operator.notice.Message;
import io.xisuan.operator.notice.NoticeOptions;
import io.xisuan.operator.notice.Parcels;
import io.xisuan.operator.notice.WecomText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what is due: each channel has a thread, so that a slow one holds up itself alone. What is sent is noted before, and what came of
 * it after; whoever dies between leaves a message of which nobody knows, and the next leader sends it again under the same name.
 */
public final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** So many deliveries are looked at a round; a busy channel does not keep others from being seen for long. */
    private static final int A_ROUND = 2_000;

    /** After so many messages that did not arrive the rest of a round is not tried. */
    private static final int FAILURES = 3;

    private static final int MAILS_TOGETHER = 200;
    private static final long MINUTE_MILLIS = 60_000;
    private static final long STOP_SECONDS = 5;

    private final NoticeBook book;
    private final long epoch;
    private final InstantSource clock;
    private final BooleanSupplier mayAct;
    private final OperatorMetrics metrics;
    private final Function<Channel, Sender> senders;
    private final ExecutorService threads = Executors.newCachedThreadPool(Courier::thread);
    private final ConcurrentLinkedQueue<NoticeTry> tried = new ConcurrentLinkedQueue<>();
    /** How many messages of each channel are under way. */
    private final SortedMap<String, Integer> busy = new TreeMap<>();

    private final ConcurrentLinkedQueue<String> free = new ConcurrentLinkedQueue<>();

    /**
     * @param mayAct whether it is certain that nobody else leads
     */
    public Courier(NoticeBook book, long epoch, InstantSource clock, BooleanSupplier mayAct, OperatorMetrics metrics) {
        this(book, epoch, clock, mayAct, metrics, channel -> Sender.of(channel, clock));
    }

    Courier(
            NoticeBook book,
            long epoch,
            InstantSource clock,
            BooleanSupplier mayAct,
            OperatorMetrics metrics,
            Function<Channel, Sender> senders) {
        this.book = book;
        this.epoch = epoch;
        this.clock = clock;
        this.mayAct = mayAct;
        this.metrics = metrics;
        this.senders = senders;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "notices");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Notes what came of what was sent, and sends what is due; for one thread.
     *
     * @throws io.xisuan.billing.store.FencedException when a newer leader writes
     */
    public void round(NoticeOptions options) {
        settle();
        long now = clock.millis();
        List<NoticeDelivery> due = book.due(now, A_ROUND);
        if (due.isEmpty() || !mayAct.getAsBoolean()) {
            return;
        }
        SortedMap<String, Integer> minute = book.triedSince(now - MINUTE_MILLIS);
        List<NoticeParcel> chosen = new ArrayList<>();
        TreeMap<String, Integer> taken = new TreeMap<>();
        for (NoticeParcel parcel : Parcels.of(due, name -> together(options, name))) {
            String name = parcel.to().channel();
            Channel channel = options.channels().get(name);
            if (channel == null || room(channel, minute, taken)) {
                taken.merge(name, 1, Integer::sum);
                chosen.add(parcel);
            }
        }
        List<NoticeParcel> going = chosen.stream()
                .filter(parcel -> busy.getOrDefault(parcel.to().channel(), 0) == 0)
                .toList();
        send(book.begin(epoch, going, now), options);
    }

    /** Says whether a channel takes one more message in this minute. */
    private static boolean room(Channel channel, SortedMap<String, Integer> minute, SortedMap<String, Integer> taken) {
        return minute.getOrDefault(channel.name(), 0) + taken.getOrDefault(channel.name(), 0) < channel.perMinute();
    }

    private static int together(NoticeOptions options, String name) {
        return switch (options.channels().get(name)) {
            case null -> 1;
            case Channel.Webhook hook -> 1;
            case Channel.Mail mail -> MAILS_TOGETHER;
            case Channel.Wecom wecom -> WecomText.MOST_NOTICES;
        };
    }

    private void send(List<NoticeParcel> parcels, NoticeOptions options) {
        TreeMap<String, List<NoticeParcel>> byChannel = new TreeMap<>();
        parcels.forEach(parcel -> byChannel
                .computeIfAbsent(parcel.to().channel(), name -> new ArrayList<>())
                .add(parcel));
        byChannel.forEach((name, all) -> {
            Optional<Channel> channel = Optional.ofNullable(options.channels().get(name));
            if (channel.isEmpty()) {
                all.forEach(parcel -> tried.add(ended(
                        parcel,
                        NoticeTry.Result.DEAD,
                        "the file of --notices has no channel \"%s\"".formatted(name),
                        0)));
                return;
            }
            busy.put(name, all.size());
            Sender sender = senders.apply(channel.get());
            threads.execute(() -> carry(name, all, sender, options));
        });
    }

    /** Sends one message after the other; a channel that fails again and again is left for later. */
    private void carry(String name, List<NoticeParcel> parcels, Sender sender, NoticeOptions options) {
        int failed = 0;
        for (NoticeParcel parcel : parcels) {
            NoticeTry ended = failed < FAILURES
                    ? tryOnce(sender, parcel, options)
                    : ended(parcel, NoticeTry.Result.AGAIN, "not tried: those before it did not arrive", 0);
            boolean answered = ended.result() == NoticeTry.Result.SENT || ended.result() == NoticeTry.Result.DEAD;
            failed = answered ? 0 : failed + 1;
            tried.add(ended);
            free.add(name);
        }
    }

    private NoticeTry tryOnce(Sender sender, NoticeParcel parcel, NoticeOptions options) {
        if (!mayAct.getAsBoolean()) {
            return ended(parcel, NoticeTry.Result.AGAIN, "not tried: leadership was not certain", 0);
        }
        try {
            return ended(parcel, NoticeTry.Result.SENT, sender.send(Message.of(parcel, options.zone())), 0);
        } catch (Unsent e) {
            return ended(parcel, e.result(), e.said(), e.pauseMillis());
        } catch (RuntimeException e) {
            LOG.error("notice {} to {} failed", parcel.id(), parcel.to().channel(), e);
            return ended(
                    parcel,
                    NoticeTry.Result.UNCERTAIN,
                    "a defect: " + e.getClass().getSimpleName(),
                    0);
        }
    }

    private NoticeTry ended(NoticeParcel parcel, NoticeTry.Result result, String answer, long pauseMillis) {
        long now = clock.millis();
        int tries = parcel.attempts() + 1;
        boolean over = result != NoticeTry.Result.SENT && tries >= Backoff.MOST_TRIES;
        NoticeTry.Result end = over ? NoticeTry.Result.DEAD : result;
        metrics.count(Metric.NOTICE_TRIES, parcel.to().channel(), end.name().toLowerCase(Locale.ROOT));
        if (end != NoticeTry.Result.SENT) {
            LOG.warn("notice {} by {}: {} ({})", parcel.id(), parcel.to().channel(), answer, end);
        }
        return new NoticeTry(
                parcel.id(), end, answer, now, now + Math.max(pauseMillis, Backoff.millis(tries, parcel.id())));
    }

    /** Notes what came of messages; what cannot be noted now is noted in the next round. */
    private void settle() {
        List<NoticeTry> ends = List.copyOf(tried);
        book.end(epoch, ends);
        tried.removeAll(ends);
        String name = free.poll();
        while (name != null) {
            busy.computeIfPresent(name, (channel, messages) -> messages - 1);
            name = free.poll();
        }
    }

    /** Waits a moment for what is under way and notes what came of it; what it does not see is sent again. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
            settle();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
