package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two leaders on a real API server: the former one is refused, and what it left is swept. */
@Tag("cluster")
class FenceClusterTest {
    private ActCluster cluster;

    @BeforeEach
    void up() {
        cluster = ActCluster.start(2, SetupOptions.DEFAULTS);
    }

    @AfterEach
    void down() {
        cluster.close();
    }

    @Test
    void a_former_leader_is_refused_from_the_moment_that_raising_returns_and_what_it_left_is_swept() {
        ClusterActor former = cluster.actor(3);
        assertThat(former.raiseEpoch()).isEqualTo(ActAnswer.DONE);
        JobId adopted = cluster.job("adopted");
        JobId stray = cluster.job("stray");
        assertThat(former.start(Orders.gang(adopted, 1, Orders.SMALL, "node-0001", "node-0002")))
                .isEqualTo(ActAnswer.DONE);
        assertThat(former.start(Orders.gang(stray, 1, Orders.SMALL, "node-0001", "node-0002")))
                .isEqualTo(ActAnswer.DONE);

        ClusterActor leader = cluster.actor(4);
        assertThat(leader.raiseEpoch()).isEqualTo(ActAnswer.DONE);
        ActAnswer late = former.start(Orders.gang(stray, 2, Orders.SMALL, "node-0001"));
        assertThat(late).isInstanceOf(ActAnswer.Fenced.class);
        assertThat(((ActAnswer.Fenced) late).message()).contains("epoch 3 has given way to epoch 4");
        assertThat(former.stop(new AttemptKey(adopted, 1), 0))
                .as("it acts no more")
                .isEqualTo(late);
        assertThat(former.raiseEpoch()).isEqualTo(late);

        TreeSet<AttemptMark> live = new TreeSet<>(List.of(new AttemptMark(adopted.uid(), 1)));
        assertThat(leader.sweep(live)).isEqualTo(new Swept(2, 1, 0, ActAnswer.DONE));
        assertThat(leader.sweep(live)).as("being deleted already").isEqualTo(new Swept(0, 0, 0, ActAnswer.DONE));
        assertThat(cluster.podsOf(adopted)).noneMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null);
        for (Pod pod : cluster.podsOf(stray)) {
            leader.releaseFinalizer(
                    "tenant-a", pod.getMetadata().getName(), pod.getMetadata().getUid());
        }
        ActCluster.await("nothing", () -> cluster.podsOf(stray).isEmpty(), () -> cluster.podsOf(stray));
    }

    @Test
    void a_sweep_spares_what_was_measured_and_what_a_newer_leader_made() {
        ClusterActor former = cluster.actor(1);
        former.raiseEpoch();
        JobId ended = cluster.job("ended");
        assertThat(former.start(Orders.gang(ended, 1, Orders.SMALL, "node-0001")))
                .isEqualTo(ActAnswer.DONE);
        Pod measured = cluster.podsOf(ended).getFirst();
        former.releaseFinalizer(
                "tenant-a",
                measured.getMetadata().getName(),
                measured.getMetadata().getUid());
        ClusterActor leader = cluster.actor(2);
        leader.raiseEpoch();
        JobId newer = cluster.job("newer");
        assertThat(leader.start(Orders.gang(newer, 1, Orders.SMALL, "node-0002")))
                .isEqualTo(ActAnswer.DONE);
        assertThat(leader.sweep(new TreeSet<>())).isEqualTo(new Swept(0, 0, 0, ActAnswer.DONE));
        assertThat(cluster.podsOf(ended)).hasSize(1);
        assertThat(cluster.podsOf(newer)).hasSize(1);
    }

    @Test
    void a_status_of_an_older_epoch_or_of_none_is_refused() {
        cluster.actor(5).raiseEpoch();
        JobId job = cluster.job("status");
        assertThat(status(job, -1)).contains("needs status.epoch");
        assertThat(status(job, 5)).isEmpty();
        assertThat(status(job, 4)).contains("epoch 4 has given way to epoch 5");
    }

    @Test
    void the_epoch_only_rises_and_its_configmap_stays() {
        ClusterActor leader = cluster.actor(5);
        assertThat(leader.raiseEpoch()).isEqualTo(ActAnswer.DONE);
        assertThat(leader.raiseEpoch()).as("raised already").isEqualTo(ActAnswer.DONE);
        assertThat(cluster.actor(4).raiseEpoch()).isInstanceOf(ActAnswer.Fenced.class);
        assertThat(patchEpoch("admin", "4")).contains("may only rise, and is 5");
        assertThat(patchEpoch("admin", "none")).contains("must be a whole number");
        assertThat(cluster.kubectl("xisuan-operator", "-n", "xisuan-system", "delete", "configmap", "xisuan-leader")
                        .text())
                .contains("forbidden");
        assertThat(cluster.kubectl("admin", "-n", "xisuan-system", "delete", "configmap", "xisuan-leader")
                        .code())
                .as("break-glass of administrators")
                .isZero();
        JobId job = cluster.job("unfenced");
        ActAnswer refused = cluster.actor(6).start(Orders.gang(job, 1, Orders.SMALL, "node-0001"));
        assertThat(refused).isInstanceOf(ActAnswer.Refused.class);
        assertThat(((ActAnswer.Refused) refused).reason()).isEqualTo(RefusalReason.NOT_SET_UP);
        assertThat(cluster.actor(6).raiseEpoch()).isInstanceOf(ActAnswer.Refused.class);
    }

    @Test
    void an_object_of_ours_without_an_epoch_is_refused() {
        Pod pod = GangManifests.pod(
                Orders.gang(cluster.job("bare"), 1, Orders.SMALL, "node-0001"),
                new PodOrder(0, new NodeName("node-0001")),
                1);
        pod.getMetadata().getAnnotations().remove("xisuan.io/epoch");
        assertThatThrownBy(() -> cluster.admin().resource(pod).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("need annotation xisuan.io/epoch")
                .hasMessageContaining("submit a TrainingJob");
    }

    private String patchEpoch(String user, String epoch) {
        return cluster.kubectl(
                        user,
                        "-n",
                        "xisuan-system",
                        "patch",
                        "configmap",
                        "xisuan-leader",
                        "--type",
                        "merge",
                        "-p",
                        "{\"data\":{\"epoch\":\"%s\"}}".formatted(epoch))
                .text();
    }

    /** Writes a status as the operator; returns the refusal, or nothing. */
    private String status(JobId job, long epoch) {
        String fields =
                epoch < 0 ? "{\"observedGeneration\":1}" : "{\"observedGeneration\":1,\"epoch\":%d}".formatted(epoch);
        try {
            cluster.as("xisuan-operator")
                    .genericKubernetesResources("xisuan.io/v1alpha1", "TrainingJob")
                    .inNamespace(job.namespace())
                    .withName(job.name())
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":%s}".formatted(fields));
            return "";
        } catch (KubernetesClientException error) {
            return String.valueOf(error.getMessage());
        }
    }
}
