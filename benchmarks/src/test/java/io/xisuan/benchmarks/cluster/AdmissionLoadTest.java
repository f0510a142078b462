package io.xisuan.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.xisuan.benchmarks.cluster.AdmissionLoad.Arrival;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AdmissionLoadTest {
    @Test
    void the_whole_load_is_that_of_kueues_generator() {
        List<Arrival> arrivals = AdmissionLoad.arrivals(AdmissionLoad.WHOLE);
        assertThat(arrivals).hasSize(15_000);
        assertThat(byClass(arrivals)).isEqualTo(Map.of("small", 10_500L, "medium", 3_000L, "large", 1_500L));
        assertThat(arrivals.getLast().atMillis()).isEqualTo(60_000);
        assertThat(arrivals.getFirst().atMillis()).isEqualTo(100);
    }

    @Test
    void a_reduced_load_keeps_the_mixture_and_the_pace_of_each_queue() {
        List<Arrival> arrivals = AdmissionLoad.arrivals(1_500);
        assertThat(byClass(arrivals)).isEqualTo(Map.of("small", 1_050L, "medium", 300L, "large", 150L));
        assertThat(arrivals)
                .filteredOn(arrival -> arrival.jobClass().name().equals("medium") && arrival.number() == 9)
                .hasSize(30)
                .allMatch(arrival -> arrival.atMillis() == 5_000);
        assertThat(AdmissionLoad.arrivals(1)).hasSize(90);
    }

    @Test
    void every_job_has_a_name_of_its_own_and_they_come_in_time_order() {
        List<Arrival> arrivals = AdmissionLoad.arrivals(3_000);
        assertThat(arrivals)
                .extracting(arrival -> arrival.queue().name("q") + "/" + arrival.name())
                .doesNotHaveDuplicates();
        assertThat(arrivals).extracting(Arrival::atMillis).isSorted();
    }

    @Test
    void a_queue_may_borrow_what_its_cohort_has_and_no_more() {
        List<Tenancy> tenants = OwnSide.tenants();
        assertThat(tenants).hasSize(35);
        for (Tenancy cohort : tenants.subList(0, 5)) {
            List<Tenancy> queues = tenants.stream()
                    .filter(tenant -> tenant.parent().equals(Optional.of(cohort.name())))
                    .toList();
            assertThat(queues).hasSize(6);
            assertThat(queues.stream().mapToInt(Tenancy::guaranteed).sum()).isEqualTo(cohort.limit());
            assertThat(queues).allMatch(queue -> queue.limit() == cohort.limit());
        }
    }

    @Test
    void both_systems_are_asked_for_the_same_devices_and_the_same_order_of_priorities() {
        try (KubernetesClient none = new KubernetesClientBuilder().build()) {
            int last = 0;
            int lastOfKueue = 0;
            for (AdmissionLoad.JobClass jobClass : AdmissionLoad.CLASSES) {
                Arrival arrival = new Arrival(0, new AdmissionLoad.Queue(1, 2), jobClass, 3);
                TrainingJob ours = (TrainingJob) new OwnSide(none).wish(arrival);
                Job theirs = (Job) new KueueSide(none).wish(arrival);
                assertThat(ours.getSpec().workers()).isEqualTo(1);
                assertThat(theirs.getSpec().getSuspend()).isTrue();
                assertThat(theirs.getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .getFirst()
                                .getResources()
                                .getLimits())
                        .containsEntry(
                                Ground.RESOURCE,
                                new Quantity(Integer.toString(ours.getSpec().devicesPerWorker())));
                assertThat(ours.getSpec().priority()).isNotNull().isGreaterThan(last);
                assertThat(jobClass.kueuePriority()).isGreaterThan(lastOfKueue);
                last = jobClass.priority();
                lastOfKueue = jobClass.kueuePriority();
            }
        }
    }

    @Test
    void kueues_queues_have_the_quota_of_our_tenants() {
        assertThat(KueueSide.resources())
                .contains("name: kq-0-0", "name: kq-4-5", "cohortName: cohort-4")
                .contains("nominalQuota: \"16\", borrowingLimit: \"80\"")
                .doesNotContain("QUEUE", "COHORT");
    }

    private static Map<String, Long> byClass(List<Arrival> arrivals) {
        return arrivals.stream()
                .collect(Collectors.groupingBy(
                        arrival -> arrival.jobClass().name(), TreeMap::new, Collectors.counting()));
    }
}
