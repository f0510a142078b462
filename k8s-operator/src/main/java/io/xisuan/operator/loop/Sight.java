package io.xisuan.operator.loop;

import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.market.ResourceKind;
import io.xisuan.operator.market.ResourceProblem;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.reconcile.Wishes;
import java.util.List;
import java.util.Optional;

/**
 * All that one step of the loop goes by; taken once, so that the step is of one piece.
 *
 * @param wanted the jobs of the wishes by uid
 * @param gangs the pods of the clusters by attempt
 * @param found what is left out, nodes that belong to no one site among it
 */
record Sight(
        long nowMillis,
        Wishes wishes,
        List<ObservedCluster> clusters,
        Assembled market,
        WantedJobs wanted,
        Gangs gangs,
        Problems found) {
    Sight {
        clusters = List.copyOf(clusters);
    }

    /**
     * @param nodeProblems nodes that belong to no one site or cannot be understood
     */
    Sight(
            long nowMillis,
            Wishes wishes,
            List<ObservedCluster> clusters,
            Assembled market,
            List<ResourceProblem> nodeProblems) {
        this(
                nowMillis,
                wishes,
                clusters,
                market,
                new WantedJobs(wishes.jobs()),
                new Gangs(clusters),
                new Problems(market.problems(), nodeProblems));
    }

    /** Returns whether everything is up to date; while it is not, nothing new is planned. */
    boolean complete() {
        return clusters.stream().allMatch(ObservedCluster::synced);
    }

    /** Returns the job of that uid, unless it is deleted or being deleted. */
    Optional<TrainingJob> job(String uid) {
        return wanted.of(uid);
    }

    List<ResourceProblem> problems() {
        return found.all();
    }

    /** Returns the first problem of a resource, or empty when it is understood. */
    Optional<ResourceProblem> problem(ResourceKind kind, String namespace, String name) {
        return found.of(kind, namespace, name);
    }
}
