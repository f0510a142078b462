package io.xisuan.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.NodeName;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodReadingTest {
    private static final String BOUND = PodTexts.BOUND;

    private static ObservedPod read(String node, String status) {
        return PodReading.read(PodTexts.ours(node, status));
    }

    private static long at(String time) {
        return Instant.parse("2026-11-24T" + time + "Z").toEpochMilli();
    }

    @Test
    void a_new_pod_waits_and_carries_our_marks() {
        ObservedPod pod = read("", "\"phase\": \"Pending\"");
        assertThat(pod.phase()).isEqualTo(PodPhase.PENDING);
        assertThat(pod.node()).isEmpty();
        assertThat(pod.marks()).isEqualTo(new PodMarks("job-uid", "llm", 1, 0, 7, Optional.of("zhongwei")));
        assertThat(pod.createdMillis()).isEqualTo(at("08:00:00"));
        assertThat(pod.scheduledMillis()).isEmpty();
        assertThat(pod.meteringFinalizer()).isTrue();
        assertThat(pod.unschedulable()).isFalse();
    }

    @Test
    void a_bound_pod_has_a_node_and_the_time_of_its_binding() {
        ObservedPod pod = read("node-1", "\"phase\": \"Pending\", " + BOUND);
        assertThat(pod.node()).contains(new NodeName("node-1"));
        assertThat(pod.scheduledMillis()).hasValue(at("08:00:02"));
        assertThat(pod.startedMillis()).isEmpty();
    }

    @Test
    void a_pod_that_fits_nowhere_says_so() {
        ObservedPod pod = read("", """
                "phase": "Pending", "conditions": [{"type": "PodScheduled", "status": "False", "reason": "Unschedulable",
                "message": "0/5 nodes are available", "lastTransitionTime": "2026-11-24T08:00:01Z"}]""");
        assertThat(pod.unschedulable()).isTrue();
        assertThat(pod.scheduledMillis()).isEmpty();
        assertThat(pod.message()).isEqualTo("0/5 nodes are available");
    }

    @Test
    void an_image_that_cannot_be_pulled_is_why_it_waits() {
        ObservedPod pod = read("node-1", """
                "phase": "Pending", %s, "containerStatuses": [{"name": "main", "state": {"waiting":
                {"reason": "ImagePullBackOff", "message": "Back-off pulling image"}}, "lastState": {}}]""".formatted(BOUND));
        assertThat(pod.waitingReason()).contains("ImagePullBackOff");
        assertThat(pod.startedMillis()).isEmpty();
        assertThat(pod.exitCode()).isEmpty();
    }

    @Test
    void a_restart_keeps_the_earlier_start_and_is_no_end() {
        ObservedPod pod = read("node-1", """
                "phase": "Running", %s, "containerStatuses": [{"restartCount": 1,
                "state": {"running": {"startedAt": "2026-11-24T09:00:00Z"}},
                "lastState": {"terminated": {"exitCode": 1, "startedAt": "2026-11-24T08:00:05Z",
                "finishedAt": "2026-11-24T08:59:59Z"}}}]""".formatted(BOUND));
        assertThat(pod.phase()).isEqualTo(PodPhase.RUNNING);
        assertThat(pod.startedMillis()).hasValue(at("08:00:05"));
        assertThat(pod.finishedMillis()).isEmpty();
    }

    @Test
    void a_pod_that_succeeded_has_the_times_of_its_container() {
        ObservedPod pod = read("node-1", "\"phase\": \"Succeeded\", %s, %s".formatted(BOUND, ended(0, "Completed")));
        assertThat(pod.phase().terminal()).isTrue();
        assertThat(pod.startedMillis()).hasValue(at("08:00:05"));
        assertThat(pod.finishedMillis()).hasValue(at("10:00:00"));
        assertThat(pod.exitCode()).hasValue(0);
        assertThat(pod.reason()).isEqualTo("Completed");
    }

    @Test
    void a_pod_that_failed_has_the_code_of_its_container() {
        ObservedPod pod = read("node-1", "\"phase\": \"Failed\", %s, %s".formatted(BOUND, ended(137, "OOMKilled")));
        assertThat(pod.phase()).isEqualTo(PodPhase.FAILED);
        assertThat(pod.exitCode()).hasValue(137);
        assertThat(pod.reason()).isEqualTo("OOMKilled");
    }

    @Test
    void the_pods_own_reason_comes_before_its_containers() {
        ObservedPod evicted = read(
                "node-1",
                "\"phase\": \"Failed\", \"reason\": \"Evicted\", \"message\": \"The node was low on resource: memory\", %s, %s"
                        .formatted(BOUND, ended(137, "Error")));
        assertThat(evicted.reason()).isEqualTo("Evicted");
        assertThat(evicted.message()).startsWith("The node was low");
        ObservedPod refused = read("node-1", "\"phase\": \"Failed\", \"reason\": \"OutOfcpu\", " + BOUND);
        assertThat(refused.reason()).isEqualTo("OutOfcpu");
        assertThat(refused.startedMillis()).isEmpty();
        assertThat(refused.exitCode()).isEmpty();
    }

    @Test
    void a_mark_that_is_no_number_is_named() {
        NarrowPod pod = PodTexts.ours("", "");
        pod.getMetadata().getLabels().put("xisuan.io/attempt", "first");
        assertThatThrownBy(() -> PodReading.read(pod))
                .hasMessageContaining("xisuan.io/attempt")
                .hasMessageContaining("first");
    }

    @Test
    void a_deleted_pod_says_until_when_it_may_stay() {
        NarrowPod pod = PodTexts.ours("node-1", "\"phase\": \"Running\", " + BOUND);
        pod.getMetadata().setDeletionTimestamp("2026-11-24T08:30:30Z");
        assertThat(PodReading.read(pod).deletionMillis()).hasValue(at("08:30:30"));
        assertThat(PodReading.read(pod).meteringFinalizer()).isTrue();
    }

    private static String ended(int code, String reason) {
        return """
                "containerStatuses": [{"state": {"terminated": {"exitCode": %d, "reason": "%s",
                "startedAt": "2026-11-24T08:00:05Z", "finishedAt": "2026-11-24T10:00:00Z"}}}]""".formatted(code, reason);
    }
}
