package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final long CREATED = 1_760_000_000_000L;

    @Test
    void a_new_job_waits_until_what_was_applied_with_it_must_have_been_seen() {
        JobRequest job = JobRequest.of(
                new JobId("ns", "job", "uid"),
                new TenantId("t-1"),
                Gang.ofDevices(1, 8),
                List.of(Variant.of(new DeviceType("nvidia-h800-80g"))),
                Times.of(CREATED, 3_600_000));

        assertThat(Planner.settled(job, CREATED)).isFalse();
        assertThat(Planner.settled(job, CREATED + 2_999)).isFalse();
        assertThat(Planner.settled(job, CREATED + 3_000)).isTrue();
    }
}
