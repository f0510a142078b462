package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodPhase;
import java.util.Comparator;
import java.util.Locale;
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
            "Shutdown",
            "Terminated",
            "TerminationByKubelet",
            "DeletionByPodGC",
            "DeletionByTaintManager",
            "UnexpectedAdmissionError");

    /** What is written on a pod that had to make room: no fault of its node. */
    private static final Set<String> MADE_ROOM = Set.of("EvictionByEvictionAPI", "Preempting", "PreemptionByScheduler");

    /** What the kubelet says of a container whose image it cannot get. */
    private static final Set<String> UNPULLED =
            Set.of("ErrImageNeverPull", "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "RegistryUnavailable");

    /** How a container ends that is told to: by SIGTERM, by SIGKILL, or by itself in good order. */
    private static final Set<Integer> TOLD_TO_END = Set.of(0, 137, 143);

    /** OutOfcpu, OutOfnvidia.com/gpu and so on: the node had less than the API server knew. */
    private static final String OUT_OF = "OutOf";

    /** So much the clocks of a node and of the API server may differ. */
    private static final long CLOCKS_MILLIS = 5_000;

    /** What a container waits for that its node is to do; every other reason is the worker's own, as a key that its Secret lacks. */
    private static final Set<String> ITS_NODES = Set.of("", "ContainerCreating", "PodInitializing");

    private final Limits limits;

    AttemptCourse(Limits limits) {
        this.limits = limits;
    }

    /**
     * Returns the next deed of an attempt that nobody ordered to stop.
     *
     * @param job the TrainingJob, while it exists
     */
    Deed next(Intent intent, GangPods gang, Optional<TrainingJob> job, long nowMillis) {
        StopTerms terms = StopTerms.of(job);
        Optional<Ending> over = job.isEmpty()
                ? Optional.of(new Ending(EndReason.CANCELLED, "the TrainingJob was deleted"))
                : trouble(intent, gang, terms, nowMillis)
                        .map(ending -> limited(ending, job.get()))
                        .or(() -> Wanted.otherwise(intent, gang, job.get(), nowMillis));
        if (over.isPresent()) {
            return new Deed.Order(over.get(), terms.graceMillis());
        }
        return switch (intent.state()) {
            case PLANNED -> new Deed.Act();
            case ACTED -> gang.allRan() ? new Deed.NoteRunning() : new Deed.Leave();
            case OBSERVED, CLOSED, ABORTED -> new Deed.Leave();
        };
    }

    /** A kubelet that ended a pod in our place did so by the job's own time limit, where it has one. */
    private static Ending limited(Ending ending, TrainingJob job) {
        return ending.reason() == EndReason.DEADLINE_EXCEEDED
                        && Wanted.limitMillis(job).isPresent()
                ? new Ending(EndReason.TIME_LIMIT, ending.text() + ", ended by its kubelet")
                : ending;
    }

    /**
     * Returns how an attempt ended whose every pod is terminal or gone. Workers that all end well do so by themselves when none had been
     * told to stop, by us or by whoever deletes or evicts pods; afterwards it is how they say that they saved themselves. Times hardly
     * tell which: they have steps of a second, and the clocks of nodes differ.
     *
     * @param ordered why it was to be stopped, if it was
     */
    static Ending ended(GangPods gang, Optional<StopOrder> ordered, StopTerms terms) {
        boolean untold = gang.pods().stream()
                .noneMatch(pod -> pod.deletionMillis().isPresent()
                        || pod.saving().byMillis().isPresent());
        boolean byThemselves = ordered.isEmpty() && gang.pods().stream().noneMatch(AttemptCourse::taken);
        if (gang.allSucceeded() && (untold || byThemselves)) {
            return new Ending(EndReason.SUCCEEDED, "every worker ended with exit code 0");
        }
        return ordered.map(order -> new Ending(EndReason.ofWord(order.reason()), order.text()))
                .or(() -> failed(gang, terms))
                .orElseGet(() -> new Ending(EndReason.WORKER_LOST, "its pods are gone and none says why"));
    }

    private Optional<Ending> trouble(Intent intent, GangPods gang, StopTerms terms, long nowMillis) {
        Optional<Ending> failed = failed(gang, terms);
        if (failed.isPresent()) {
            return failed;
        }
        Optional<ObservedPod> unbound = gang.first(ObservedPod::unschedulable);
        if (unbound.isPresent()) {
            return Optional.of(unbound(intent, unbound.get()));
        }
        return switch (intent.state()) {
            // Of a start that nobody could finish ordering too: what exists of it holds devices.
            case PLANNED, ACTED -> late(intent, gang, nowMillis);
            case OBSERVED, CLOSED, ABORTED -> Optional.empty();
        };
    }

    /** A pod that waits for its own volume would find it on no other node. */
    private static Ending unbound(Intent intent, ObservedPod pod) {
        String text = "was not bound: " + pod.message();
        return pod.message().toLowerCase(Locale.ROOT).contains("volume")
                ? new Ending(EndReason.UNSCHEDULABLE, pod.name() + ": " + text)
                : Ending.on(intent, EndReason.UNSCHEDULABLE, pod, text);
    }

    /** Returns what went wrong first: a worker's own failure, before those that were lost or deleted for it. */
    private static Optional<Ending> failed(GangPods gang, StopTerms terms) {
        Optional<Ending> own = gang.pods().stream()
                .filter(pod -> pod.phase() == PodPhase.FAILED)
                .map(pod -> failure(pod, terms))
                .min(Comparator.comparing(ending -> ending.reason().verdict() == EndReason.Verdict.TRY_AGAIN));
        if (own.isPresent()) {
            return own;
        }
        if (!gang.gone().isEmpty()) {
            return Optional.of(Ending.on(EndReason.WORKER_LOST, gang.gone().getFirst(), "vanished"));
        }
        return gang.first(AttemptCourse::taken)
                .map(pod -> new Ending(EndReason.WORKER_LOST, pod.name() + " was deleted by others"));
    }

    /** Says whether others deleted a pod before it had ended: long before, as far as two clocks can say. */
    private static boolean taken(ObservedPod pod) {
        boolean before = pod.phase() == PodPhase.SUCCEEDED
                && pod.finishedMillis().isPresent()
                && pod.times().askedMillis().isPresent()
                && pod.finishedMillis().getAsLong() + CLOCKS_MILLIS
                        < pod.times().askedMillis().getAsLong();
        return pod.deletionMillis().isPresent() && !before;
    }

    /** A container's own exit is the job's doing, also when the rest was deleted for it; a reason on the pod is the cluster's. */
    private static Ending failure(ObservedPod pod, StopTerms terms) {
        if (pod.reason().equals(DEADLINE)) {
            return new Ending(EndReason.DEADLINE_EXCEEDED, "%s ran past its limit".formatted(pod.name()));
        }
        if (MADE_ROOM.contains(pod.reason())) {
            return new Ending(EndReason.WORKER_LOST, "%s: %s".formatted(pod.name(), said(pod.reason(), pod.message())));
        }
        if (INFRASTRUCTURE.contains(pod.reason()) || pod.reason().startsWith(OUT_OF)) {
            return Ending.on(EndReason.WORKER_LOST, pod, said(pod.reason(), pod.message()));
        }
        if (terms.yields(pod.exitCode())) {
            return new Ending(
                    EndReason.CHECKPOINTED,
                    "%s ended with exit code %d: it saved itself and goes on later"
                            .formatted(pod.name(), pod.exitCode().getAsInt()));
        }
        boolean told =
                pod.exitCode().isEmpty() || TOLD_TO_END.contains(pod.exitCode().getAsInt());
        if (pod.deletionMillis().isPresent() && told) {
            return new Ending(EndReason.WORKER_LOST, pod.name() + " was deleted by others");
        }
        String code =
                pod.exitCode().isPresent() ? Integer.toString(pod.exitCode().getAsInt()) : "unknown";
        String why = pod.reason().isEmpty() || pod.reason().equals("Error") ? "" : " " + pod.reason();
        return new Ending(
                EndReason.WORKER_FAILED,
                said("%s ended with exit code %s%s".formatted(pod.name(), code, why), pod.message()));
    }

    /** Returns a reason with what the container or the kubelet said besides. */
    private static String said(String reason, String message) {
        String text = message.strip();
        return text.isEmpty() ? reason : reason + ": " + text;
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
        // Since the plan, or since all of it was ordered.
        long waited = nowMillis - intent.changedAtMillis();
        if (!gang.allRan() && waited > limits.gangStart().toMillis()) {
            return Optional.of(incomplete(gang));
        }
        return Optional.empty();
    }

    private Ending incomplete(GangPods gang) {
        long ran = gang.pods().stream()
                .filter(pod -> pod.startedMillis().isPresent())
                .count();
        String text = "%d of %d workers ran within %d s"
                .formatted(ran, gang.expected(), limits.gangStart().toSeconds());
        return gang.first(pod -> pod.startedMillis().isEmpty() && pod.node().isPresent())
                .map(pod -> unstarted(pod, "did not start: " + text))
                .orElseGet(() -> new Ending(EndReason.GANG_INCOMPLETE, text));
    }

    private static Ending unstarted(ObservedPod pod, String text) {
        String waits = pod.waitingReason().orElse("");
        return ITS_NODES.contains(waits)
                ? Ending.on(EndReason.GANG_INCOMPLETE, pod, text)
                : new Ending(EndReason.GANG_INCOMPLETE, "%s: %s, %s".formatted(pod.name(), waits, text));
    }
}
