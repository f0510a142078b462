package io.xisuan.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroundTextsTest {
    @Test
    void a_tenant_has_its_own_names_quota_and_parent() {
        String text = GroundTexts.tenant(new Tenancy("cq-0-1", Optional.of("cohort-0"), 16, 96));
        assertThat(text)
                .contains("quota: {parent: cohort-0, guaranteed: 16, limit: 96, weight: 1}")
                .contains("contractRef: c-cq-0-1", "number: EX-cq-0-1", "xisuan.io/tenant: cq-0-1")
                .doesNotContain("NAME", "PARENT", "LIMIT", "CONTRACT");
        assertThat(GroundTexts.tenant(Tenancy.free("bench"))).contains("quota: {guaranteed: 0, limit: 1000000");
    }

    @Test
    void a_bare_pod_asks_for_what_a_worker_of_the_job_asks_for() {
        JobWish wish = new JobWish("bench", "a", 1, 4, Optional.of("2s"), 30);
        TrainingJob job = wish.trainingJob();
        Pod pod = wish.barePod();
        assertThat(job.getSpec().devicesPerWorker()).isEqualTo(4);
        assertThat(job.getSpec().contractRef()).isEqualTo("c-bench");
        assertThat(job.getMetadata().getAnnotations())
                .isEqualTo(pod.getMetadata().getAnnotations());
        assertThat(pod.getSpec().getContainers().getFirst().getImage())
                .isEqualTo(job.getSpec().variants().getFirst().image());
        assertThat(pod.getSpec().getContainers().getFirst().getCommand())
                .isEqualTo(job.getSpec().variants().getFirst().command());
        assertThat(pod.getSpec().getSchedulerName()).isNull();
    }
}
