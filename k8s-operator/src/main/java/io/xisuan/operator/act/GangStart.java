package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.resource.v1.ResourceClaimTemplate;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.api.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Creates what a gang consists of: its files and its Service first, then its pods, a few at a time. After the first that cannot be
 * created no further one is begun.
 */
final class GangStart {
    private static final int AT_ONCE = 8;

    private final KubernetesClient client;
    private final ClusterId cluster;
    private final long epoch;

    GangStart(KubernetesClient client, ClusterId cluster, long epoch) {
        this.client = client;
        this.cluster = cluster;
        this.epoch = epoch;
    }

    ActAnswer start(GangOrder order) {
        Optional<String> exposing = WorkerVariables.exposing(order.worker());
        if (exposing.isPresent()) {
            return new ActAnswer.Refused(
                    RefusalReason.INVALID,
                    "variable %s would give a worker devices, or more of one, than are its own: leave it out"
                            .formatted(exposing.get()));
        }
        for (HasMetadata object : before(order)) {
            ActAnswer answer = create(order, object);
            if (!(answer instanceof ActAnswer.Done)) {
                return answer;
            }
        }
        return order.pods().size() == 1
                ? create(order, GangManifests.pod(order, order.pods().getFirst(), epoch))
                : pods(order);
    }

    /** Returns what the pods of a gang need to be there: most single workers need nothing, which saves a write a job. */
    private List<HasMetadata> before(GangOrder order) {
        List<HasMetadata> objects = new ArrayList<>();
        SortedMap<String, String> files = GangFiles.of(order);
        if (!files.isEmpty()) {
            objects.add(GangManifests.files(order, files, epoch));
        }
        DeviceClaims.of(order, epoch).ifPresent(objects::add);
        if (order.pods().size() > 1) {
            objects.add(GangManifests.service(order, epoch));
        }
        return objects;
    }

    private ActAnswer pods(GangOrder order) {
        FirstFailure failure = new FirstFailure();
        List<Future<ActAnswer>> creations = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(AT_ONCE, order.pods().size()), Thread.ofVirtual().factory())) {
            for (PodOrder worker : order.pods()) {
                creations.add(threads.submit(() -> unlessFailed(order, worker, failure)));
            }
        }
        long done = creations.stream()
                .filter(creation -> creation.resultNow() instanceof ActAnswer.Done)
                .count();
        return withCount(failure.answer(), done, order.pods().size());
    }

    private ActAnswer unlessFailed(GangOrder order, PodOrder worker, FirstFailure failure) {
        ActAnswer before = failure.answer();
        if (!(before instanceof ActAnswer.Done)) {
            return before;
        }
        ActAnswer answer = create(order, GangManifests.pod(order, worker, epoch));
        failure.offer(answer);
        return answer;
    }

    private static ActAnswer withCount(ActAnswer answer, long done, int ordered) {
        String count = " (%d of %d pods exist)".formatted(done, ordered);
        return switch (answer) {
            case ActAnswer.Done ignored -> answer;
            case ActAnswer.Fenced fenced -> new ActAnswer.Fenced(fenced.message() + count);
            case ActAnswer.Refused refused -> new ActAnswer.Refused(refused.reason(), refused.message() + count);
            case ActAnswer.Unreachable unreachable -> new ActAnswer.Unreachable(unreachable.message() + count);
        };
    }

    private ActAnswer create(GangOrder order, HasMetadata object) {
        String act = "create %s %s/%s"
                .formatted(
                        object.getKind(),
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName());
        try {
            client.resource(object).create();
            return ActAnswer.DONE;
        } catch (KubernetesClientException error) {
            return Answers.alreadyExists(error) ? existing(order, object, act) : Answers.of(cluster, act, error);
        }
    }

    /** An object of that name exists: it is this attempt's from an earlier try, or somebody else's. */
    private ActAnswer existing(GangOrder order, HasMetadata wanted, String act) {
        HasMetadata found;
        try {
            found = client.resource(wanted).get();
        } catch (KubernetesClientException error) {
            return Answers.of(cluster, act, error);
        }
        if (found == null) {
            return new ActAnswer.Unreachable(
                    "Cluster %s, %s: it existed and is gone again".formatted(cluster.value(), act));
        }
        if (!owned(order, found)
                || !sameMarks(wanted, found)
                || !samePin(wanted, found)
                || !sameClaims(wanted, found)) {
            return new ActAnswer.Refused(
                    RefusalReason.NAME_TAKEN,
                    "Cluster %s, %s: the name is taken by an object (uid %s) that is not of attempt %d of job %s"
                            .formatted(
                                    cluster.value(),
                                    act,
                                    found.getMetadata().getUid(),
                                    order.attempt().attempt(),
                                    order.attempt().job().uid()));
        }
        if (found.getMetadata().getDeletionTimestamp() != null) {
            return new ActAnswer.Refused(
                    RefusalReason.CHANGED,
                    "Cluster %s, %s: it is being deleted, an attempt does not start again"
                            .formatted(cluster.value(), act));
        }
        return ActAnswer.DONE;
    }

    private static boolean owned(GangOrder order, HasMetadata found) {
        return found.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .anyMatch(order.attempt().job().uid()::equals);
    }

    private static boolean sameMarks(HasMetadata wanted, HasMetadata found) {
        Map<String, String> labels =
                Optional.ofNullable(found.getMetadata().getLabels()).orElse(Map.of());
        Map<String, String> marks = wanted.getMetadata().getLabels();
        return List.of(Marks.JOB, Marks.ATTEMPT, Marks.RANK).stream()
                .allMatch(mark -> Objects.equals(marks.get(mark), labels.get(mark)));
    }

    private static boolean samePin(HasMetadata wanted, HasMetadata found) {
        return !(wanted instanceof Pod ours)
                || (found instanceof Pod theirs
                        && ours.getSpec().getAffinity().equals(theirs.getSpec().getAffinity()));
    }

    /** Whoever may create templates could have put another of that name there, which would claim more devices than were sold. */
    static boolean sameClaims(HasMetadata wanted, HasMetadata found) {
        return !(wanted instanceof ResourceClaimTemplate ours)
                || (found instanceof ResourceClaimTemplate theirs && DeviceClaims.same(ours, theirs));
    }

    /** The first answer other than done, if there was one. */
    private static final class FirstFailure {
        private ActAnswer answer = ActAnswer.DONE;

        synchronized ActAnswer answer() {
            return answer;
        }

        synchronized void offer(ActAnswer next) {
            if (answer instanceof ActAnswer.Done) {
                answer = next;
            }
        }
    }
}
