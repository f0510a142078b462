package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an order becomes; the golden file is written anew with {@code -Dxisuan.golden=update}. */
class GangManifestsTest {
    private static final JobId JOB = new JobId("tenant-a", "llm-7b", "1d6f0a52-0f4b-4b4e-9a53-2f2b2f6f2a11");
    private static final Path GOLDEN =
            Path.of(System.getProperty("xisuan.root", ".."), "k8s-operator/src/test/resources/act/gang-of-four.yaml");

    @Test
    void a_gang_of_four_is_a_service_and_pinned_pods_as_in_the_golden_file() throws IOException {
        GangOrder order = gangOfFour();
        String yaml = Serialization.asYaml(GangManifests.service(order, 7))
                + Serialization.asYaml(GangManifests.pod(order, order.pods().get(2), 7));
        if ("update".equals(System.getProperty("xisuan.golden"))) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, yaml);
        }
        assertThat(yaml).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void every_worker_knows_its_place_among_the_devices_of_the_gang() {
        GangOrder order = gangOfFour();
        List<String> ranks = order.pods().stream()
                .map(worker -> GangManifests.pod(order, worker, 7))
                .map(pod -> value(pod, "RANK") + " of " + value(pod, "WORLD_SIZE") + " on node "
                        + value(pod, "NODE_RANK") + " of " + value(pod, "NNODES"))
                .toList();
        assertThat(ranks)
                .containsExactly(
                        "0 of 32 on node 0 of 4",
                        "8 of 32 on node 1 of 4",
                        "16 of 32 on node 2 of 4",
                        "24 of 32 on node 3 of 4");
    }

    @Test
    void a_single_worker_is_its_own_master_and_needs_no_service() {
        GangOrder order = Orders.gang(JOB, 1, Orders.SMALL, "node-1");
        Pod pod = GangManifests.pod(order, order.pods().getFirst(), 1);
        assertThat(value(pod, "MASTER_ADDR")).isEqualTo("localhost");
        assertThat(pod.getSpec().getSubdomain()).isNull();
    }

    @Test
    void the_tenants_own_value_of_a_variable_stands() {
        GangOrder order = Orders.gang(JOB, 1, Orders.withEnv("MASTER_PORT", "1234"), "node-1");
        Pod pod = GangManifests.pod(order, order.pods().getFirst(), 1);
        assertThat(value(pod, "MASTER_PORT")).isEqualTo("1234");
    }

    private static GangOrder gangOfFour() {
        SequencedMap<String, VariableValue> env = new LinkedHashMap<>();
        env.put("NCCL_DEBUG", new VariableValue.Text("INFO"));
        TreeMap<String, String> annotations = new TreeMap<>();
        annotations.put("testbed.xisuan.io/run-for", "5s");
        WorkerShape worker = WorkerShape.of(
                new WorkerProgram(
                        "registry.example/train:2025", List.of("torchrun", "train.py"), List.of(), env, List.of()),
                new WorkerNeeds(
                        "nvidia.com/gpu",
                        8,
                        96_000,
                        1_048_576,
                        65_536,
                        new TreeMap<>(),
                        Optional.empty(),
                        Optional.empty()));
        List<PodOrder> pods = List.of("node-7", "node-2", "node-9", "node-4").stream()
                .map(NodeName::new)
                .collect(Collectors.collectingAndThen(Collectors.toList(), GangManifestsTest::ranked));
        return new GangOrder(
                new AttemptKey(JOB, 2),
                new TenantId("acme"),
                new SiteId("qingyang-1"),
                worker,
                pods,
                OptionalLong.of(90_000),
                120,
                annotations);
    }

    private static List<PodOrder> ranked(List<NodeName> nodes) {
        return nodes.stream()
                .map(node -> new PodOrder(nodes.indexOf(node), node))
                .toList();
    }

    private static String value(Pod pod, String variable) {
        return pod.getSpec().getContainers().getFirst().getEnv().stream()
                .filter(entry -> entry.getName().equals(variable))
                .map(EnvVar::getValue)
                .collect(Collectors.joining());
    }
}
