package io.xisuan.operator.act;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import java.util.SortedSet;

/** Carries out the leader's orders on one cluster under one epoch; every order may be given again. */
public final class ClusterActor implements AutoCloseable {
    private final KubernetesClient client;
    private final ClusterId cluster;
    private final long epoch;

    public ClusterActor(KubernetesClient client, ClusterId cluster, long epoch) {
        this.client = client;
        this.cluster = cluster;
        this.epoch = epoch;
    }

    /** Raises the cluster's epoch to this actor's and returns once the API server refuses older ones; before any other act. */
    public ActAnswer raiseEpoch() {
        return new ActAnswer.Unreachable("cannot act yet: " + "raise %d in %s by %s".formatted(epoch, cluster, client));
    }

    /** Creates the Service (gangs of several) and the pods of an attempt; those that exist already are kept. */
    public ActAnswer start(GangOrder order) {
        return new ActAnswer.Unreachable("cannot act yet: " + order.toString());
    }

    /** Deletes what exists of an attempt: its pods with so many seconds of grace, and its Service. */
    public ActAnswer stop(AttemptKey attempt, long graceSeconds) {
        return new ActAnswer.Unreachable("cannot act yet: " + attempt + " " + graceSeconds);
    }

    /** Takes the metering finalizer off a pod, if it is still the pod of that uid; a pod that is gone is done. */
    public ActAnswer releaseFinalizer(String namespace, String podName, String podUid) {
        return new ActAnswer.Unreachable("cannot act yet: " + namespace + podName + podUid);
    }

    /** Deletes pods and Services of ours that have no live intent and an older epoch than this actor's. */
    public Swept sweep(SortedSet<AttemptMark> live) {
        return new Swept(0, 0, new ActAnswer.Unreachable("cannot sweep yet: " + live));
    }

    @Override
    public void close() {}
}
