package io.xisuan.operator.elect;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.operator.api.Marks;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The Lease in the API server: read, and written by compare-and-set alone. */
final class ClusterLease {
    static final String NAME = Marks.LEASE;

    private static final Duration RELEASED = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final String self;
    private final Duration lasts;
    private final InstantSource clock;

    ClusterLease(KubernetesClient client, String self, Duration lasts, InstantSource clock) {
        this.client = client;
        this.self = self;
        this.lasts = lasts;
        this.clock = clock;
    }

    Optional<LeaseState> read() {
        return Optional.ofNullable(client.leases()
                        .inNamespace(Marks.SYSTEM_NAMESPACE)
                        .withName(NAME)
                        .get())
                .map(LeaseState::of);
    }

    /** Begins a term of ours over what was read; empty when somebody was faster. */
    Optional<LeaseState> take(Optional<LeaseState> over) {
        ZonedDateTime now = now();
        return write(new LeaseState(
                self,
                over.map(before -> before.transitions() + 1).orElse(0),
                Optional.of(now),
                Optional.of(now),
                lasts,
                over.map(LeaseState::version).orElse("")));
    }

    /** Goes on with a term of ours; empty when somebody else wrote the Lease since. */
    Optional<LeaseState> renew(LeaseState ours) {
        return write(
                new LeaseState(self, ours.transitions(), ours.acquired(), Optional.of(now()), lasts, ours.version()));
    }

    /** Ends a term of ours, so that the next leader need not wait. */
    Optional<LeaseState> release(LeaseState ours) {
        return write(
                new LeaseState("", ours.transitions(), ours.acquired(), Optional.of(now()), RELEASED, ours.version()));
    }

    private Optional<LeaseState> write(LeaseState state) {
        Lease lease = manifest(state);
        try {
            Lease written = state.version().isEmpty()
                    ? client.resource(lease).create()
                    : client.resource(lease).lockResourceVersion().update();
            return Optional.of(LeaseState.of(written));
        } catch (KubernetesClientException error) {
            if (error.getCode() == HttpURLConnection.HTTP_CONFLICT
                    || error.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw error;
        }
    }

    private static Lease manifest(LeaseState state) {
        LeaseBuilder lease = new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(Marks.SYSTEM_NAMESPACE)
                .withName(NAME)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(state.holder().isEmpty() ? null : state.holder())
                .withLeaseDurationSeconds(Math.toIntExact(state.lasts().toSeconds()))
                .withAcquireTime(state.acquired().orElse(null))
                .withRenewTime(state.renewed().orElse(null))
                .withLeaseTransitions(state.transitions())
                .endSpec();
        return state.version().isEmpty()
                ? lease.build()
                : lease.editMetadata()
                        .withResourceVersion(state.version())
                        .endMetadata()
                        .build();
    }

    private ZonedDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
    }
}
