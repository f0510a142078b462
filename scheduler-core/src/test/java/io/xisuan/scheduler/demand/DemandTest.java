package io.xisuan.scheduler.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.JobId;
import io.xisuan.model.Rational;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a job may ask for, and the orders of the queue. */
class DemandTest {
    private static final DeviceType H800 = DeviceType.of(AcceleratorModel.NVIDIA_H800);

    private static JobRequest job(String name, Gang gang, long submittedMillis, long runtimeMillis, int priority) {
        return JobRequest.of(
                        new JobId("ns", name, name),
                        new TenantId("t"),
                        gang,
                        List.of(Variant.of(H800)),
                        Times.of(submittedMillis, runtimeMillis))
                .withPriority(priority)
                .withWishes(Wishes.sites(List.of(new SiteId("here"))));
    }

    private static String names(QueueOrder order, List<JobRequest> queue) {
        return order.order(queue).stream().map(job -> job.id().name()).collect(Collectors.joining(" "));
    }

    @Test
    void each_order_breaks_ties_by_submission_then_identity() {
        List<JobRequest> queue = List.of(
                job("d", Gang.ofDevices(1, 8), 2, 10, 0),
                job("c", Gang.ofDevices(2, 8), 1, 10, 0),
                job("b", Gang.ofDevices(1, 8), 1, 30, 1),
                job("a", Gang.ofDevices(1, 8), 1, 10, 0));
        assertThat(names(QueueOrder.PRIORITY, queue)).isEqualTo("b a c d");
        assertThat(names(QueueOrder.SUBMITTED, queue)).isEqualTo("a b c d");
        assertThat(names(QueueOrder.SHORTEST_FIRST, queue)).isEqualTo("a c d b");
        assertThat(names(QueueOrder.SMALLEST_FIRST, queue)).isEqualTo("a b d c");
        assertThat(names(QueueOrder.LEAST_WORK_FIRST, queue)).isEqualTo("a d c b");
        assertThat(names(QueueOrder.AS_GIVEN, queue)).isEqualTo("d c b a");
    }

    @Test
    void a_faster_variant_takes_less_time_rounded_up() {
        assertThat(Variant.of(H800).runtimeMillis(10)).isEqualTo(10);
        assertThat(Variant.of(H800, Rational.of(3, 1)).runtimeMillis(10)).isEqualTo(4);
        assertThat(Variant.of(H800, Rational.of(1, 2)).runtimeMillis(10)).isEqualTo(20);
        assertThatThrownBy(() -> Variant.of(H800, Rational.ZERO))
                .hasMessage("The relative throughput on nvidia-h800-80g is more than zero, not 0");
    }

    @Test
    void a_job_that_names_sites_is_allowed_nowhere_else() {
        JobRequest job = job("a", Gang.ofDevices(1, 1), 0, 1, 0);
        assertThat(job.allows(new SiteId("here"))).isTrue();
        assertThat(job.allows(new SiteId("there"))).isFalse();
    }

    @Test
    void what_cannot_be_is_refused_by_name() {
        assertThatThrownBy(() -> Gang.ofDevices(0, 1))
                .hasMessage("Role worker cannot have from 0 to 0 workers; it has 1 to 1000000");
        assertThatThrownBy(() -> Gang.ofDevices(1, 0)).hasMessage("A worker asks for something");
        assertThatThrownBy(() -> Gang.ofDevices(1_000_000, 8_000)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Gang.of(1, -1, 0, 0)).hasMessage("A worker takes one whole device at least, not -1");
        assertThatThrownBy(() -> job("a", Gang.ofDevices(1, 1), 0, 0, 0))
                .hasMessageContaining("A job has times that cannot be");
        assertThatThrownBy(() -> job("a", Gang.ofDevices(1, 1), 0, Long.MAX_VALUE, 0))
                .hasMessageContaining("a mistake of units");
        assertThatThrownBy(() -> new DeviceType(" ")).hasMessage("A device type has a name");
    }
}
