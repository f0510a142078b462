package io.xisuan.operator.loop;

import io.xisuan.billing.store.OwnerReclaim;
import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.RoomOrder;
import io.xisuan.billing.store.SiteAnswer;
import io.xisuan.billing.store.SiteRequest;
import io.xisuan.billing.store.SiteResume;
import io.xisuan.billing.store.SiteStop;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.preemption.Reclaim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Answers what people ask of sites' capacity, each once: stop selling, sell again, give devices back by an instant. */
final class SiteDesk {
    /** So long after its time a reclaim may still be met. */
    private static final long LATE_MILLIS = 10_000;

    private final RoomBook book;

    SiteDesk(RoomBook book) {
        this.book = book;
    }

    /**
     * Answers every request that waits, the oldest first, each on what those before it left.
     *
     * @param orders takes what is to be stored
     * @return whether what is kept from sale changes with it
     */
    boolean answer(Stand stand, Consumer<RoomOrder> orders) {
        boolean changes = false;
        for (SiteRequest request : book.openRequests()) {
            List<Pool> pools = pools(stand, request);
            if (request.state() == SiteRequest.State.UNDER_WAY) {
                underWay(stand, request, pools).ifPresent(text -> orders.accept(text));
                continue;
            }
            if (pools.isEmpty()) {
                orders.accept(said(request, SiteRequest.State.UNKNOWN, unknown(stand, request)));
                continue;
            }
            changes = true;
            switch (request.deed()) {
                case STOP_SELL -> orders.accept(stopSell(stand, request, pools));
                case RESUME -> orders.accept(resume(stand, request));
                case RECLAIM -> orders.accept(reclaim(stand, request, pools));
            }
        }
        return changes;
    }

    private static List<Pool> pools(Stand stand, SiteRequest request) {
        return stand.state().pools().stream()
                .filter(pool -> pool.site().equals(request.site())
                        && (request.acceleratorModelId().isEmpty()
                                || request.acceleratorModelId()
                                        .equals(pool.type().id())))
                .toList();
    }

    private static String unknown(Stand stand, SiteRequest request) {
        if (stand.shape(request.site()).isEmpty()) {
            return "there is no site %s: the sites are %s"
                    .formatted(
                            request.site(),
                            stand.shapes().stream()
                                    .map(shape -> shape.id().value())
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return "site %s has no devices%s"
                .formatted(
                        request.site(),
                        request.acceleratorModelId().isEmpty() ? "" : " of " + request.acceleratorModelId());
    }

    private static RoomOrder said(SiteRequest request, SiteRequest.State state, String text) {
        return new RoomOrder(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new SiteAnswer(request.id(), state, text)),
                List.of());
    }

    private static RoomOrder stopSell(Stand stand, SiteRequest request, List<Pool> pools) {
        List<SiteStop> stops = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Pool pool : pools) {
            long kept = request.devices() == 0
                    ? pool.totalDevices()
                    : Math.min(pool.totalDevices(), pool.headroomDevices() + request.devices());
            stops.add(stop(request, pool, kept, false));
            texts.add("%d of %d %s are kept from sale, %d are sold and run on"
                    .formatted(kept, pool.totalDevices(), pool.type(), pool.soldDevices()));
        }
        stops.forEach(stand::keep);
        String until = request.byMillis() == 0 ? "until resumed" : "until " + Instant.ofEpochMilli(request.byMillis());
        SiteAnswer answer = new SiteAnswer(
                request.id(),
                SiteRequest.State.DONE,
                "%s: %s, %s".formatted(request.site(), String.join("; ", texts), until));
        return new RoomOrder(List.of(), List.of(), List.of(), stops, List.of(), List.of(answer), List.of());
    }

    private static SiteStop stop(SiteRequest request, Pool pool, long kept, boolean vacated) {
        return new SiteStop(
                request.id(),
                request.site(),
                pool.type().id(),
                Math.toIntExact(kept),
                vacated,
                vacated ? 0 : request.byMillis());
    }

    private static RoomOrder resume(Stand stand, SiteRequest request) {
        long stopped = stand.stops().stream()
                .filter(stop -> stop.site().equals(request.site()))
                .count();
        String text = stopped == 0
                ? "%s: nothing was kept from sale by request".formatted(request.site())
                : "%s sells again what it has beyond its headroom".formatted(request.site());
        stand.resume(request.site());
        return new RoomOrder(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new SiteResume(request.site(), request.id(), stand.nowMillis())),
                List.of(new SiteAnswer(request.id(), SiteRequest.State.DONE, text)),
                List.of());
    }

    private static RoomOrder reclaim(Stand stand, SiteRequest request, List<Pool> pools) {
        return pools.size() > 1
                ? said(
                        request,
                        SiteRequest.State.UNKNOWN,
                        "site %s has devices of several models: name one of %s with --accelerator"
                                .formatted(
                                        request.site(),
                                        pools.stream()
                                                .map(pool -> pool.type().id())
                                                .collect(Collectors.joining(", "))))
                : reclaim(stand, request, pools.getFirst());
    }

    private static RoomOrder reclaim(Stand stand, SiteRequest request, Pool pool) {
        long promised = promised(stand, pool);
        long wanted = promised + request.devices();
        Reclaim.Returned returned = returned(stand, pool, wanted, request.byMillis());
        if (returned.missingDevices() > 0 || returned.lateMillis() > 0) {
            return said(request, SiteRequest.State.REFUSED, cannot(stand, request, pool, promised, returned));
        }
        List<StopOrder> told = stand.stops(
                returned.victims(),
                "%s asked for %d devices of %s at %s by %s"
                        .formatted(
                                request.requestedBy().name(),
                                request.devices(),
                                pool.type(),
                                pool.site(),
                                Instant.ofEpochMilli(request.byMillis())));
        boolean free = returned.freeDevices() >= wanted;
        long kept = stand.background(pool) + wanted;
        SiteAnswer answer = new SiteAnswer(
                request.id(),
                free ? SiteRequest.State.DONE : SiteRequest.State.UNDER_WAY,
                free ? freed(request, pool, stand.nowMillis(), "") : "%s leave".formatted(Stand.names(told)));
        RoomOrder order = stand.order(told, List.of(reclaim(request, pool, kept, told)));
        stand.leave(returned.victims());
        stand.keep(stop(request, pool, kept, true));
        return new RoomOrder(
                List.of(),
                order.stops(),
                order.reclaims(),
                List.of(stop(request, pool, kept, true)),
                List.of(),
                List.of(answer),
                order.decisions());
    }

    /** Returns how many devices were given back to the owner by earlier requests and are not used by it yet. */
    private static long promised(Stand stand, Pool pool) {
        long kept = stand.stops().stream()
                .filter(stop -> stop.vacated() && Stand.pool(stop).equals(new SitePool(pool.site(), pool.type())))
                .mapToLong(SiteStop::kept)
                .max()
                .orElse(0);
        return Math.max(0, kept - stand.background(pool));
    }

    private static Reclaim.Returned returned(Stand stand, Pool pool, long devices, long byMillis) {
        return new Reclaim(stand.state(), stand.nowMillis()).choose(new Reclaim.Wanted(pool, devices, byMillis));
    }

    /** Says how many come back in time, and by when all would. */
    private static String cannot(Stand stand, SiteRequest request, Pool pool, long promised, Reclaim.Returned all) {
        long most = 0;
        long few = request.devices();
        while (most + 1 < few) {
            long middle = most + (few - most) / 2;
            Reclaim.Returned part = returned(stand, pool, promised + middle, request.byMillis());
            if (part.missingDevices() == 0 && part.lateMillis() == 0) {
                most = middle;
            } else {
                few = middle;
            }
        }
        String by = Instant.ofEpochMilli(request.byMillis()).toString();
        String rest = all.missingDevices() > 0
                ? "%d are not ours to give: the owner's own pods hold them or they are not there"
                        .formatted(all.missingDevices())
                : "all %d could be free by %s".formatted(request.devices(), Instant.ofEpochMilli(all.allMillis()));
        return "%s can give back %d of %d %s by %s; %s"
                .formatted(request.site(), most, request.devices(), pool.type(), by, rest);
    }

    private static OwnerReclaim reclaim(SiteRequest request, Pool pool, long kept, List<StopOrder> told) {
        return new OwnerReclaim(
                OwnerReclaim.Cause.REQUEST,
                Long.toString(request.id()),
                request.site(),
                pool.type().id(),
                Math.toIntExact(kept),
                request.requestedAtMillis(),
                request.byMillis(),
                Stand.names(told),
                OptionalLong.empty());
    }

    private Optional<RoomOrder> underWay(Stand stand, SiteRequest request, List<Pool> pools) {
        List<OwnerReclaim> own = book.reclaims().stream()
                .filter(reclaim -> reclaim.cause() == OwnerReclaim.Cause.REQUEST
                        && reclaim.about().equals(Long.toString(request.id())))
                .toList();
        if (own.isEmpty() || pools.isEmpty()) {
            return Optional.of(said(
                    request, SiteRequest.State.REFUSED, "%s has no such devices any more".formatted(request.site())));
        }
        OwnerReclaim need = own.getFirst();
        if (stand.isFree(need)) {
            return Optional.of(said(
                    request,
                    SiteRequest.State.DONE,
                    freed(request, pools.getFirst(), stand.nowMillis(), need.stopped())));
        }
        if (stand.nowMillis() <= request.byMillis() + LATE_MILLIS) {
            return Optional.empty();
        }
        Pool pool = pools.getFirst();
        long missing = need.devices() - stand.notSold(need);
        return Optional.of(said(
                request,
                SiteRequest.State.REFUSED,
                "%s: %d of %d %s were free by %s; %s still leave, and what comes free stays the owner's"
                        .formatted(
                                request.site(),
                                Math.max(0, request.devices() - missing),
                                request.devices(),
                                pool.type(),
                                Instant.ofEpochMilli(request.byMillis()),
                                need.stopped())));
    }

    private static String freed(SiteRequest request, Pool pool, long nowMillis, String stopped) {
        String text = "%s: %d %s are free since %s"
                .formatted(request.site(), request.devices(), pool.type(), Instant.ofEpochMilli(nowMillis));
        return stopped.isEmpty() ? text : text + ", left by " + stopped;
    }
}
