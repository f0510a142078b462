package io.xisuan.operator.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.operator.testbed.Testbed;
import io.xisuan.operator.translate.NodeTranslation;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A real API server takes the sample, gives back the same market, and refuses what must not pass, saying why. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterSampleOnApiServerTest {
    private static final Path SAMPLES = ClusterSample.SAMPLES.toAbsolutePath();
    private static final Pattern EXPECT = Pattern.compile("^# expect: (.+)$", Pattern.MULTILINE);

    private final Testbed testbed = Testbed.up("sample");

    @BeforeAll
    void apply_the_sample() {
        apply(SAMPLES.resolveSibling("crds"));
        testbed.kubectl("admin", "wait", "--for=condition=Established", "crd", "--all", "--timeout=60s")
                .done();
        apply(SAMPLES.resolve("cluster"));
    }

    @AfterAll
    void take_the_cluster_down() {
        testbed.close();
    }

    private void apply(Path folder) {
        testbed.kubectl("admin", "apply", "-f", folder.toString()).done();
    }

    @Test
    void what_the_api_server_gives_back_is_the_market_of_the_files() {
        Assembled files = ClusterSample.read().assembled();
        try (KubernetesClient client = testbed.client("admin")) {
            Assembled market = MarketAssembly.of(input(client));
            assertThat(market.problems()).isEmpty();
            assertThat(market.shapes()).isEqualTo(files.shapes());
            assertThat(market.nodes()).isEqualTo(files.nodes());
            assertThat(market.contracts()).isEqualTo(files.contracts());
            assertThat(market.openings()).isEqualTo(files.openings());
            assertThat(market.market().grants().all())
                    .isEqualTo(files.market().grants().all());
            assertThat(market.market().tariffs().tariffs())
                    .isEqualTo(files.market().tariffs().tariffs());
            assertThat(market.orders().keySet())
                    .singleElement()
                    .satisfies(job -> assertThat(job.name()).isEqualTo("first-gang"));
        }
    }

    private static MarketInput input(KubernetesClient client) {
        List<Site> sites = list(client, Site.class);
        SiteNodes nodes = SiteNodes.of(
                sites,
                client.nodes().list().getItems().stream()
                        .map(node -> new SiteNodes.Source(
                                node.getMetadata().getName(),
                                node.getMetadata().getLabels(),
                                site -> NodeTranslation.shape(site, node, List.of())))
                        .toList());
        SortedMap<String, String> tenants = new TreeMap<>();
        client.namespaces()
                .withLabel(Manifests.TENANT_LABEL)
                .list()
                .getItems()
                .forEach(namespace -> tenants.put(
                        namespace.getMetadata().getName(),
                        namespace.getMetadata().getLabels().getOrDefault(Manifests.TENANT_LABEL, "")));
        return new MarketInput(
                new MarketInput.Resources(
                        sites,
                        list(client, Tenant.class),
                        list(client, Tariff.class),
                        list(client, VoucherProgramme.class),
                        list(client, Voucher.class).stream()
                                .map(GrantSource::of)
                                .toList(),
                        list(client, TrainingJob.class).stream()
                                .filter(job -> job.getMetadata().getName().equals("first-gang"))
                                .map(JobSource::of)
                                .toList(),
                        tenants),
                ClusterSample.read().books(),
                nodes.shapes(),
                ClusterSample.NOW,
                ClusterSample.FIRST_OF_MONTH);
    }

    private static <T extends HasMetadata> List<T> list(KubernetesClient client, Class<T> type) {
        return client.resources(type).inAnyNamespace().list().getItems();
    }

    @Test
    void what_must_not_pass_is_refused_and_the_message_says_why() {
        int refused = 0;
        for (var file : RefusedSamplesTest.files().entrySet()) {
            Matcher expect = EXPECT.matcher(file.getValue());
            if (expect.find()) {
                String path = SAMPLES.resolve("cluster-refused")
                        .resolve(file.getKey())
                        .toString();
                Testbed.Answer answer = testbed.kubectl("admin", "apply", "--dry-run=server", "-f", path);
                assertThat(answer.code()).as(file.getKey()).isNotZero();
                assertThat(answer.text()).as(file.getKey()).contains(expect.group(1));
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(15);
    }

    /** One whose namespace is in the same file is left out: a namespace that is only tried does not exist for the job. */
    @Test
    void what_only_the_operator_can_judge_is_accepted() {
        for (var file : RefusedSamplesTest.files().entrySet()) {
            if (file.getValue().contains("# condition: ") && !file.getValue().contains("kind: Namespace\n")) {
                String path = SAMPLES.resolve("cluster-refused")
                        .resolve(file.getKey())
                        .toString();
                testbed.kubectl("admin", "apply", "--dry-run=server", "-f", path)
                        .done();
            }
        }
    }
}
