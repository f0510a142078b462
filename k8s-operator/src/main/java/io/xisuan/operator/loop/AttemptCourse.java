package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodPhase;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * What to do next with a live attempt, and how it ended: pure functions of what was decided and what was observed, so that a
 * restart comes to the same.
 */
final class AttemptCourse {
    private static final String DEADLINE = "DeadlineExceeded";

    /** What the kubelet and the controllers write on a pod that they ended or did not admit. */
    private static final Set<String> INFRASTRUCTURE = Set.of(
            "Evicted",
            "NodeAffinity",
            "NodeLost",
            "NodeShutdown",
            "Preempting",
            "Shutdown",
            "Terminated",
            "UnexpectedAdmissionError");

    /** What the kubelet says of a container whose image it cannot get. */
    private static final Set<String> UNPULLED =
            Set.of("ErrImageNeverPull", "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "RegistryUnavailable");

    /** How a container ends that is told to: by SIGTERM, by SIGKILL, or by itself in good order. */
    private static final Set<Integer> TOLD_TO_END = Set.of(0, 137, 143);

    /** OutOfcpu, OutOfnvidia.com/gpu and so on: the node had less than the API server knew. */
    private static final String OUT_OF = "OutOf";

    private final Limits limits;

    AttemptCourse(Limits limits) {
        this.limits = limits;
    }

    /**
     * Returns the next deed.
     *
     * @param wanted whether the TrainingJob still exists
     * @param ending why it is being ended, once it is
     */
    Deed next(Intent intent, GangPods gang, boolean wanted, Optional<Ending> ending, long nowMillis) {
        if (ending.isPresent()) {
            return new Deed.Stop(ending.get());
        }
        if (!wanted) {
            return new Deed.Stop(new Ending(EndReason.CANCELLED, "the TrainingJob was deleted"));
        }
        Optional<Ending> trouble = trouble(intent, gang, nowMillis);
        if (trouble.isPresent()) {
            return new Deed.Stop(trouble.get());
        }
        return switch (intent.state()) {
            case PLANNED -> new Deed.Act();
            case ACTED -> gang.allRan() ? new Deed.NoteRunning() : new Deed.Leave();
            case OBSERVED, CLOSED, ABORTED -> new Deed.Leave();
        };
    }

    /** Returns how an attempt ended whose every pod is terminal or gone. */
    static Ending ended(GangPods gang, Optional<Ending> ending) {
        if (gang.allSucceeded()) {
            return new Ending(EndReason.SUCCEEDED, "every worker ended with exit code 0");
        }
        return ending.or(() -> failed(gang))
                .orElseGet(() -> new Ending(EndReason.WORKER_LOST, "its pods are gone and none says why"));
    }

    private Optional<Ending> trouble(Intent intent, GangPods gang, long nowMillis) {
        Optional<Ending> failed = failed(gang);
        if (failed.isPresent()) {
            return failed;
        }
        Optional<ObservedPod> unbound = gang.first(ObservedPod::unschedulable);
        if (unbound.isPresent()) {
            return Optional.of(new Ending(
                    EndReason.UNSCHEDULABLE,
                    "%s was not bound to its node: %s"
                            .formatted(unbound.get().name(), unbound.get().message())));
        }
        if (intent.state() == IntentState.ACTED) {
            return late(intent, gang, nowMillis);
        }
        return Optional.empty();
    }

    /** Returns what went wrong first: a worker's own failure, before those that were lost or deleted for it. */
    private static Optional<Ending> failed(GangPods gang) {
        Optional<Ending> own = gang.pods().stream()
                .filter(pod -> pod.phase() == PodPhase.FAILED)
                .map(AttemptCourse::failure)
                .min(Comparator.comparing(ending -> ending.reason().verdict() == EndReason.Verdict.TRY_AGAIN));
        if (own.isPresent()) {
            return own;
        }
        if (!gang.gone().isEmpty()) {
            return Optional.of(
                    new Ending(EndReason.WORKER_LOST, gang.gone().getFirst().name() + " vanished"));
        }
        return gang.first(pod -> pod.deletionMillis().isPresent() && pod.phase() != PodPhase.SUCCEEDED)
                .map(pod -> new Ending(EndReason.WORKER_LOST, pod.name() + " was deleted"));
    }

    /** A container's own exit is the job's doing, also when the rest was deleted for it; a reason on the pod is the cluster's. */
    private static Ending failure(ObservedPod pod) {
        if (pod.reason().equals(DEADLINE)) {
            return new Ending(EndReason.DEADLINE_EXCEEDED, "%s ran past its limit".formatted(pod.name()));
        }
        if (INFRASTRUCTURE.contains(pod.reason()) || pod.reason().startsWith(OUT_OF)) {
            return new Ending(EndReason.WORKER_LOST, "%s: %s %s".formatted(pod.name(), pod.reason(), pod.message()));
        }
        boolean told =
                pod.exitCode().isEmpty() || TOLD_TO_END.contains(pod.exitCode().getAsInt());
        if (pod.deletionMillis().isPresent() && told) {
            return new Ending(EndReason.WORKER_LOST, pod.name() + " was deleted");
        }
        String code =
                pod.exitCode().isPresent() ? Integer.toString(pod.exitCode().getAsInt()) : "unknown";
        return new Ending(EndReason.WORKER_FAILED, "%s ended with exit code %s".formatted(pod.name(), code));
    }

    private Optional<Ending> late(Intent intent, GangPods gang, long nowMillis) {
        Optional<ObservedPod> unpulled =
                gang.first(pod -> pod.waitingReason().filter(UNPULLED::contains).isPresent()
                        && pod.scheduledMillis().isPresent()
                        && nowMillis - pod.scheduledMillis().getAsLong()
                                > limits.imagePull().toMillis());
        if (unpulled.isPresent()) {
            return Optional.of(new Ending(
                    EndReason.IMAGE_NOT_PULLED,
                    "%s: %s %s"
                            .formatted(
                                    unpulled.get().name(),
                                    unpulled.get().waitingReason().orElse(""),
                                    unpulled.get().message())));
        }
        long waited = nowMillis - intent.changedAtMillis();
        if (!gang.allRan() && waited > limits.gangStart().toMillis()) {
            long ran = gang.pods().stream()
                    .filter(pod -> pod.startedMillis().isPresent())
                    .count();
            return Optional.of(new Ending(
                    EndReason.GANG_INCOMPLETE,
                    "%d of %d workers ran within %d s"
                            .formatted(ran, gang.expected(), limits.gangStart().toSeconds())));
        }
        return Optional.empty();
    }
}
