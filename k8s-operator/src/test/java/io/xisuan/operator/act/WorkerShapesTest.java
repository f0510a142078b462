package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.xisuan.model.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What each shape of a worker becomes; the golden file is written anew with {@code -Dxisuan.golden=update}. */
class WorkerShapesTest {
    private static final JobId JOB = new JobId("tenant-a", "llm-7b", "1d6f0a52-0f4b-4b4e-9a53-2f2b2f6f2a11");
    private static final Path GOLDEN =
            Path.of(System.getProperty("xisuan.root", ".."), "k8s-operator/src/test/resources/act/worker-shapes.yaml");

    @Test
    void every_shape_is_the_objects_of_the_golden_file() throws IOException {
        StringBuilder yaml = new StringBuilder();
        WorkerShapes.all()
                .forEach((name, shape) ->
                        yaml.append("# ").append(name).append('\n').append(objects(shape)));
        if ("update".equals(System.getProperty("xisuan.golden"))) {
            Files.writeString(GOLDEN, yaml);
        }
        assertThat(yaml).hasToString(Files.readString(GOLDEN));
    }

    private static String objects(WorkerShape shape) {
        GangOrder order = Orders.gang(JOB, 1, shape, "node-1", "node-2");
        TreeMap<String, String> files = new TreeMap<>(GangFiles.of(order));
        String map = files.isEmpty() ? "" : Serialization.asYaml(GangManifests.files(order, files, 7));
        return map + Serialization.asYaml(GangManifests.pod(order, order.pods().getLast(), 7));
    }

    @Test
    void a_single_worker_of_mpi_is_its_own_only_host() {
        GangOrder order = Orders.gang(JOB, 1, WorkerShapes.launched(GangLauncher.MPI, false), "node-1");
        assertThat(GangFiles.of(order))
                .containsEntry("hostfile", "localhost slots=2\n")
                .containsEntry("machinefile", "localhost:2\n");
    }
}
