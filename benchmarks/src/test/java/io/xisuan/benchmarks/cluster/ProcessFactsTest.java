package io.xisuan.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.benchmarks.NotMeasured;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessFactsTest {
    @Test
    void processor_time_is_user_and_system_time_also_behind_a_name_with_brackets() {
        String stat = "4242 (kube) api (x) S 1 4242 4242 0 -1 4194560 9 0 0 0 150 25 7 8 20 0 12 0 100 1 2";
        assertThat(ProcessFacts.cpuMillis(stat)).isEqualTo(1_750);
    }

    @Test
    void memory_is_in_millions_of_bytes() {
        List<String> status = List.of("Name:\tjava", "VmHWM:\t  500000 kB", "VmRSS:\t  250000 kB");
        assertThat(ProcessFacts.megabytes(status, "VmRSS:")).isEqualTo(256.0);
        assertThat(ProcessFacts.megabytes(status, "VmHWM:")).isEqualTo(512.0);
        assertThatThrownBy(() -> ProcessFacts.megabytes(List.of(), "VmRSS:")).isInstanceOf(NotMeasured.class);
    }

    @Test
    void this_process_has_used_memory_and_time() {
        ProcessFacts own = new ProcessFacts(ProcessHandle.current().pid());
        assertThat(own.residentMb()).isPositive();
        assertThat(own.peakMb()).isGreaterThanOrEqualTo(own.residentMb() / 2);
        assertThat(own.cpuMillis()).isPositive();
    }

    @Test
    void a_process_that_is_gone_is_not_measured() {
        assertThatThrownBy(() -> new ProcessFacts(Integer.MAX_VALUE).cpuMillis())
                .isInstanceOf(NotMeasured.class);
    }
}
