package io.xisuan.operator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final Path PROGRAMMES = ROOT.resolve("billing/src/main/resources/programmes");
    private static final Path QUICKSTART = ROOT.resolve("deploy/samples/quickstart");

    private final Manifests sample = new ManifestReader().read(List.of(PROGRAMMES, QUICKSTART));

    @Test
    void the_quickstart_is_accepted_and_complete() {
        assertThat(sample.sites()).hasSize(5);
        assertThat(sample.nodes()).hasSize(60);
        assertThat(sample.tenants()).hasSize(4);
        assertThat(sample.tariffs()).hasSize(1);
        assertThat(sample.vouchers()).hasSize(4);
        assertThat(sample.jobs()).hasSize(42);
    }

    @Test
    void the_jobs_of_the_quickstart_include_gangs_of_64_devices() {
        assertThat(sample.jobs().stream().filter(job -> devices(job) == 64)).hasSizeGreaterThan(3);
    }

    @Test
    void every_node_of_the_quickstart_belongs_to_a_site() {
        TreeSet<String> sites = new TreeSet<>();
        sample.sites().forEach(site -> sites.add(site.getMetadata().getName()));
        assertThat(sample.nodes())
                .allSatisfy(node -> assertThat(sites)
                        .contains(node.getMetadata().getLabels().get("xisuan.io/site")));
    }

    private static int devices(TrainingJob job) {
        return job.getSpec().workers() * job.getSpec().devicesPerWorker();
    }
}
