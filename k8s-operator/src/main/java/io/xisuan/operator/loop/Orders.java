package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.operator.act.GangOrder;
import io.xisuan.operator.act.PodOrder;
import io.xisuan.operator.act.WorkerShape;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.translate.Translation;
import io.xisuan.operator.translate.WorkerTranslation;

/** An intent and its job as the order that a cluster takes; the same intent always gives the same order. */
final class Orders {
    private Orders() {}

    static Translation<GangOrder> order(Intent intent, TrainingJob job) {
        AcceleratorModel model = AcceleratorModel.parse(intent.acceleratorModelId());
        return switch (WorkerTranslation.shape(job, model)) {
            case Translation.Refused<WorkerShape>(var problem) -> new Translation.Refused<>(problem);
            case Translation.Done<WorkerShape>(WorkerShape worker) ->
                switch (WorkerTranslation.graceSeconds(job)) {
                    case Translation.Refused<Long>(var problem) -> new Translation.Refused<>(problem);
                    case Translation.Done<Long>(Long grace) ->
                        new Translation.Done<>(order(intent, job, worker, grace));
                };
        };
    }

    private static GangOrder order(Intent intent, TrainingJob job, WorkerShape worker, long graceSeconds) {
        return new GangOrder(
                intent.attempt(),
                intent.tenant(),
                intent.site(),
                worker,
                intent.workers().stream()
                        .map(planned -> new PodOrder(planned.rank(), planned.node()))
                        .toList(),
                WorkerTranslation.deadlineSeconds(job, intent.estimateMillis()),
                graceSeconds,
                WorkerTranslation.testbedAnnotations(job));
    }
}
