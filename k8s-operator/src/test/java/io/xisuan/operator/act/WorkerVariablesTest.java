package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerVariablesTest {
    @Test
    void a_worker_sets_nothing_that_exposes_devices_or_undoes_the_limits_of_its_share() {
        for (String name : List.of(
                "NVIDIA_VISIBLE_DEVICES",
                "ASCEND_RT_VISIBLE_DEVICES",
                "ENFLAME_VISIBLE_DEVICES",
                "NVIDIA_MIG_CONFIG_DEVICES",
                "NVIDIA_MIG_MONITOR_DEVICES",
                "CUDA_DISABLE_CONTROL",
                "GPU_CORE_UTILIZATION_POLICY",
                "CUDA_DEVICE_MEMORY_LIMIT",
                "CUDA_DEVICE_MEMORY_LIMIT_0",
                "CUDA_DEVICE_MEMORY_SHARED_CACHE",
                "CUDA_DEVICE_SM_LIMIT_1")) {
            assertThat(WorkerVariables.exposing(Orders.withEnv(name, "x")))
                    .as(name)
                    .contains(name);
        }
    }

    @Test
    void a_worker_may_narrow_what_it_sees() {
        for (String name : List.of("CUDA_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "CUDA_LAUNCH_BLOCKING")) {
            assertThat(WorkerVariables.exposing(Orders.withEnv(name, "0")))
                    .as(name)
                    .isEmpty();
        }
    }
}
