package io.xisuan.operator.metering.owners;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnersReadingTest {
    private static final String HEAD = """
            # TYPE xisuan_agent_info gauge
            xisuan_agent_info{version="0.1.0",node="gpu-7",boot_id="b-1"} 1
            # TYPE xisuan_agent_kubelet_up gauge
            """;
    private static final String UP = HEAD + """
            xisuan_agent_kubelet_up 1
            # TYPE xisuan_agent_kubelet_read_timestamp_seconds gauge
            xisuan_agent_kubelet_read_timestamp_seconds 1792137600.5
            """;
    private static final String OWNER = """
            xisuan_agent_device_allocated{resource="nvidia.com/gpu",device="GPU-1::0",parent="GPU-1",share="1/4",\
            namespace="team-a",pod="train-0",pod_uid="",container="worker"} 1
            """;

    private static OwnersReading understood(String text) {
        return switch (OwnersReading.of(text.getBytes(StandardCharsets.UTF_8))) {
            case OwnersReading.Understood understood -> understood.reading();
            case OwnersReading.Refused refused -> throw new AssertionError(refused.why());
        };
    }

    private static Optional<String> refusal(String text) {
        return switch (OwnersReading.of(text.getBytes(StandardCharsets.UTF_8))) {
            case OwnersReading.Understood understood -> Optional.empty();
            case OwnersReading.Refused refused -> Optional.of(refused.why());
        };
    }

    @Test
    void an_owner_has_no_uid_where_none_is_proved() {
        OwnersReading reading = understood(UP + OWNER);
        assertThat(reading.readMillis()).hasValue(1_792_137_600_500L);
        assertThat(reading.owners()).hasSize(1);
        assertThat(reading.owners().getFirst().uid()).isEmpty();
        assertThat(reading.owners().getFirst().share()).hasToString("Optional[1/4]");
        assertThat(reading.ageMillis(1_792_137_602_000L)).hasValue(1500);
        assertThat(reading.ageMillis(0)).hasValue(0);
    }

    @Test
    void a_kubelet_that_cannot_be_read_says_nothing_of_devices() {
        OwnersReading reading = understood(HEAD + "xisuan_agent_kubelet_up 0\n");
        assertThat(reading.kubeletUp()).isFalse();
        assertThat(reading.owners()).isEmpty();
        assertThat(reading.readMillis()).isEmpty();
    }

    @Test
    void an_answer_that_is_wrong_anywhere_is_refused_whole() {
        assertThat(refusal("")).isPresent();
        assertThat(refusal("<html>")).isPresent();
        assertThat(refusal(UP + OWNER)).isEmpty();
        assertThat(refusal(UP + OWNER.replace("} 1", "} 7")))
                .hasValueSatisfying(why -> assertThat(why).contains("line"));
        assertThat(refusal(UP + OWNER.replace("1/4", "4/1"))).isPresent();
        assertThat(refusal(UP + OWNER.replace("1/4", "0.25"))).isPresent();
        assertThat(refusal(UP + OWNER.replace("pod=\"train-0\"", "pod=\"\""))).isPresent();
        assertThat(refusal(HEAD + "xisuan_agent_kubelet_up 0\n" + OWNER)).isPresent();
        assertThat(refusal(HEAD + "xisuan_agent_kubelet_up 1\n" + OWNER)).isPresent();
        assertThat(refusal(UP.replace("1792137600.5", "NaN"))).isPresent();
        assertThat(refusal(UP.replace("1792137600.5", "1e400000000"))).isPresent();
        assertThat(refusal(OWNER)).isPresent();
    }
}
