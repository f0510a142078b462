package io.xisuan.operator.loop;

import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.market.ResourceProblem;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.reconcile.Wishes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that one step of the loop goes by; taken once, so that the step is of one piece.
 *
 * @param nodeProblems nodes that belong to no one site or cannot be understood
 */
record Sight(
        long nowMillis,
        Wishes wishes,
        List<ObservedCluster> clusters,
        Assembled market,
        List<ResourceProblem> nodeProblems) {
    Sight {
        clusters = List.copyOf(clusters);
        nodeProblems = List.copyOf(nodeProblems);
    }

    /** Returns whether everything is up to date; while it is not, nothing new is planned. */
    boolean complete() {
        return clusters.stream().allMatch(ObservedCluster::synced);
    }

    Gangs gangs() {
        return new Gangs(clusters);
    }

    /** Returns the job of that uid, unless it is deleted or being deleted. */
    Optional<TrainingJob> job(String uid) {
        return wishes.jobs().stream()
                .filter(job -> job.getMetadata().getUid().equals(uid)
                        && job.getMetadata().getDeletionTimestamp() == null)
                .findFirst();
    }

    List<ResourceProblem> problems() {
        return Stream.concat(market.problems().stream(), nodeProblems.stream())
                .sorted()
                .toList();
    }
}
