package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.store.NoticeDelivery.Addressee;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox of notices, on each database. */
@Tag("postgresql")
class NoticeBookTest {
    private static final AttemptKey ATTEMPT = StoreFixture.attempt("uid-1", 1);
    private static final SortedMap<String, Long> NONE = Collections.emptySortedMap();

    @TempDir
    Path folder;

    private Store store;
    private NoticeBook book;
    private long epoch;

    @BeforeEach
    void open() {
        store = Store.open(StoreFixture.url(folder));
        book = new NoticeBook(store);
        epoch = StoreFixture.openBalances(store, 1_000_000);
        store.commitStarts(epoch, List.of(StoreFixture.start(ATTEMPT, 100)), 500);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private NoticeSources.Found found() {
        return book.found(new NoticeSources.Asked(book.marks(), Set.of("Preempted"), Set.of("WorkerFailed"), 0));
    }

    /** Records what the books say, each to one address, and returns what was new. */
    private List<Notice> record(NoticeSources.Found found) {
        return book.record(
                epoch,
                new NoticeBatch(
                        found.notices().stream().map(NoticeBookTest::addressed).toList(), found.marks(), NONE));
    }

    private static NoticeBatch.Addressed addressed(Notice notice) {
        return new NoticeBatch.Addressed(
                notice, List.of(new NoticeDelivery.Planned(new Addressee("hook", ""), "zh", notice.atMillis())));
    }

    private static Notice notice(String about) {
        return Notice.of(NoticeKind.TEST, about, 1_000)
                .tenant(new TenantId("acme"))
                .with(Fact.DETAIL, "数据 \"quoted\"\n")
                .build();
    }

    private void record(Notice... notices) {
        book.record(
                epoch,
                new NoticeBatch(
                        Stream.of(notices).map(NoticeBookTest::addressed).toList(), NONE, NONE));
    }

    private void stop(String reason, long atMillis) {
        store.stops()
                .order(
                        epoch,
                        List.of(new StopOrder(ATTEMPT, reason, "for b", atMillis, atMillis + 30_000, Optional.empty())),
                        List.of());
    }

    private static List<NoticeParcel> each(Collection<NoticeDelivery> due) {
        return due.stream().map(one -> NoticeParcel.fresh(List.of(one))).toList();
    }

    @Test
    void books_that_were_never_read_begin_at_their_end_and_what_comes_later_is_found_once() {
        stop("Preempted", 1_000);
        NoticeSources.Found before = found();
        assertThat(before.notices()).isEmpty();
        assertThat(before.marks()).containsOnlyKeys("stop_order", "intent", "invoice", "decision");
        record(before);
        store.advance(
                epoch,
                IntentStep.closed(
                        ATTEMPT,
                        2_000,
                        List.of(),
                        new Outcome("WorkerFailed: exit code 1", Money.ofFen(300), Money.ofFen(200), Money.ZERO)));
        store.appendDecisions(
                epoch, List.of(new DecisionRecord(StoreFixture.job("uid-9"), 2_500, "never", "TOO_LARGE", "no node")));
        NoticeSources.Found found = found();
        // The stop of before is within the time that is looked back over, and was not told under its key.
        assertThat(found.notices()).extracting(Notice::key).containsExactly("preempted/uid-1/1", "job-failed/uid-1/1");
        assertThat(found.notices().getLast().facts())
                .containsEntry(Fact.REASON, "WorkerFailed")
                .containsEntry(Fact.DETAIL, "exit code 1")
                .containsEntry(Fact.PAYABLE, "2.00");
        assertThat(found.nevers()).extracting(NoticeSources.Never::reason).containsExactly("TOO_LARGE");
        assertThat(record(found)).hasSize(2);
        assertThat(found().notices()).isEmpty();
        assertThat(found().nevers()).isEmpty();
        assertThat(record(found)).as("the same again").isEmpty();
    }

    @Test
    void other_stops_and_ends_are_nobodys_notice() {
        record(found());
        stop("Suspended", 1_000);
        store.advance(
                epoch,
                IntentStep.closed(
                        ATTEMPT, 2_000, List.of(), new Outcome("Succeeded", Money.ZERO, Money.ZERO, Money.ZERO)));
        assertThat(found().notices()).isEmpty();
    }

    @Test
    void what_is_older_than_asked_for_is_told_nobody() {
        record(found());
        stop("Preempted", 1_000);
        assertThat(book.found(new NoticeSources.Asked(book.marks(), Set.of("Preempted"), Set.of("WorkerFailed"), 1_001))
                        .notices())
                .isEmpty();
    }

    @Test
    void a_message_that_was_being_sent_when_its_leader_died_is_sent_again_under_its_name_and_says_so() {
        record(notice("a"));
        List<NoticeDelivery> due = book.due(1_000, 10);
        assertThat(due).hasSize(1);
        assertThat(due.getFirst().notice()).isEqualTo(notice("a"));
        NoticeParcel parcel = book.begin(epoch, each(due), 1_500).getFirst();
        assertThat(book.due(9_000_000, 10)).as("while it is under way").isEmpty();

        long next = store.mintEpoch("next", 2_000);
        assertThatThrownBy(() ->
                        book.end(epoch, List.of(new NoticeTry(parcel.id(), NoticeTry.Result.SENT, "late", 2_100, 0))))
                .isInstanceOf(FencedException.class);
        assertThat(book.takeOver(next, 2_500)).isEqualTo(1);
        NoticeDelivery again = book.due(2_500, 10).getFirst();
        assertThat(again.parcel()).isEqualTo(parcel.id());
        assertThat(again.uncertain()).isTrue();
        assertThat(again.attempts()).isEqualTo(1);

        NoticeParcel second = book.begin(next, List.of(new NoticeParcel(again.parcel(), List.of(again))), 3_000)
                .getFirst();
        book.end(next, List.of(new NoticeTry(second.id(), NoticeTry.Result.SENT, "HTTP 200", 3_100, 0)));
        assertThat(book.due(9_000_000, 10)).isEmpty();
        assertThat(book.open()).isEmpty();
    }

    @Test
    void what_is_dead_waits_until_somebody_asks_for_it_and_keeps_its_name() {
        record(notice("a"));
        NoticeParcel parcel =
                book.begin(epoch, each(book.due(1_000, 10)), 1_500).getFirst();
        book.end(epoch, List.of(new NoticeTry(parcel.id(), NoticeTry.Result.DEAD, "HTTP 410", 1_600, 0)));
        assertThat(book.due(9_000_000, 10)).isEmpty();
        assertThat(book.revive(Optional.empty(), Optional.of("other"), 2_000)).isZero();
        assertThat(book.revive(Optional.of(parcel.deliveries().getFirst().id()), Optional.empty(), 2_000))
                .isEqualTo(1);
        NoticeDelivery again = book.due(2_000, 10).getFirst();
        assertThat(again.parcel()).isEqualTo(parcel.id());
        assertThat(again.attempts()).isZero();
    }

    @Test
    void with_one_of_a_message_that_is_dead_all_of_it_is_sent_again() {
        record(notice("a"), notice("b"));
        NoticeParcel both = NoticeParcel.fresh(book.due(1_000, 10));
        book.begin(epoch, List.of(both), 1_500);
        book.end(epoch, List.of(new NoticeTry(both.id(), NoticeTry.Result.DEAD, "HTTP 410", 1_600, 0)));
        assertThat(book.revive(Optional.of(both.deliveries().getFirst().id()), Optional.empty(), 2_000))
                .isEqualTo(2);
        NoticeParcel again = new NoticeParcel(both.id(), book.due(2_000, 10));
        assertThat(book.begin(epoch, List.of(again), 2_000)).hasSize(1);
    }

    @Test
    void a_part_of_a_message_that_was_tried_is_not_sent_under_its_name() {
        record(notice("a"), notice("b"));
        NoticeParcel both = NoticeParcel.fresh(book.due(1_000, 10));
        book.begin(epoch, List.of(both), 1_500);
        book.end(epoch, List.of(new NoticeTry(both.id(), NoticeTry.Result.AGAIN, "HTTP 503", 1_600, 2_000)));
        NoticeDelivery first = book.due(2_000, 1).getFirst();
        assertThat(book.begin(epoch, List.of(new NoticeParcel(both.id(), List.of(first))), 2_000))
                .isEmpty();
        assertThat(book.begin(epoch, List.of(new NoticeParcel(both.id(), book.due(2_000, 10))), 2_000))
                .hasSize(1);
        assertThat(book.triedSince(1_999)).isEqualTo(new TreeMap<>(Map.of("hook", 1)));
    }

    @Test
    void what_lasts_is_remembered_with_the_notice_of_its_beginning() {
        TreeMap<String, Long> levels = new TreeMap<>(Map.of("site/east", 5_000L, "job/uid-1", 80L));
        book.record(epoch, new NoticeBatch(List.of(addressed(notice("east"))), NONE, levels));
        assertThat(book.levels()).isEqualTo(levels);
        book.record(epoch, new NoticeBatch(List.of(), NONE, new TreeMap<>(Map.of("site/east", 0L))));
        assertThat(book.levels()).containsOnlyKeys("job/uid-1");
    }

    @Test
    void a_running_attempt_counts_with_its_quote_and_those_before_with_what_they_came_to() {
        assertThat(book.spent(List.of("uid-1", "uid-2")))
                .singleElement()
                .satisfies(spent -> assertThat(spent.runningSinceMillis()).isEmpty());
        store.advance(epoch, IntentStep.acted(ATTEMPT, 600));
        store.advance(epoch, IntentStep.observed(ATTEMPT, 700));
        assertThat(book.spent(List.of("uid-1")).getFirst().runningSinceMillis()).hasValue(700);
    }

    @Test
    void old_notices_are_forgotten_but_not_what_is_under_way() {
        record(notice("a"), notice("b"));
        NoticeParcel parcel = NoticeParcel.fresh(List.of(book.due(1_000, 10).getFirst()));
        book.begin(epoch, List.of(parcel), 1_500);
        book.end(epoch, List.of(new NoticeTry(parcel.id(), NoticeTry.Result.SENT, "HTTP 200", 1_600, 0)));
        assertThat(book.prune(epoch, 1_000)).isZero();
        assertThat(book.prune(epoch, 1_001)).isEqualTo(1);
        assertThat(book.deliveries(
                        new NoticeDelivery.Filter(Optional.empty(), Optional.of("acme"), Optional.empty(), 9)))
                .extracting(one -> one.notice().key())
                .containsExactly("test/b");
    }
}
