package io.xisuan.operator.loop;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterConnection;
import io.xisuan.operator.act.ClusterSetup;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The way to the cluster, found by a thread of its own while the books are opened: each takes a second of a new process. */
final class Reach {
    private final FutureTask<Found> task;

    /** The connection, and whether the cluster is set up. */
    record Found(KubernetesClient client, ActAnswer setup) {}

    private Reach(Callable<Found> search) {
        this.task = new FutureTask<>(search);
        Thread.ofPlatform().daemon().name("reach").start(task);
    }

    /** Begins to connect and to look whether the cluster is set up; nothing is changed there. */
    static Reach begin(Callable<Config> config, ClusterId cluster) {
        return new Reach(() -> {
            KubernetesClient client = ClusterConnection.open(config.call());
            return new Found(client, ClusterSetup.check(client, cluster));
        });
    }

    /** Waits until it is known. */
    Found found() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the cluster was looked for", e);
        }
    }

    /** Returns the connection where it is open by now, for whoever gives up. */
    Optional<KubernetesClient> connected() {
        return task.state() == FutureTask.State.SUCCESS
                ? Optional.of(task.resultNow().client())
                : Optional.empty();
    }
}
