package io.xisuan.operator.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.xisuan.operator.api.v1alpha1.Accelerator;
import io.xisuan.operator.api.v1alpha1.JobVariant;
import io.xisuan.operator.api.v1alpha1.Launcher;
import io.xisuan.operator.api.v1alpha1.OnHoldExhausted;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the API server itself takes and refuses by our CRDs, and in which words. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForbiddenManifestsClusterTest {
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Testbed testbed = Testbed.up("crds");
    private final KubernetesClient admin = testbed.client("admin");
    private final Map<String, JsonNode> samples = new TreeMap<>();

    @TempDir
    private Path folder;

    @BeforeAll
    void every_sample_is_taken() throws IOException {
        testbed.kubectl("admin", "apply", "-f", ROOT.resolve("deploy/crds").toString())
                .done();
        testbed.kubectl("admin", "wait", "--for=condition=Established", "crd", "--all")
                .done();
        Path quickstart = ROOT.resolve("deploy/samples/quickstart");
        for (String file :
                List.of("40-tenants.yaml", "10-sites.yaml", "45-tariff.yaml", "50-vouchers.yaml", "60-jobs.yaml")) {
            apply(quickstart.resolve(file));
        }
        apply(ROOT.resolve("billing/src/main/resources/programmes"));
    }

    @AfterAll
    void take_down() {
        admin.close();
        testbed.close();
    }

    @Test
    void what_is_forbidden_is_refused_with_what_to_do() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (ForbiddenCase forbidden : ForbiddenCase.read("/crds/forbidden.cases")) {
            String answer = submitted(forbidden.applyTo(sample(forbidden.kind())));
            if (!answer.contains(forbidden.expected())) {
                wrong.add("%s\n  got: %s".formatted(forbidden, answer.strip()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_was_admitted_does_not_change() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (ForbiddenCase forbidden : ForbiddenCase.read("/crds/immutable.cases")) {
            String answer = replaced(forbidden.applyTo(sample(forbidden.kind())));
            if (!answer.contains(forbidden.expected())) {
                wrong.add("%s\n  got: %s".formatted(forbidden, answer.strip()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_may_change_changes_and_an_elastic_job_keeps_its_fewest() throws IOException {
        ObjectNode elastic = sample("TrainingJob").deepCopy();
        ((ObjectNode) elastic.path("metadata")).put("name", "elastic");
        ((ObjectNode) elastic.path("spec")).put("workers", 4).put("minWorkers", 2);
        testbed.kubectl("admin", "create", "-f", write(elastic).toString()).done();
        for (String change : List.of(
                "{suspend: true}",
                "{priority: 7}",
                "{timeLimit: 72h}",
                "{ttlSecondsAfterFinished: 60}",
                "{idleStop: {after: 1m}}",
                "{idleStop: {after: 60s}}",
                "{workers: 2}",
                "{workers: 9}")) {
            assertThat(patched(elastic, change)).contains("patched");
        }
        assertThat(patched(elastic, "{workers: 1}")).contains("minWorkers is more than workers");
        assertThat(patched(elastic, "{minWorkers: 1}")).contains("minWorkers never changes");
        assertThat(patched(elastic, "{minWorkers: null}")).contains("minWorkers never changes");
    }

    @Test
    void explain_says_what_a_kind_and_a_field_is() {
        Map<String, String> expected = Map.ofEntries(
                Map.entry("trainingjob", "a gang of workers that starts whole or not at all"),
                Map.entry("trainingjob.spec", "It never changes after submission but for suspend, priority"),
                Map.entry("trainingjob.spec.suspend", "keeps it out of the queue until it is false again"),
                Map.entry("trainingjob.spec.variants.share.cores", "Percent of the device's cores"),
                Map.entry("trainingjob.spec.variants.env.secret.key", "The key within it."),
                Map.entry("trainingjob.status.payableSoFar", "What the tenant pays for what was used until now"),
                Map.entry("xs.spec.rdma.networks", "The secondary networks that jobs may ask for."),
                Map.entry("tenants.spec.quota.weight", "one with weight 2 gets twice as much"),
                Map.entry("tariffs.spec.versions.lostWork.cause", "Why work since the last checkpoint was lost"),
                Map.entry("voucherprogrammes.spec.versions.limits.capGroup.unknown", "What has to be found out"),
                Map.entry("vouchers.status.left", "What is left to start jobs with, in yuan."));
        for (Map.Entry<String, String> entry : expected.entrySet()) {
            String text = testbed.kubectl("admin", "explain", entry.getKey()).done();
            assertThat(text.replaceAll("\\s+", " ")).as(entry.getKey()).contains(entry.getValue());
        }
    }

    @Test
    void one_word_lists_all_our_kinds() {
        assertThat(testbed.kubectl("admin", "get", "xisuan", "-A", "-o", "name").done())
                .contains(
                        "site.xisuan.io/",
                        "tenant.xisuan.io/",
                        "tariff.xisuan.io/",
                        "voucherprogramme.xisuan.io/",
                        "voucher.xisuan.io/",
                        "trainingjob.xisuan.io/");
    }

    @Test
    void what_is_left_out_is_filled_in_with_what_the_code_takes() {
        TrainingJob job = new TrainingJob();
        job.getMetadata().setName("plain");
        job.getMetadata()
                .setNamespace(sample("TrainingJob").at("/metadata/namespace").asText());
        job.setSpec(TrainingJobSpec.of(1, 1, List.of(JobVariant.of(Accelerator.NVIDIA_A100, "i")), "1h", "c"));

        TrainingJobSpec filled = admin.resource(job).create().getSpec();

        assertThat(filled.priority()).isEqualTo(TrainingJobSpec.DEFAULT_PRIORITY);
        assertThat(filled.ttlSecondsAfterFinished()).isEqualTo(TrainingJobSpec.DEFAULT_TTL_SECONDS);
        assertThat(filled.onHoldExhausted()).isEqualTo(OnHoldExhausted.SELF_PAY);
        assertThat(filled.launcher()).isEqualTo(Launcher.TORCHRUN);
        assertThat(filled.suspend()).isFalse();
        assertThat(filled.variants().getFirst().relativeThroughput()).isEqualTo(JobVariant.DEFAULT_RELATIVE_THROUGHPUT);
        assertThat(filled.timeLimit()).isNull();
    }

    @Test
    void a_version_may_be_added_to_a_tariff() throws IOException {
        ObjectNode tariff = sample("Tariff").deepCopy();
        JsonNode first = tariff.at("/spec/versions/0");
        ((ArrayNode) tariff.at("/spec/versions")).add(((ObjectNode) first.deepCopy()).put("name", "later"));

        Testbed.Answer answer =
                testbed.kubectl("admin", "replace", "-f", write(tariff).toString());

        assertThat(answer.text()).contains("replaced");
    }

    @Test
    void every_schema_is_structural() {
        assertThat(admin.apiextensions().v1().customResourceDefinitions().list().getItems())
                .hasSize(7)
                .allSatisfy(crd -> assertThat(crd.getStatus().getConditions())
                        .extracting(condition -> condition.getType() + " " + condition.getStatus())
                        .containsExactlyInAnyOrder("NamesAccepted True", "Established True"));
    }

    private void apply(Path path) throws IOException {
        testbed.kubectl("admin", "apply", "-f", path.toString()).done();
        try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            for (Path file : files.sorted().toList()) {
                YAML.readerFor(JsonNode.class)
                        .<JsonNode>readValues(file.toFile())
                        .forEachRemaining(document ->
                                samples.putIfAbsent(document.path("kind").asText(), document));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Returns what the API server says to a merge patch of a resource's spec. */
    private String patched(JsonNode resource, String spec) throws IOException {
        String patch = new ObjectMapper().writeValueAsString(Map.of("spec", YAML.readTree(spec)));
        return testbed.kubectl(
                        "admin",
                        "-n",
                        resource.at("/metadata/namespace").asText(),
                        "patch",
                        "trainingjob",
                        resource.at("/metadata/name").asText(),
                        "--type=merge",
                        "-p",
                        patch)
                .text();
    }

    private JsonNode sample(String kind) {
        JsonNode sample = samples.get(kind);
        if (sample == null) {
            throw new IllegalArgumentException("no sample has kind %s".formatted(kind));
        }
        return sample;
    }

    /** Returns what the API server says to a manifest, "" when it takes it; nothing is stored. */
    private String submitted(JsonNode manifest) {
        ObjectNode fresh = manifest.deepCopy();
        ObjectNode metadata = (ObjectNode) fresh.path("metadata");
        if (metadata.path("name")
                .asText()
                .equals(sample(manifest.path("kind").asText())
                        .at("/metadata/name")
                        .asText())) {
            metadata.put("name", "forbidden");
        }
        return said(() -> admin.resource(generic(fresh))
                .dryRun()
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .create());
    }

    private String replaced(JsonNode manifest) {
        return said(() -> admin.resource(generic(manifest)).update());
    }

    private static GenericKubernetesResource generic(JsonNode manifest) {
        return YAML.convertValue(manifest, GenericKubernetesResource.class);
    }

    private static String said(Runnable request) {
        try {
            request.run();
            return "";
        } catch (KubernetesClientException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private Path write(JsonNode manifest) throws IOException {
        Path file = Files.createTempFile(folder, "manifest", ".yaml");
        Files.writeString(file, YAML.writeValueAsString(manifest));
        return file;
    }
}
