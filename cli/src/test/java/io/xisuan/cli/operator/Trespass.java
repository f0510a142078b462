package io.xisuan.cli.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.operator.testbed.Testbed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody of operations who tries without pause what only a policy forbids: to be given the tokens of accounts in {@code kube-system}, and
 * of every account. All of it is on trial (dry runs), so one that passed changes nothing for the next.
 */
final class Trespass implements AutoCloseable {
    private static final String USER = "ops";
    private static final String ROLE = "xisuan-people";
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final List<HasMetadata> ACTS = List.of(
            new RoleBindingBuilder()
                    .withNewMetadata()
                    .withName("trespass")
                    .withNamespace("kube-system")
                    .endMetadata()
                    .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", ROLE)
                    .addNewSubject("rbac.authorization.k8s.io", "User", USER, "")
                    .build(),
            new ClusterRoleBindingBuilder()
                    .withNewMetadata()
                    .withName("trespass")
                    .endMetadata()
                    .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", ROLE)
                    .addNewSubject("rbac.authorization.k8s.io", "User", USER, "")
                    .build());

    private final KubernetesClient client;
    private final Thread thread;
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final AtomicLong byPolicy = new AtomicLong();
    private final AtomicLong byRights = new AtomicLong();
    private volatile boolean over;

    private Trespass(KubernetesClient client) {
        this.client = client;
        this.thread = Thread.ofPlatform().daemon().name("trespass").unstarted(this::tryOn);
    }

    static Trespass begin(Testbed testbed) {
        Trespass trespass = new Trespass(testbed.client(USER));
        trespass.thread.start();
        return trespass;
    }

    private void tryOn() {
        while (!over) {
            ACTS.forEach(this::tried);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void tried(HasMetadata act) {
        try {
            client.resource(act).dryRun().create();
            passed.add("%s at %tT.%<tL".formatted(act.getKind(), System.currentTimeMillis()));
        } catch (KubernetesClientException refused) {
            // An answer of the server; what was cut off says nothing.
            if (refused.getCode() > 0) {
                boolean policy = String.valueOf(refused.getMessage()).contains("ValidatingAdmissionPolicy");
                (policy ? byPolicy : byRights).incrementAndGet();
            }
        }
    }

    /** Returns what passed so far, and when. */
    List<String> passed() {
        return List.copyOf(passed);
    }

    /** Returns how often a policy refused, which it does only to who has the right. */
    long byPolicy() {
        return byPolicy.get();
    }

    /** Returns how often the right was missing. */
    long byRights() {
        return byRights.get();
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
