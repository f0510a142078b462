package io.xisuan.operator.loop;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Things that others are asked to do or to look up: each is under way once at a time, and its answer is there for who asks again. What
 * nobody comes back for is forgotten after a while. For one thread; the errands run in others.
 *
 * @param <A> what an errand comes to
 */
final class Errands<A> {
    /** So many are under way at a time; others are not begun. */
    private static final int MOST = 4_096;

    /** An answer that nobody asked for within this is old. */
    private static final long KEPT_NANOS = 30_000_000_000L;

    private record Errand<A>(CompletableFuture<A> answer, long begunNanos) {}

    private final Executor threads;
    private final LongSupplier nanos;
    private final Patience patience;
    /** Looked up only; never walked for a result that has an order. */
    private final Map<String, Errand<A>> underWay = new HashMap<>();

    Errands(Executor threads, LongSupplier nanos, Patience patience) {
        this.threads = threads;
        this.nanos = nanos;
        this.patience = patience;
    }

    /** Forgets the answers that nobody came back for. */
    void begin() {
        long now = nanos.getAsLong();
        underWay.values().removeIf(errand -> errand.answer().isDone() && now - errand.begunNanos() > KEPT_NANOS);
    }

    /**
     * Returns the answer of an errand that is begun now or was before; empty while there is none and patience is over.
     *
     * @param name the same for the same errand
     */
    Optional<A> ask(String name, Supplier<A> errand) {
        Errand<A> known = underWay.get(name);
        if (known == null) {
            if (underWay.size() >= MOST) {
                return Optional.empty();
            }
            known = new Errand<>(CompletableFuture.supplyAsync(errand, threads), nanos.getAsLong());
            underWay.put(name, known);
        }
        if (!patience.awaits(known.answer())) {
            return Optional.empty();
        }
        underWay.remove(name);
        try {
            return Optional.of(known.answer().join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException defect ? defect : e;
        }
    }
}
