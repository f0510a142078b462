package io.xisuan.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterSetup;
import io.xisuan.operator.report.Pace;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.report.StatusWriter;
import io.xisuan.operator.testbed.Testbed;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A resource that cannot be read at all, as someone who changed a CRD by hand may leave it. */
@Tag("cluster")
class UnreadableResourceClusterTest {
    private static final ResourceDefinitionContext SITES = new ResourceDefinitionContext.Builder()
            .withGroup("xisuan.io")
            .withVersion("v1alpha1")
            .withKind("Site")
            .withPlural("sites")
            .withNamespaced(false)
            .build();

    @Test
    void an_unreadable_resource_is_said_and_does_not_end_the_program() {
        try (Testbed testbed = Testbed.up("unreadable");
                KubernetesClient admin = testbed.client("admin")) {
            assertThat(ClusterSetup.install(admin, new ClusterId("one"))).isInstanceOf(ActAnswer.Done.class);
            StatusBoard board = new StatusBoard(Clock.systemUTC());
            StatusWriter writer = new StatusWriter(
                    admin, board, new StatusWriter.Settings(1, Pace.DEFAULT, Clock.systemUTC()), message -> {});
            try (WishWatcher watcher = WishWatcher.start(admin, board, writer, () -> {})) {
                assertThat(watcher.failure()).isEmpty();
                forgetSchema(admin);
                Eventually.see("an unreadable Site", () -> create(admin), created -> created);

                Optional<String> failure = Eventually.see("a failure", watcher::failure, said -> said.isPresent());

                assertThat(failure.orElseThrow())
                        .startsWith("Site is no longer watched: ")
                        .contains("a text where fields belong");
                assertThat(watcher.synced()).isFalse();
            }
        }
    }

    private static void forgetSchema(KubernetesClient admin) {
        admin.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("sites.xisuan.io")
                .edit(crd -> {
                    var schema =
                            crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
                    schema.getProperties().clear();
                    schema.setRequired(null);
                    schema.setXKubernetesPreserveUnknownFields(true);
                    return crd;
                });
    }

    /** The API server takes a moment to use the changed schema, and refuses until then. */
    private static boolean create(KubernetesClient admin) {
        GenericKubernetesResource site = new GenericKubernetesResource();
        site.setApiVersion("xisuan.io/v1alpha1");
        site.setKind("Site");
        site.setMetadata(new ObjectMetaBuilder().withName("unreadable").build());
        site.setAdditionalProperty("spec", "a text where fields belong");
        try {
            admin.genericKubernetesResources(SITES).resource(site).create();
            return true;
        } catch (KubernetesClientException refused) {
            assertThat(refused.getCode()).isEqualTo(422);
            return false;
        }
    }
}
