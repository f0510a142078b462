package io.xisuan.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class NodeLeaseTest {
    private static final long RENEWED = 1_700_000_000_000L;

    @Test
    void a_lease_lasts_as_long_as_its_kubelet_is_told() {
        assertThat(NodeLease.of(lease(600))).contains(new NodeLease(RENEWED, 600_000));
        assertThat(NodeLease.of(lease(8))).contains(new NodeLease(RENEWED, 8_000));
    }

    @Test
    void one_longer_than_any_kubelets_lasts_as_long_as_the_usual_one() {
        assertThat(NodeLease.of(lease(86_400))).contains(new NodeLease(RENEWED, NodeLease.DEFAULT_LASTS_MILLIS));
        assertThat(NodeLease.of(lease(0))).contains(new NodeLease(RENEWED, NodeLease.DEFAULT_LASTS_MILLIS));
    }

    @Test
    void one_that_nobody_has_renewed_says_nothing() {
        assertThat(NodeLease.of(new LeaseBuilder()
                        .withNewSpec()
                        .withLeaseDurationSeconds(40)
                        .endSpec()
                        .build()))
                .isEmpty();
    }

    private static Lease lease(int seconds) {
        return new LeaseBuilder()
                .withNewSpec()
                .withRenewTime(Instant.ofEpochMilli(RENEWED).atZone(ZoneOffset.UTC))
                .withLeaseDurationSeconds(seconds)
                .endSpec()
                .build();
    }
}
