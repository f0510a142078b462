package io.xisuan.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoresTest {
    private static final String KEY = "owner/a";
    private static final String GPU = "nvidia.com/gpu";

    private final AtomicInteger told = new AtomicInteger();
    private final Changes changes = new Changes(told::incrementAndGet);
    private final ForeignPods foreign = new ForeignPods(changes);
    private final OwnPods own = new OwnPods(changes, foreign, 2);

    private static NarrowPod on(String node, String version) {
        return PodTexts.foreign("a", version, """
                "nodeName": "%s", "overhead": {"cpu": "250m"},
                "containers": [{"resources": {"requests": {"cpu": "1", "memory": "1Gi"}, "limits": {"nvidia.com/gpu": "2"}}}],
                "initContainers": [{"restartPolicy": "Always", "resources": {"requests": {"cpu": "500m"}}},
                 {"resources": {"requests": {"cpu": "2"}}}]""".formatted(node), "\"phase\": \"Running\"");
    }

    @Test
    void another_holds_what_it_asks_for_at_most_at_any_time() {
        foreign.put(KEY, on("n1", "1"));
        assertThat(foreign.of("n1").cpuMillis()).isEqualTo(500 + 2000 + 250);
        assertThat(foreign.of("n1").memoryMib()).isEqualTo(1024);
        assertThat(foreign.of("n1").devices(GPU)).isEqualTo(2);
        foreign.remove(KEY);
        assertThat(foreign.of("n1")).isEqualTo(ForeignLoad.NONE);
    }

    @Test
    void a_change_that_holds_the_same_is_told_to_nobody() {
        foreign.put(KEY, on("n1", "1"));
        foreign.put(KEY, on("n1", "2"));
        assertThat(told).hasValue(1);
        NarrowPod kept = foreign.get(KEY);
        assertThat(kept).isNotNull();
        assertThat(kept.getMetadata().getResourceVersion()).isEqualTo("2");
        assertThat(kept.getMetadata().getNamespace() + "/" + kept.getMetadata().getName())
                .isEqualTo(KEY);
    }

    @Test
    void a_nominated_node_is_held_and_a_gated_pod_asks_for_nothing() {
        String spec = "\"containers\": [{\"resources\": {\"requests\": {\"cpu\": \"1\"}}}]";
        foreign.put(KEY, PodTexts.foreign("a", "1", spec, ""));
        assertThat(foreign.waiting().cpuMillis()).isEqualTo(1000);
        foreign.put(KEY, PodTexts.foreign("a", "2", spec, "\"nominatedNodeName\": \"n2\""));
        assertThat(foreign.waiting()).isEqualTo(ForeignLoad.NONE);
        assertThat(foreign.of("n2").cpuMillis()).isEqualTo(1000);
        foreign.put(KEY, PodTexts.foreign("a", "3", spec + ", \"schedulingGates\": [{\"name\": \"g\"}]", ""));
        assertThat(foreign.waiting()).isEqualTo(ForeignLoad.NONE);
        assertThat(foreign.of("n2")).isEqualTo(ForeignLoad.NONE);
    }

    @Test
    void no_wish_is_too_large_to_be_counted() {
        String spec = "\"nodeName\": \"n1\", \"containers\": [{\"resources\": {\"requests\": {\"cpu\": \"8E\"}}}]";
        foreign.put(KEY, PodTexts.foreign("a", "1", spec, ""));
        foreign.put("owner/b", PodTexts.foreign("b", "not a number", spec, ""));
        assertThat(foreign.of("n1").cpuMillis()).isPositive();
        assertThat(foreign.size()).isEqualTo(2);
    }

    @Test
    void a_pod_of_ours_that_goes_unended_is_reported_until_it_is_acknowledged() {
        NarrowPod pod = PodTexts.ours("n1", "\"phase\": \"Running\"");
        own.put("lab/llm-1-0", pod);
        own.remove("lab/llm-1-0");
        assertThat(own.pods()).isEmpty();
        assertThat(own.gone()).extracting(ObservedPod::name).containsExactly("llm-1-0");
        own.acknowledge(Set.of(pod.getMetadata().getUid()));
        assertThat(own.gone()).isEmpty();
    }

    @Test
    void a_pod_that_came_again_under_its_name_hides_nothing() {
        own.put("lab/llm-1-0", PodTexts.ours("n1", "\"phase\": \"Running\""));
        NarrowPod again = PodTexts.ours("n1", "\"phase\": \"Pending\"");
        again.getMetadata().setUid("another");
        own.put("lab/llm-1-0", again);
        assertThat(own.pods()).extracting(ObservedPod::uid).containsExactly("another");
        assertThat(own.gone()).extracting(ObservedPod::phase).containsExactly(PodPhase.RUNNING);
    }

    @Test
    void a_pod_with_our_label_that_we_did_not_make_is_said_and_counted_as_held() {
        NarrowPod pod = PodTexts.pod("""
                {"metadata": {"name": "x", "namespace": "lab", "uid": "u", "resourceVersion": "1",
                 "labels": {"xisuan.io/job": "mine"}}, "spec": {"nodeName": "n1",
                 "containers": [{"resources": {"requests": {"cpu": "3"}}}]}, "status": {"phase": "Running"}}""");
        own.put("lab/x", pod);
        assertThat(own.unreadable()).extracting(UnreadablePod::problem).allMatch(text -> text.contains("xisuan.io/"));
        assertThat(foreign.of("n1").cpuMillis()).isEqualTo(3000);
        own.remove("lab/x");
        assertThat(foreign.of("n1")).isEqualTo(ForeignLoad.NONE);
        assertThat(own.gone()).isEmpty();
    }

    private static NarrowNode node(NarrowNode.Spec spec) {
        NarrowNode node = new NarrowNode();
        node.setMetadata(new ObjectMetaBuilder().withName("n1").withUid("u").build());
        node.setSpec(spec);
        return node;
    }

    private static ObservedNode seen(ClusterNodes nodes) {
        ForeignPods nobody = new ForeignPods(new Changes(() -> {}));
        return nodes.nodes(nobody, new ClaimedDevices(new Changes(() -> {})), TreeSet::new)
                .getFirst();
    }

    private static boolean takesOurs(String key, String effect) {
        ClusterNodes nodes = new ClusterNodes(new Changes(() -> {}));
        nodes.put("n1", node(new NarrowNode.Spec(false, List.of(new NarrowNode.Taint(key, effect)))));
        return seen(nodes).schedulable();
    }

    /** The first listing of leases comes before the nodes are listed; a node that goes soon after must not go without a word. */
    @Test
    void a_lease_that_is_listed_before_its_node_is_kept_for_it() {
        ClusterNodes nodes = new ClusterNodes(changes);
        nodes.renewed(Map.of("n1", new NodeLease(7, 40_000)));
        nodes.put("n1", node(new NarrowNode.Spec(false, List.of())));
        assertThat(seen(nodes).leaseRenewedMillis()).hasValue(7);
        nodes.renewed(Map.of());
        assertThat(seen(nodes).leaseRenewedMillis()).as("its lease went first").hasValue(7);
        nodes.remove("n1");
        nodes.renewed(Map.of());
        nodes.put("n1", node(new NarrowNode.Spec(false, List.of())));
        assertThat(seen(nodes).leaseRenewedMillis())
                .as("another node of its name")
                .isEmpty();
    }

    @Test
    void a_node_is_closed_by_every_taint_that_our_pods_do_not_tolerate() {
        assertThat(takesOurs("nvidia.com/gpu", "NoSchedule")).isTrue();
        assertThat(takesOurs("huawei.com/Ascend910", "NoSchedule")).isTrue();
        assertThat(takesOurs("dedicated", "PreferNoSchedule")).isTrue();
        assertThat(takesOurs("dedicated", "NoSchedule")).isFalse();
        assertThat(takesOurs("nvidia.com/gpu", "NoExecute")).isFalse();
        assertThat(takesOurs("node.kubernetes.io/disk-pressure", "NoSchedule")).isFalse();
        assertThat(takesOurs("node.kubernetes.io/out-of-service", "NoExecute")).isFalse();
        assertThat(takesOurs("node.kubernetes.io/unreachable", "NoExecute")).isFalse();
    }
}
