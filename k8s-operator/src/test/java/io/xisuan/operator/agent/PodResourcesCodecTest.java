package io.xisuan.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PodResourcesCodecTest {
    private static final PodResources WHOLE = new PodResources(
            "team-a",
            "train-0",
            List.of(
                    new ContainerResources(
                            "worker",
                            List.of(new ContainerDevices("nvidia.com/gpu", List.of("GPU-1", "GPU-2"))),
                            List.of(new DynamicClaim(
                                    "team-a",
                                    "train-0-gpu",
                                    List.of(new ClaimedDevice(
                                            "gpu.nvidia.com",
                                            "node-1",
                                            "gpu-3",
                                            "",
                                            List.of("k8s.gpu.nvidia.com/claim=x")))))),
                    new ContainerResources("logs", List.of(), List.of())));

    @Test
    void what_a_server_writes_is_what_we_read() throws IOException {
        assertThat(PodResourcesCodec.pods(PodResourcesWire.list(List.of(WHOLE))))
                .containsExactly(WHOLE);
        List<ContainerDevices> offered = List.of(new ContainerDevices("huawei.com/Ascend910", List.of("Ascend910-0")));
        assertThat(PodResourcesCodec.allocatable(PodResourcesWire.allocatable(offered)))
                .isEqualTo(offered);
    }

    @Test
    void an_empty_message_is_a_node_without_pods() throws IOException {
        assertThat(PodResourcesCodec.pods(new byte[0])).isEmpty();
    }

    @Test
    void a_message_cut_anywhere_is_refused_or_a_shorter_list_and_never_anything_else() throws IOException {
        byte[] whole = PodResourcesWire.list(List.of(WHOLE, WHOLE));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length == 0 || length == whole.length / 2) {
                assertThat(PodResourcesCodec.pods(cut)).as("at %d", length).isIn(List.of(), List.of(WHOLE));
            } else {
                assertThatThrownBy(() -> PodResourcesCodec.pods(cut))
                        .as("at %d", length)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void random_bytes_are_read_or_refused_and_nothing_else_happens() {
        long seed = 20261016;
        SplittableRandom random = new SplittableRandom(seed);
        List<String> strange = new ArrayList<>();
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            try {
                PodResourcesCodec.pods(bytes);
            } catch (IOException expected) {
                refused++;
            } catch (RuntimeException e) {
                strange.add("seed %d round %d: %s".formatted(seed, round, e));
            }
        }
        assertThat(strange).isEmpty();
        assertThat(refused).isPositive();
    }
}
