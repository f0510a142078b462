package io.xisuan.cli.doctor;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.store.LeaderSeen;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoreException;
import io.xisuan.model.InputException;
import io.xisuan.operator.act.SetupLook;
import io.xisuan.operator.api.Marks;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether somebody leads, since when, and whether cluster and store know the same leader. */
final class LeaderCheck {
    private static final String LEASE = "xisuan-operator";
    private static final String LOGS = "kubectl get pods -n " + Marks.SYSTEM_NAMESPACE;

    private LeaderCheck() {}

    /**
     * A Lease, with its ages by one clock.
     *
     * @param holder empty for nobody
     * @param silent since the last renewal
     */
    record Term(String holder, Duration lasts, Duration silent, Duration led, int transitions) {
        static Term of(Lease lease, long nowMillis) {
            int seconds = Optional.ofNullable(lease.getSpec().getLeaseDurationSeconds())
                    .orElse(0);
            return new Term(
                    Optional.ofNullable(lease.getSpec().getHolderIdentity()).orElse(""),
                    Duration.ofSeconds(seconds),
                    since(lease.getSpec().getRenewTime(), nowMillis),
                    since(lease.getSpec().getAcquireTime(), nowMillis),
                    Optional.ofNullable(lease.getSpec().getLeaseTransitions()).orElse(0));
        }

        private static Duration since(ZonedDateTime time, long nowMillis) {
            return time == null
                    ? Duration.ZERO
                    : Duration.ofMillis(nowMillis - time.toInstant().toEpochMilli());
        }
    }

    static List<Finding> look(KubernetesClient client, SetupLook setup, Ground ground) {
        List<Finding> findings = new ArrayList<>();
        Lease lease = client.leases()
                .inNamespace(Marks.SYSTEM_NAMESPACE)
                .withName(LEASE)
                .get();
        findings.add(judge(Optional.ofNullable(lease)
                .filter(found -> found.getSpec() != null)
                .map(found -> Term.of(found, ground.clock().millis()))));
        agreement(setup.epoch(), stored(ground)).ifPresent(findings::add);
        return findings;
    }

    static Finding judge(Optional<Term> term) {
        if (term.isEmpty() || term.get().holder().isEmpty()) {
            return nobody(new Words("没有主进程", "nobody leads"));
        }
        Term held = term.get();
        // Twice its length: the clock of this machine and the holder's may differ.
        if (held.silent().compareTo(held.lasts().multipliedBy(2)) > 0) {
            long seconds = held.silent().toSeconds();
            return nobody(new Words(
                    "主进程 %s 已 %d 秒没有续约".formatted(held.holder(), seconds),
                    "%s led and has not renewed its Lease for %d s".formatted(held.holder(), seconds)));
        }
        return Finding.ok(
                Area.LEADER,
                held.holder(),
                "主导了 %s，此前换过 %d 次".formatted(text(held.led()), held.transitions()),
                "has led for %s, after %d others".formatted(text(held.led()), held.transitions()));
    }

    private static String text(Duration age) {
        return age.toDays() > 0
                ? "%d d %d h".formatted(age.toDays(), age.toHoursPart())
                : age.toHours() > 0
                        ? "%d h %d min".formatted(age.toHours(), age.toMinutesPart())
                        : "%d min %d s".formatted(age.toMinutes(), age.toSecondsPart());
    }

    private static Finding nobody(Words found) {
        return Finding.of(
                Area.LEADER,
                Severity.ERROR,
                LEASE,
                found,
                new Words(
                        "没有作业会启动、结束或计量；operator 恢复后补上",
                        "no job starts, ends or is metered; it is caught up when an operator is back"),
                LOGS);
    }

    private static Optional<LeaderSeen> stored(Ground ground) {
        try (Store store = Store.openReadOnly(ground.jdbcUrl())) {
            return store.leaderSeen();
        } catch (InputException | StoreException e) {
            // The store's own check says what is wrong with it.
            return Optional.empty();
        }
    }

    /** The epoch is minted in the store first, so the cluster's is never the newer one, unless the store is another or older one. */
    static Optional<Finding> agreement(OptionalLong cluster, Optional<LeaderSeen> stored) {
        if (cluster.isEmpty()
                || stored.isEmpty()
                || cluster.getAsLong() <= stored.get().epoch()) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                Area.LEADER,
                Severity.ERROR,
                "ConfigMap " + Marks.LEADER,
                new Words(
                        "集群的任期是 %d，账本只到 %d"
                                .formatted(cluster.getAsLong(), stored.get().epoch()),
                        "the cluster knows epoch %d, the store %d"
                                .formatted(cluster.getAsLong(), stored.get().epoch())),
                new Words(
                        "这不是此集群的账本，或是从旧备份恢复的：operator 会拒绝动作",
                        "this is not the store of this cluster, or an old copy of it: the operator will refuse to act"),
                "xisuan doctor --only store,journal --db URL"));
    }
}
