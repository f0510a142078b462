package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.operator.act.GangOrder;
import io.xisuan.operator.act.PodOrder;
import io.xisuan.operator.act.WorkerShape;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.device.DeviceRequest;
import io.xisuan.operator.device.Seat;
import io.xisuan.operator.translate.FieldProblem;
import io.xisuan.operator.translate.PartTranslation;
import io.xisuan.operator.translate.Translation;
import io.xisuan.operator.translate.WorkerTranslation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An intent and its job as the order that a cluster takes; the same intent always gives the same order. */
final class Orders {
    private Orders() {}

    static Translation<GangOrder> order(Intent intent, TrainingJob job, List<Site> sites) {
        AcceleratorModel model = AcceleratorModel.parse(intent.acceleratorModelId());
        Optional<Site> site = sites.stream()
                .filter(one -> one.getMetadata().getName().equals(intent.site().value()))
                .findFirst();
        if (site.isEmpty()) {
            return new Translation.Refused<>(
                    new FieldProblem("spec.placement", "site %s is gone".formatted(intent.site())));
        }
        return switch (WorkerTranslation.shape(job, model, site.get())) {
            case Translation.Refused<WorkerShape>(var problem) -> new Translation.Refused<>(problem);
            case Translation.Done<WorkerShape>(WorkerShape worker) ->
                switch (WorkerTranslation.graceSeconds(job)) {
                    case Translation.Refused<Long>(var problem) -> new Translation.Refused<>(problem);
                    case Translation.Done<Long>(Long grace) ->
                        switch (pods(intent, job, model)) {
                            case Translation.Refused<List<PodOrder>>(var problem) -> new Translation.Refused<>(problem);
                            case Translation.Done<List<PodOrder>>(List<PodOrder> pods) ->
                                new Translation.Done<>(order(intent, job, worker, pods, grace));
                        };
                };
        };
    }

    /** Returns each worker with what it asks its node for. */
    private static Translation<List<PodOrder>> pods(Intent intent, TrainingJob job, AcceleratorModel model) {
        List<PodOrder> pods = new ArrayList<>();
        for (PlannedWorker planned : intent.workers()) {
            switch (PartTranslation.request(job, model, Seat.parse(planned.seat()))) {
                case Translation.Refused<DeviceRequest>(var problem) -> {
                    return new Translation.Refused<>(problem);
                }
                case Translation.Done<DeviceRequest>(DeviceRequest request) ->
                    pods.add(new PodOrder(planned.rank(), planned.node(), Optional.of(request)));
            }
        }
        return new Translation.Done<>(List.copyOf(pods));
    }

    private static GangOrder order(
            Intent intent, TrainingJob job, WorkerShape worker, List<PodOrder> pods, long graceSeconds) {
        return new GangOrder(
                intent.attempt(),
                intent.tenant(),
                intent.site(),
                worker,
                pods,
                WorkerTranslation.deadlineSeconds(job, intent.estimateMillis()),
                graceSeconds,
                WorkerTranslation.testbedAnnotations(job));
    }
}
