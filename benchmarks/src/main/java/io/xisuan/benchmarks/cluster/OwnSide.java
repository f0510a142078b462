package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.benchmarks.cluster.AdmissionLoad.Arrival;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Our operator under the admission load: jobs are TrainingJobs, queues are tenants, cohorts are their parents.
 *
 * <p>A job counts as admitted when its pod exists: the intent was written to the store before, where nobody outside sees it, so this
 * is later than what Kueue calls admitted.
 */
record OwnSide(KubernetesClient client) implements AdmissionSide {
    static final String PREFIX = "cq";

    /** Returns the tenants: a parent for each cohort, which bounds it as the sum of nominal quotas does, and one for each queue. */
    static List<Tenancy> tenants() {
        List<Tenancy> tenants = new ArrayList<>();
        int whole = AdmissionLoad.GUARANTEED * AdmissionLoad.QUEUES_OF_A_COHORT;
        for (int cohort = 0; cohort < AdmissionLoad.COHORTS; cohort++) {
            tenants.add(new Tenancy("cohort-" + cohort, Optional.empty(), whole, whole));
        }
        for (AdmissionLoad.Queue queue : AdmissionLoad.queues()) {
            tenants.add(new Tenancy(
                    queue.name(PREFIX),
                    Optional.of("cohort-" + queue.cohort()),
                    AdmissionLoad.GUARANTEED,
                    AdmissionLoad.GUARANTEED + AdmissionLoad.BORROWED));
        }
        return tenants;
    }

    @Override
    public String suffix() {
        return "";
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public HasMetadata wish(Arrival arrival) {
        return new JobWish(
                        arrival.queue().name(PREFIX),
                        arrival.name(),
                        1,
                        arrival.jobClass().devices(),
                        Optional.of(AdmissionLoad.RUN_FOR),
                        arrival.jobClass().priority())
                .trainingJob();
    }

    @Override
    public Sightings admitted() {
        return pods();
    }

    @Override
    public Sightings pods() {
        return Sightings.of(client.pods().inAnyNamespace().withLabel(Marks.JOB), OwnSide::jobOf);
    }

    /** Pods are named after job, attempt and rank. */
    static Optional<String> jobOf(Pod pod) {
        String name = pod.getMetadata().getName().replaceFirst("-[0-9]+-[0-9]+$", "");
        return Optional.of(pod.getMetadata().getNamespace() + "/" + name);
    }

    @Override
    public Sightings done() {
        return Sightings.of(
                client.resources(TrainingJob.class).inAnyNamespace(),
                job -> job.getStatus() != null && job.getStatus().phase() == JobPhase.SUCCEEDED
                        ? Optional.of(job.getMetadata().getNamespace() + "/"
                                + job.getMetadata().getName())
                        : Optional.empty());
    }
}
