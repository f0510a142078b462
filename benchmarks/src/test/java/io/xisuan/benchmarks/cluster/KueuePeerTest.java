package io.xisuan.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KueuePeerTest {
    private static final String TWO_VERSIONS = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.example}
            spec:
              versions:
                - {name: v1beta1, served: true, storage: false}
                - {name: v1beta2, served: true, storage: true}
            """;

    @Test
    void the_old_version_of_a_kind_is_not_served_so_that_nothing_is_converted() {
        GenericKubernetesResource kind = KueuePeer.withoutOldVersion(TWO_VERSIONS);
        assertThat(kind.<List<Map<String, Object>>>get("spec", "versions"))
                .extracting(version -> version.get("served"))
                .containsExactly(false, true);
        assertThat(kind.<String>get("spec", "conversion", "strategy")).isEqualTo("Webhook");
    }

    @Test
    void a_kind_of_one_version_stays_as_it_is() {
        String one = TWO_VERSIONS.replaceAll(" *- \\{name: v1beta1.*\n", "");
        GenericKubernetesResource kind = KueuePeer.withoutOldVersion(one);
        assertThat(kind.<Object>get("spec", "conversion")).isNull();
        assertThat(kind.<List<Object>>get("spec", "versions")).hasSize(1);
    }

    @Test
    void a_condition_holds_when_it_is_true() {
        GenericKubernetesResource workload = new GenericKubernetesResource();
        workload.setAdditionalProperty(
                "status",
                Map.of(
                        "conditions",
                        List.of(
                                Map.of("type", "Admitted", "status", "True"),
                                Map.of("type", "Finished", "status", "False"))));
        assertThat(KueueSide.holds(workload, "Admitted")).isTrue();
        assertThat(KueueSide.holds(workload, "Finished")).isFalse();
        assertThat(KueueSide.holds(new GenericKubernetesResource(), "Admitted")).isFalse();
    }
}
