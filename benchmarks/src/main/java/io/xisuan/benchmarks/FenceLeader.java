package io.xisuan.benchmarks;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xisuan.billing.store.FencedException;
import io.xisuan.billing.store.Store;
import io.xisuan.model.JobId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.AttemptMark;
import io.xisuan.operator.act.ClusterActor;
import io.xisuan.operator.act.ClusterConnection;
import io.xisuan.operator.act.Swept;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;

/**
 * A leader in a process of its own, so that it can be stopped anywhere: it mints an epoch, raises it, writes money, says so
 * in a line, waits for a line, and acts. Arguments: role, kubeconfig, store, and namespace, name and uid of its job.
 */
public final class FenceLeader {
    static final int PODS = 16;

    private final KubernetesClient client;
    private final Store store;
    private final JobId job;
    private final BufferedReader orders;
    private final Clock clock;

    private FenceLeader(KubernetesClient client, Store store, JobId job, Clock clock) {
        this.client = client;
        this.store = store;
        this.job = job;
        this.orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        this.clock = clock;
    }

    /** Runs one leader. */
    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        try (KubernetesClient client = ClusterConnection.open(Path.of(given.get(1)));
                Store store = Store.open(given.get(2))) {
            FenceLeader leader = new FenceLeader(
                    client, store, new JobId(given.get(3), given.get(4), given.get(5)), Clock.systemUTC());
            long epoch = leader.lead(given.getFirst());
            if (given.getFirst().equals("former")) {
                leader.actLate(epoch);
            } else {
                leader.act(epoch);
            }
        }
    }

    static String status(long epoch) {
        return "{\"status\":{\"observedGeneration\":1,\"epoch\":%d}}".formatted(epoch);
    }

    private long lead(String role) {
        long epoch = store.mintEpoch(role, clock.millis());
        done(new ClusterActor(client, FenceGround.CLUSTER, epoch).raiseEpoch());
        say("RAISED");
        store.heartbeat(epoch, clock.millis());
        say("MONEY");
        return epoch;
    }

    /** Tries everything although it may be over: an actor of its own for each pod, as one that was refused tries no more. */
    private void actLate(long epoch) throws IOException {
        orders.readLine();
        for (int attempt = 1; attempt <= PODS; attempt++) {
            ActAnswer answer =
                    new ClusterActor(client, FenceGround.CLUSTER, epoch).start(FenceGround.order(job, attempt));
            say("CREATED %d %s".formatted(attempt, answer.getClass().getSimpleName()));
        }
        orders.readLine();
        say("STATUS " + (statusPasses(epoch) ? "passed" : "refused"));
        say("STORE " + (moneyPasses(epoch) ? "passed" : "refused"));
        say("END");
    }

    private void act(long epoch) throws IOException {
        ClusterActor actor = new ClusterActor(client, FenceGround.CLUSTER, epoch);
        done(actor.start(FenceGround.order(job, 1)));
        orders.readLine();
        Swept swept = actor.sweep(new TreeSet<>(List.of(new AttemptMark(job.uid(), 1))));
        done(swept.answer());
        say("SWEPT");
    }

    private static void done(ActAnswer answer) {
        if (!(answer instanceof ActAnswer.Done)) {
            throw new IllegalStateException("A leader whose turn it is was answered " + answer);
        }
    }

    private boolean statusPasses(long epoch) {
        try {
            client.genericKubernetesResources("xisuan.io/v1alpha1", "TrainingJob")
                    .inNamespace(job.namespace())
                    .withName(job.name())
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), status(epoch));
            return true;
        } catch (KubernetesClientException refused) {
            say("SAID "
                    + String.valueOf(refused.getMessage()).lines().findFirst().orElse(""));
            return false;
        }
    }

    private boolean moneyPasses(long epoch) {
        try {
            store.heartbeat(epoch, clock.millis());
            return true;
        } catch (FencedException refused) {
            say("SAID " + refused.getMessage());
            return false;
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
