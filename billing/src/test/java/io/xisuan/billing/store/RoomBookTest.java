package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.control.Principal;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kept seats, requests about sites and owners' waits, on each database. */
@Tag("postgresql")
class RoomBookTest {
    private static final AttemptKey VICTIM = StoreFixture.attempt("uid-1", 1);
    private static final SiteId SITE = new SiteId("east");

    @TempDir
    Path folder;

    private static SeatClaim claim(long madeAt) {
        return new SeatClaim(
                StoreFixture.job("uid-2"),
                SeatClaim.Purpose.PREEMPT,
                SITE,
                "nvidia-h800-80g",
                8,
                List.of(
                        new PlannedWorker(0, new NodeName("n-1")),
                        new PlannedWorker(1, new NodeName("n-2"), "hami:2:0")),
                7,
                List.of(VICTIM),
                madeAt,
                madeAt + 300_000);
    }

    private static OwnerReclaim need() {
        return new OwnerReclaim(
                OwnerReclaim.Cause.REQUEST,
                "1",
                SITE,
                "nvidia-h800-80g",
                12,
                2_000,
                60_000,
                "ns/a",
                OptionalLong.empty());
    }

    private static StopOrder order() {
        return new StopOrder(VICTIM, "Preempted", "for b", 1_000, 31_000, Optional.of(StoreFixture.job("uid-2")));
    }

    @Test
    void a_seat_is_stored_with_the_orders_that_make_room_for_it_and_a_second_one_is_not() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = StoreFixture.openBalances(store, 1_000_000);
            store.commitStarts(epoch, List.of(StoreFixture.start(VICTIM, 100)), 500);
            DecisionRecord said =
                    new DecisionRecord(StoreFixture.job("uid-2"), 1_000, "preempt", "LEAVING", "a leaves");
            RoomBook book = new RoomBook(store);
            book.order(epoch, RoomOrder.forJobs(List.of(claim(1_000)), List.of(order()), List.of(said)));
            book.order(epoch, RoomOrder.forJobs(List.of(claim(2_000)), List.of(), List.of()));
        }
        try (Store store = Store.open(StoreFixture.url(folder))) {
            RoomBook book = new RoomBook(store);
            assertThat(book.openSeats()).containsExactly(new SeatRecord(claim(1_000), Optional.empty()));
            assertThat(store.stops().live()).extracting(StopRecord::order).containsExactly(order());
            assertThat(store.decisions("uid-2"))
                    .extracting(DecisionRecord::kind)
                    .contains("preempt");
            assertThat(book.stopsOfJobs(Set.of("Preempted")))
                    .containsEntry("uid-1", 1)
                    .hasSize(1);
            assertThat(book.stopsOfJobs(Set.of("Moved"))).isEmpty();
            long epoch = store.mintEpoch("next", 4_000);
            SeatRelease over = new SeatRelease(StoreFixture.job("uid-2"), "started", 5_000);
            book.release(epoch, List.of(over));
            assertThat(book.openSeats()).isEmpty();
            assertThat(book.seats()).containsExactly(new SeatRecord(claim(1_000), Optional.of(over)));
        }
    }

    @Test
    void a_former_leader_keeps_no_seat_and_tells_nobody_to_leave() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long former = StoreFixture.openBalances(store, 1_000_000);
            store.commitStarts(former, List.of(StoreFixture.start(VICTIM, 100)), 500);
            store.mintEpoch("next", 4_000);
            RoomBook book = new RoomBook(store);
            assertThatThrownBy(() ->
                            book.order(former, RoomOrder.forJobs(List.of(claim(1_000)), List.of(order()), List.of())))
                    .isInstanceOf(FencedException.class);
            assertThat(book.openSeats()).isEmpty();
            assertThat(store.stops().live()).isEmpty();
        }
    }

    @Test
    void a_request_is_answered_once_and_what_it_keeps_from_sale_ends_when_resumed() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = store.mintEpoch("leader", 1_000);
            RoomBook book = new RoomBook(store);
            long id = book.ask(SiteRequest.of(
                    SITE, SiteDeed.RECLAIM, "nvidia-h800-80g", 8, 60_000, new Principal("wang.wei"), 2_000));
            OwnerReclaim need = need();
            book.order(
                    epoch,
                    new RoomOrder(
                            List.of(),
                            List.of(),
                            List.of(need),
                            List.of(new SiteStop(id, SITE, "nvidia-h800-80g", 12, true, 0)),
                            List.of(),
                            List.of(new SiteAnswer(id, SiteRequest.State.UNDER_WAY, "ns/a leaves")),
                            List.of()));
            assertThat(book.openRequests()).singleElement().satisfies(request -> {
                assertThat(request.requestedBy().name()).isEqualTo("wang.wei");
                assertThat(request.state()).isEqualTo(SiteRequest.State.UNDER_WAY);
            });
            assertThat(book.openReclaims()).containsExactly(need);
            book.freed(epoch, need, 9_000);
            assertThat(book.openReclaims()).isEmpty();
            assertThat(book.reclaims().getFirst().freedAtMillis()).hasValue(9_000);
            long sells = ask(book, SiteDeed.RESUME);
            long stops = ask(book, SiteDeed.STOP_SELL);
            SiteStop later = new SiteStop(stops, SITE, "nvidia-h800-80g", 4, false, 0);
            book.order(epoch, resumed(sells, id, later));
            assertThat(book.siteStops())
                    .as("what was asked for after the resume stays")
                    .containsExactly(later);
            assertThat(book.openRequests()).extracting(SiteRequest::id).containsExactly(sells, stops);
            assertThatThrownBy(() -> book.order(epoch, resumed(sells, id, later)))
                    .isInstanceOf(StoreException.class);
        }
    }

    private static long ask(RoomBook book, SiteDeed deed) {
        return book.ask(SiteRequest.of(SITE, deed, "nvidia-h800-80g", 0, 0, new Principal("wang.wei"), 3_000));
    }

    private static RoomOrder resumed(long resume, long answered, SiteStop later) {
        return new RoomOrder(
                List.of(),
                List.of(),
                List.of(),
                List.of(later),
                List.of(new SiteResume(SITE, resume, 10_000)),
                List.of(new SiteAnswer(answered, SiteRequest.State.DONE, "free")),
                List.of());
    }
}
