package io.xisuan.operator.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.act.NamedObject;
import io.xisuan.operator.act.NodeTerms;
import io.xisuan.operator.act.Presence;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.observe.ForeignLoad;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.operator.translate.JobTranslation;
import io.xisuan.operator.translate.Submission;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final NamedObject CORPUS = new NamedObject(NamedObject.Kind.CLAIM, "team", "corpus");
    private static final List<ObservedNode> NODES =
            List.of(node("east-1", "east", 0), node("east-2", "east", 2), node("west-1", "west", 2));

    @Test
    void a_job_that_asks_for_nothing_special_goes_everywhere_as_it_is() {
        Reach.Waiting waiting = waiting("", Optional.empty(), Map.of());
        assertThat(((Reach.Outcome.Here) reach("", "").of(waiting)).request()).isSameAs(waiting.request());
    }

    @Test
    void what_is_missing_is_waited_for_and_named() {
        Decision decision = nowhere(
                reach("", ""),
                waiting("  data: pvc://corpus\n", Optional.empty(), Map.of(CORPUS, new Presence.Missing())));
        assertThat(decision).isInstanceOfSatisfying(Decision.Wait.class, wait -> {
            assertThat(wait.reason()).isEqualTo(Refusal.NAMED_OBJECT_MISSING);
            assertThat(wait.text()).contains("PersistentVolumeClaim corpus is not in namespace team: create it");
        });
    }

    @Test
    void what_the_cluster_does_not_tell_stops_nobody() {
        Reach.Waiting waiting =
                waiting("  data: pvc://corpus\n", Optional.empty(), Map.of(CORPUS, new Presence.NotTold("no right")));
        assertThat(here(reach("", ""), waiting)).isSameAs(waiting.request());
    }

    @Test
    void a_claim_holds_its_job_at_the_site_and_on_the_nodes_that_can_mount_it() {
        JobRequest request = here(
                reach("", ""),
                waiting(
                        "  data: pvc://corpus\n",
                        Optional.empty(),
                        Map.of(CORPUS, mountable("kubernetes.io/hostname", "east-2"))));
        assertThat(request.wishes().sites()).containsExactly(new SiteId("east"));
        assertThat(request.wishes().avoided()).containsExactly(new NodeName("east-1"));
        Decision nowhere = nowhere(
                reach("", ""),
                waiting("  data: pvc://corpus\n", Optional.empty(), Map.of(CORPUS, mountable("zone", "none"))));
        assertThat(((Decision.Never) nowhere).reason()).isEqualTo(Refusal.NO_ALLOWED_SITE);
        assertThat(((Decision.Never) nowhere).text()).contains("east: no node", "west: no node");
    }

    @Test
    void nodes_without_the_adapters_are_avoided() {
        String offers = "  rdma: {resources: [rdma/hca]}\n";
        String wish = "  rdma: {resource: rdma/hca, count: 2}\n";
        JobRequest request = here(reach(offers, offers), waiting(wish, Optional.empty(), Map.of()));
        assertThat(request.wishes().sites()).isEmpty();
        assertThat(request.wishes().avoided()).containsExactly(new NodeName("east-1"));
        JobRequest west = here(reach("", offers), waiting(wish, Optional.empty(), Map.of()));
        assertThat(west.wishes().sites()).containsExactly(new SiteId("west"));
    }

    @Test
    void a_job_that_ran_goes_on_only_where_its_checkpoint_can_be_read() {
        String checkpoint = "  checkpoint: {uri: \"s3://runs/1\", grace: 30s}\n";
        Optional<SiteId> east = Optional.of(new SiteId("east"));
        assertThat(here(reach("", ""), waiting(checkpoint, Optional.empty(), Map.of()))
                        .wishes()
                        .sites())
                .isEmpty();
        assertThat(here(reach("", ""), waiting(checkpoint, east, Map.of()))
                        .wishes()
                        .sites())
                .containsExactly(new SiteId("east"));
        String reaches = "  reachableStores: [\"s3://runs\"]\n";
        assertThat(here(reach("", reaches), waiting(checkpoint, east, Map.of()))
                        .wishes()
                        .sites())
                .isEmpty();
        Decision nowhere = nowhere(
                new Reach(List.of(site("west", "")), NODES),
                waiting(checkpoint + "  placement: {sites: [west]}\n", east, Map.of()));
        assertThat(((Decision.Never) nowhere).reason()).isEqualTo(Refusal.CHECKPOINT_NOT_THERE);
    }

    @Test
    void wishes_for_sites_are_only_narrowed() {
        JobRequest request = here(
                reach("  reachableStores: [\"s3://corpus\"]\n", "  reachableStores: [\"s3://corpus\"]\n"),
                waiting("  data: s3://corpus/zh\n  placement: {sites: [west]}\n", Optional.empty(), Map.of()));
        assertThat(request.wishes().sites()).containsExactly(new SiteId("west"));
        Decision nowhere = nowhere(
                reach("", "  reachableStores: [\"s3://other\"]\n"),
                waiting("  data: s3://corpus/zh\n  placement: {sites: [west]}\n", Optional.empty(), Map.of()));
        assertThat(((Decision.Never) nowhere).reason()).isEqualTo(Refusal.DATA_OUT_OF_REACH);
    }

    @Test
    void terms_of_nodes_are_read_as_kubernetes_reads_them() {
        Map<String, String> labels = Map.of("zone", "a", "generation", "7");
        assertThat(terms("zone", "In", "a", "b").choose(labels)).isTrue();
        assertThat(terms("zone", "NotIn", "a").choose(labels)).isFalse();
        assertThat(terms("rack", "NotIn", "a").choose(labels)).isTrue();
        assertThat(terms("zone", "Exists").choose(labels)).isTrue();
        assertThat(terms("rack", "DoesNotExist").choose(labels)).isTrue();
        assertThat(terms("generation", "Gt", "6").choose(labels)).isTrue();
        assertThat(terms("generation", "Lt", "7").choose(labels)).isFalse();
        assertThat(terms("zone", "Gt", "1").choose(labels)).isFalse();
        assertThat(new NodeTerms(List.of(List.of())).choose(labels)).isFalse();
    }

    private static NodeTerms terms(String key, String operator, String... values) {
        return new NodeTerms(List.of(List.of(new NodeTerms.Requirement(key, operator, List.of(values)))));
    }

    private static Presence mountable(String label, String value) {
        return new Presence.There(Optional.of(terms(label, "In", value)));
    }

    private static JobRequest here(Reach reach, Reach.Waiting waiting) {
        return ((Reach.Outcome.Here) reach.of(waiting)).request();
    }

    private static Decision nowhere(Reach reach, Reach.Waiting waiting) {
        return ((Reach.Outcome.Nowhere) reach.of(waiting)).decision();
    }

    private static Reach reach(String east, String west) {
        return new Reach(List.of(site("east", east), site("west", west)), NODES);
    }

    private static Reach.Waiting waiting(String more, Optional<SiteId> ranAt, Map<NamedObject, Presence> named) {
        TrainingJob job = Serialization.unmarshal("""
                apiVersion: xisuan.io/v1alpha1
                kind: TrainingJob
                metadata: {name: train, namespace: team}
                spec:
                  workers: 1
                  devicesPerWorker: 1
                  runTime: 1h
                  contractRef: c
                  variants: [{accelerator: nvidia-h20, image: "train:1"}]
                """ + more, TrainingJob.class);
        JobOrder order = new JobTranslation(List.of(site("east", ""), site("west", "")))
                .order(job, new TenantId("team"), new Submission("uid-1", 0))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        SortedMap<NamedObject, Presence> known = new TreeMap<>(named);
        return new Reach.Waiting(order.request(), job, ranAt, known);
    }

    private static Site site(String name, String more) {
        return Serialization.unmarshal("""
                apiVersion: xisuan.io/v1alpha1
                kind: Site
                metadata: {name: NAME}
                spec:
                  name: {zh: 站, en: Site}
                  supplier: s
                  jurisdiction: example/place
                  mode: place
                  nodeSelector: {xisuan.io/site: NAME}
                """.replace("NAME", name) + more, Site.class);
    }

    private static ObservedNode node(String name, String site, long adapters) {
        return new ObservedNode(
                new NodeName(name),
                "uid-" + name,
                new TreeMap<>(Map.of("xisuan.io/site", site, "kubernetes.io/hostname", name)),
                new TreeMap<>(Map.of("rdma/hca", adapters)),
                true,
                true,
                OptionalLong.empty(),
                ForeignLoad.NONE,
                Optional.empty(),
                Optional.empty());
    }
}
