package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.resource.v1.ExactDeviceRequest;
import io.fabric8.kubernetes.api.model.resource.v1.ResourceClaimTemplate;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.operator.device.DeviceRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeviceClaimsTest {
    private static final JobId JOB = new JobId("tenant-a", "llm-7b", "1d6f0a52-0f4b-4b4e-9a53-2f2b2f6f2a11");

    @Test
    void the_claims_of_a_gang_bear_no_marks_that_others_could_write_too() {
        assertThat(template(2).getSpec().getMetadata()).isNull();
        assertThat(template(2).getMetadata().getLabels()).containsEntry("xisuan.io/job", JOB.uid());
    }

    @Test
    void a_template_that_claims_more_or_otherwise_is_not_this_attempts() {
        assertThat(GangStart.sameClaims(template(2), template(2))).isTrue();
        assertThat(GangStart.sameClaims(template(2), template(8))).isFalse();
        ResourceClaimTemplate looking = template(2);
        exactly(looking).setAdminAccess(true);
        assertThat(GangStart.sameClaims(template(2), looking)).isFalse();
        ResourceClaimTemplate all = template(2);
        exactly(all).setAllocationMode("All");
        assertThat(GangStart.sameClaims(template(2), all)).isFalse();
        ResourceClaimTemplate twice = template(2);
        var requests = twice.getSpec().getSpec().getDevices().getRequests();
        requests.add(requests.getFirst());
        assertThat(GangStart.sameClaims(template(2), twice)).isFalse();
    }

    @Test
    void what_the_api_server_fills_in_makes_no_difference() {
        ResourceClaimTemplate found = template(2);
        exactly(found).setAllocationMode("ExactCount");
        assertThat(GangStart.sameClaims(template(2), found)).isTrue();
    }

    private static ExactDeviceRequest exactly(ResourceClaimTemplate template) {
        return template.getSpec()
                .getSpec()
                .getDevices()
                .getRequests()
                .getFirst()
                .getExactly();
    }

    private static ResourceClaimTemplate template(int devices) {
        GangOrder small = Orders.gang(JOB, 1, Orders.SMALL, "node-1");
        DeviceRequest request = new DeviceRequest(
                new TreeMap<>(), Optional.of(new DeviceRequest.Claim("gpu.nvidia.com", devices)), Optional.empty());
        PodOrder pod = new PodOrder(0, new NodeName("node-1"), Optional.of(request));
        GangOrder order = new GangOrder(
                small.attempt(),
                small.tenant(),
                small.site(),
                small.worker(),
                List.of(pod),
                OptionalLong.empty(),
                30,
                new TreeMap<>());
        return DeviceClaims.of(order, 7).orElseThrow();
    }
}
