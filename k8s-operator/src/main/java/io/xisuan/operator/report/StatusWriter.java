package io.xisuan.operator.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xisuan.operator.report.StatusBoard.Posted;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the board says of a resource to its status: a merge patch of the fields that change, only on change, at most at
 * the {@link Pace}. A conflict starts again from the fresh resource. Safe for many threads; two writes of one resource at a
 * time cost a conflict and nothing else.
 *
 * <p>When the epoch's fence refuses, the process is no leader any more: the consumer is told once, and nothing is written again.
 */
public final class StatusWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final int TRIES = 5;
    private static final int UNPROCESSABLE = 422;

    /** What the policies on epochs say to a former leader. */
    private static final String GIVEN_WAY = "has given way to";

    private final KubernetesClient client;
    private final StatusBoard board;
    private final Settings settings;
    private final Consumer<String> onFenced;
    private final StatusCounts counts = new StatusCounts();
    private final Map<ResourceRef, Long> writtenMillis = new ConcurrentHashMap<>();
    private final WaitingTurns turns = new WaitingTurns(Pace.WAITING_AT_ONCE, Pace.WAITING_SPACING.toMillis());
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Optional<StatusAnswer.Fenced> fenced = Optional.empty();

    /**
     * How statuses are written.
     *
     * @param epoch under which epoch now; empty while this process may not write
     */
    public record Settings(Supplier<OptionalLong> epoch, Pace pace, InstantSource clock) {
        /** For who writes under one epoch as long as it lives. */
        public Settings(long epoch, Pace pace, InstantSource clock) {
            this(() -> OptionalLong.of(epoch), pace, clock);
        }
    }

    public StatusWriter(KubernetesClient client, StatusBoard board, Settings settings, Consumer<String> onFenced) {
        this.client = client;
        this.board = board;
        this.settings = settings;
        this.onFenced = onFenced;
    }

    /** Brings the status of a resource up to date, as it was last read from the API server. */
    public StatusAnswer write(HasMetadata read) {
        Optional<StatusAnswer.Fenced> already = fenced;
        if (already.isPresent()) {
            return already.get();
        }
        ResourceRef ref = ResourceRef.to(read);
        if (board.posted(ref).isPresent() && settings.epoch().get().isEmpty()) {
            return new StatusAnswer.Unreachable("%s: this process does not lead now".formatted(ref));
        }
        Optional<String> first = patch(read, ref);
        if (first.isEmpty()) {
            return new StatusAnswer.Unchanged();
        }
        Duration wait = wait(ref);
        if (wait.isPositive()) {
            return new StatusAnswer.Later(wait);
        }
        try {
            return send(read, ref, first);
        } catch (KubernetesClientException e) {
            return failed(ref, e);
        }
    }

    /** Forgets a resource that is deleted. */
    public void forget(ResourceRef resource) {
        writtenMillis.remove(resource);
        turns.taken(resource);
    }

    /** Returns what was written, refused and tried again since the start. */
    public StatusCounts counts() {
        return counts;
    }

    private StatusAnswer send(HasMetadata read, ResourceRef ref, Optional<String> first) {
        HasMetadata current = read;
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<String> patch = tries == 0 ? first : patch(current, ref);
            if (patch.isEmpty()) {
                return new StatusAnswer.Unchanged();
            }
            try {
                return written(ref, patched(current, patch.get()));
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
                counts.conflict();
            }
            Optional<HasMetadata> fresh = fresh(read, ref);
            if (fresh.isEmpty()) {
                return new StatusAnswer.Gone();
            }
            current = fresh.get();
        }
        counts.failure();
        return new StatusAnswer.Unreachable("%s: others wrote it %d times in a row".formatted(ref, TRIES));
    }

    private StatusAnswer written(ResourceRef ref, HasMetadata answer) {
        writtenMillis.put(ref, settings.clock().millis());
        turns.taken(ref);
        counts.write(ref.kind());
        return new StatusAnswer.Written(answer);
    }

    private HasMetadata patched(HasMetadata current, String patch) {
        return client.resource(current).subresource("status").patch(MERGE, patch);
    }

    private Optional<HasMetadata> fresh(HasMetadata read, ResourceRef ref) {
        return Optional.ofNullable(client.resource(read).get())
                .filter(found -> ref.uid().equals(found.getMetadata().getUid()));
    }

    private Optional<String> patch(HasMetadata current, ResourceRef ref) {
        Optional<Posted> posted = board.posted(ref);
        OptionalLong epoch = settings.epoch().get();
        if (posted.isEmpty() || epoch.isEmpty()) {
            return Optional.empty();
        }
        Instant now = settings.clock().instant();
        JsonNode desired =
                StatusPatch.tree(Optional.of(Statuses.of(current, posted.get().verdict(), epoch.getAsLong(), now)));
        Object status = ((CustomResource<?, ?>) current).getStatus();
        return StatusPatch.between(
                StatusPatch.tree(Optional.ofNullable(status)),
                desired,
                current.getMetadata().getResourceVersion());
    }

    /** Returns how long to wait: until the verdict has lasted, and until the last write is long enough ago. */
    private Duration wait(ResourceRef ref) {
        long now = settings.clock().millis();
        Optional<Posted> posted = board.posted(ref);
        if (posted.isEmpty()) {
            return Duration.ZERO;
        }
        Pace pace = settings.pace();
        long settled =
                posted.get().sinceMillis() + pace.settle(posted.get().verdict()).toMillis();
        Long last = writtenMillis.get(ref);
        long allowed = last == null ? now : last + pace.between(ref.kind()).toMillis();
        long due = Math.max(settled, allowed);
        // A turn is asked for only when nothing else holds the write back: who is not ready keeps nobody waiting.
        boolean waits = due <= now && pace.takesTurns(posted.get().verdict());
        return Duration.ofMillis((waits ? turns.turnMillis(ref, now) : due) - now);
    }

    private StatusAnswer failed(ResourceRef ref, KubernetesClientException error) {
        String message = "%s: %s".formatted(ref, error.getMessage());
        if (message.contains(GIVEN_WAY)) {
            StatusAnswer.Fenced answer = new StatusAnswer.Fenced(message);
            fenced = Optional.of(answer);
            if (told.compareAndSet(false, true)) {
                onFenced.accept(message);
            }
            return answer;
        }
        return switch (error.getCode()) {
            case HttpURLConnection.HTTP_NOT_FOUND -> new StatusAnswer.Gone();
            case HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, UNPROCESSABLE -> {
                counts.refusal();
                LOG.error("Status of {} is refused and not tried again: {}", ref, error.getMessage());
                yield new StatusAnswer.Refused(message);
            }
            default -> {
                counts.failure();
                LOG.warn("Status of {} cannot be written now: {}", ref, error.getMessage());
                yield new StatusAnswer.Unreachable(message);
            }
        };
    }
}
