package io.xisuan.operator.notice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.FencedException;
import io.xisuan.billing.store.NoticeBatch;
import io.xisuan.billing.store.NoticeBook;
import io.xisuan.billing.store.NoticeDelivery;
import io.xisuan.billing.store.NoticeDelivery.Addressee;
import io.xisuan.billing.store.NoticeDelivery.State;
import io.xisuan.billing.store.Store;
import io.xisuan.model.BillingPeriod;
import io.xisuan.operator.metrics.OperatorMetrics;
import io.xisuan.operator.notice.Backoff;
import io.xisuan.operator.notice.Channel;
import io.xisuan.operator.notice.Message;
import io.xisuan.operator.notice.NoticeOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of notices between the outbox and their receivers, on a real store. */
@Timeout(120)
class CourierTest {
    private static final Channel HOOK = new Channel.Webhook("hook", place(), Optional.empty(), Optional.empty(), 1_000);
    private static final Channel ROBOT = new Channel.Wecom("robot", place(), Optional.empty(), 2);

    @TempDir
    Path folder;

    private Store store;
    private NoticeBook book;
    private long epoch;
    private final AtomicLong now = new AtomicLong(TestMessages.AT.toEpochMilli());
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final AtomicBoolean leads = new AtomicBoolean(true);
    private final List<Message> sent = new CopyOnWriteArrayList<>();
    private NoticeOptions options;

    private static Channel.Place place() {
        return new Channel.Place(Optional.of(URI.create("https://example.cn/")), Optional.empty());
    }

    @BeforeEach
    void open() {
        store = Store.open("jdbc:sqlite:" + folder.resolve("xisuan.db"));
        book = new NoticeBook(store);
        epoch = store.mintEpoch("test", now.get());
        options = options(HOOK, ROBOT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static NoticeOptions options(Channel... channels) {
        TreeMap<String, Channel> byName = new TreeMap<>();
        List.of(channels).forEach(channel -> byName.put(channel.name(), channel));
        return new NoticeOptions(Language.ZH, BillingPeriod.ZONE, byName, List.of(), Collections.emptySortedMap());
    }

    private Courier courier(Sender sender) {
        return new Courier(book, epoch, clock, leads::get, new OperatorMetrics(), channel -> sender);
    }

    private String taken(Message message) {
        sent.add(message);
        return "ok";
    }

    private void told(String channel, String... numbers) {
        book.record(
                epoch,
                new NoticeBatch(
                        List.of(numbers).stream()
                                .map(number -> {
                                    Notice notice = TestMessages.notice(number);
                                    return new NoticeBatch.Addressed(
                                            notice,
                                            List.of(new NoticeDelivery.Planned(
                                                    new Addressee(channel, ""), "zh", now.get())));
                                })
                                .toList(),
                        Collections.emptySortedMap(),
                        Collections.emptySortedMap()));
    }

    /** Goes round until nothing is under way. */
    private void settle(Courier courier) {
        courier.round(options);
        while (!all(State.SENDING).isEmpty()) {
            Thread.onSpinWait();
            courier.round(options);
        }
    }

    private List<NoticeDelivery> all(State state) {
        return book.deliveries(
                new NoticeDelivery.Filter(Optional.of(state), Optional.empty(), Optional.empty(), 1_000));
    }

    @Test
    void what_is_taken_is_sent_once() {
        told("hook", "1", "2");
        try (Courier courier = courier(this::taken)) {
            settle(courier);
            settle(courier);
        }
        assertThat(sent).hasSize(2);
        assertThat(all(State.SENT)).hasSize(2).allMatch(one -> one.answer().equals("ok"));
    }

    @Test
    void what_does_not_arrive_is_tried_again_later_and_later_and_at_last_no_more() {
        told("hook", "1");
        AtomicLong tries = new AtomicLong();
        try (Courier courier = courier(message -> {
            tries.incrementAndGet();
            throw Unsent.again("HTTP 503");
        })) {
            long last = 0;
            for (int i = 1; i < Backoff.MOST_TRIES; i++) {
                settle(courier);
                settle(courier);
                assertThat(tries).as("before its time").hasValue(i);
                long due = all(State.PENDING).getFirst().dueMillis();
                assertThat(due - now.get()).isGreaterThanOrEqualTo(Math.min(last, 3_600_000));
                last = due - now.get();
                now.set(due);
            }
            settle(courier);
        }
        assertThat(all(State.DEAD)).singleElement().satisfies(dead -> {
            assertThat(dead.attempts()).isEqualTo(Backoff.MOST_TRIES);
            assertThat(dead.answer()).isEqualTo("HTTP 503");
        });
    }

    @Test
    void what_a_receiver_refuses_for_good_is_not_tried_again_until_somebody_asks() {
        told("hook", "1");
        AtomicBoolean mended = new AtomicBoolean();
        try (Courier courier = courier(message -> {
            if (!mended.get()) {
                throw Unsent.refused("HTTP 410");
            }
            return taken(message);
        })) {
            settle(courier);
            now.addAndGet(1_000_000_000);
            settle(courier);
            assertThat(all(State.DEAD)).hasSize(1);
            mended.set(true);
            book.revive(Optional.empty(), Optional.empty(), now.get());
            settle(courier);
        }
        assertThat(sent).hasSize(1);
    }

    @Test
    void a_receiver_that_says_for_how_long_is_left_alone_for_so_long() {
        told("hook", "1");
        try (Courier courier = courier(message -> {
            throw Unsent.later("HTTP 429", 7_200_000);
        })) {
            settle(courier);
        }
        assertThat(all(State.PENDING).getFirst().dueMillis()).isEqualTo(now.get() + 7_200_000);
    }

    @Test
    void a_slow_channel_holds_up_itself_alone() throws InterruptedException {
        told("hook", "1");
        told("robot", "2");
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        Courier courier = new Courier(book, epoch, clock, leads::get, new OperatorMetrics(), channel -> message -> {
            if (channel.equals(HOOK)) {
                await(hangs);
            } else {
                other.countDown();
            }
            return taken(message);
        });
        courier.round(options);
        assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
        hangs.countDown();
        settle(courier);
        courier.close();
        assertThat(sent).hasSize(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_robot_gets_what_is_due_together_and_no_more_messages_than_it_takes_in_a_minute() {
        String[] numbers = IntStream.range(0, 40).mapToObj(i -> "n" + i).toArray(String[]::new);
        told("robot", numbers);
        try (Courier courier = courier(this::taken)) {
            settle(courier);
            assertThat(sent).extracting(message -> message.notices().size()).containsExactly(12, 12);
            now.addAndGet(59_000);
            settle(courier);
            assertThat(sent).as("within the minute").hasSize(2);
            now.addAndGet(2_000);
            settle(courier);
            assertThat(sent).extracting(message -> message.notices().size()).containsExactly(12, 12, 12, 4);
        }
    }

    @Test
    void a_channel_that_is_gone_from_the_file_leaves_its_notices_dead() {
        told("hook", "1");
        options = options(ROBOT);
        try (Courier courier = courier(this::taken)) {
            settle(courier);
        }
        assertThat(all(State.DEAD).getFirst().answer()).contains("has no channel \"hook\"");
    }

    @Test
    void who_is_not_certain_to_lead_sends_nothing_and_a_former_leader_notes_nothing() {
        told("hook", "1");
        leads.set(false);
        try (Courier courier = courier(this::taken)) {
            courier.round(options);
            assertThat(sent).isEmpty();
            leads.set(true);
            store.mintEpoch("next", now.get());
            assertThatThrownBy(() -> courier.round(options)).isInstanceOf(FencedException.class);
        }
        assertThat(sent).isEmpty();
    }

    /** Leaders die at any point, receivers refuse or take without a word: each notice arrives, under one name for each message. */
    @Test
    void every_notice_arrives_under_one_name_however_often_leaders_die() {
        long seed = 7_201;
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Integer> byName = new ConcurrentHashMap<>();
        Map<String, String> nameOfNotice = new ConcurrentHashMap<>();
        List<String> others = new CopyOnWriteArrayList<>();
        int number = 0;
        for (int life = 0; life < 25; life++) {
            told(random.nextBoolean() ? "hook" : "robot", "n" + number++, "n" + number++);
            book.takeOver(epoch, now.get());
            Courier courier = courier(message -> {
                message.notices().forEach(notice -> {
                    String before = nameOfNotice.putIfAbsent(notice.key(), message.id());
                    if (before != null && !before.equals(message.id())) {
                        others.add("%s came as %s and %s".formatted(notice.key(), before, message.id()));
                    }
                });
                return taken(message, byName);
            });
            courier.round(options);
            if (random.nextInt(3) > 0) {
                settle(courier);
                courier.close();
            }
            // Else it dies here: whatever it was doing is not noted, and its epoch is over.
            now.addAndGet(61_000 + random.nextInt(5_000));
            epoch = store.mintEpoch("life-" + life, now.get());
        }
        deliver(byName);
        assertThat(others).as("seed %d", seed).isEmpty();
        assertThat(all(State.SENT)).as("seed %d", seed).hasSize(number);
        all(State.SENT)
                .forEach(one -> assertThat(byName)
                        .as("seed %d: %s", seed, one.notice().key())
                        .containsKey(one.parcel()));
    }

    /** Leaders that live deliver what is open. */
    private void deliver(Map<String, Integer> byName) {
        for (int i = 0; i < 60 && book.open().size() > 0; i++) {
            book.takeOver(epoch, now.get());
            Courier courier = courier(message -> {
                byName.merge(message.id(), 1, Integer::sum);
                return "ok";
            });
            settle(courier);
            courier.close();
            now.addAndGet(4_400_000);
        }
    }

    /** A receiver that is not reached, takes without a word, or takes. */
    private String taken(Message message, Map<String, Integer> byName) throws Unsent {
        return switch (Math.floorMod(message.id().hashCode() + message.notices().size() + (int) now.get(), 4)) {
            case 0 -> throw Unsent.again("not reached");
            case 1 -> {
                byName.merge(message.id(), 1, Integer::sum);
                throw Unsent.uncertain("no answer");
            }
            default -> {
                byName.merge(message.id(), 1, Integer::sum);
                yield "ok";
            }
        };
    }
}
