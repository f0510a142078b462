package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.store.Drain;
import io.xisuan.billing.store.DrainBook;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.model.NodeName;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.observe.ObservedPod;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes and sites that are drained: whole loops in virtual time over a real store; sites east and west have four nodes each. */
class DrainTest {
    private static final Principal WANG = new Principal("wang.wei");

    @TempDir
    private Path folder = Path.of(".");

    private LoopGround ground;
    private DrainBook book;

    @BeforeEach
    void open() {
        ground = new LoopGround(folder, 8);
        book = new DrainBook(ground.store);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            ground.after(2_000);
            ground.cluster.live();
            ground.step();
        }
    }

    private List<ObservedPod> living() {
        return ground.cluster.snapshot().ours().stream()
                .filter(pod -> !pod.phase().terminal())
                .toList();
    }

    private String node(String job) {
        return living().stream()
                .filter(pod -> pod.marks().jobName().equals(job))
                .findFirst()
                .flatMap(ObservedPod::node)
                .orElseThrow()
                .value();
    }

    private List<StopRecord> stops(String job) {
        return ground.store.stops().ofJob("uid-" + job);
    }

    private long drain(String place, long byMillis) {
        return book.ask(Drain.of(place, byMillis, WANG, ground.now()));
    }

    @Test
    void a_job_on_a_drained_node_leaves_goes_on_elsewhere_and_nothing_comes_until_it_is_undone() {
        ground.submit(1, "train", 8, "3600s");
        steps(4);
        String node = node("train-00000");
        long id = drain(node, 0);
        steps(20);
        assertThat(stops("train-00000")).singleElement().satisfies(stop -> {
            assertThat(stop.order().reason()).isEqualTo("Drained");
            assertThat(stop.order().text()).contains("wang.wei drains " + node);
        });
        assertThat(node("train-00000")).isNotEqualTo(node);
        assertThat(book.find(id).orElseThrow().state()).isEqualTo(Drain.State.DRAINED);

        ground.submit(6, "more", 8, "3600s");
        steps(6);
        assertThat(living()).extracting(pod -> pod.node().orElseThrow().value()).doesNotContain(node);
        assertThat(book.undo(node, WANG, ground.now())).isTrue();
        steps(4);
        assertThat(living()).extracting(pod -> pod.node().orElseThrow().value()).contains(node);
    }

    @Test
    void a_leader_that_is_killed_after_the_wish_or_after_the_orders_is_followed_by_one_that_goes_on() {
        ground.submit(2, "train", 8, "3600s");
        steps(4);
        long id = drain("east", 0);
        ground.killed();
        ground.after(2_000);
        ground.step();
        assertThat(book.find(id).orElseThrow().state()).isEqualTo(Drain.State.UNDER_WAY);
        ground.killed();
        steps(25);
        assertThat(book.find(id).orElseThrow().state()).isEqualTo(Drain.State.DRAINED);
        assertThat(living())
                .hasSize(2)
                .allSatisfy(pod -> assertThat(pod.marks().site()).contains("west"));
        for (String job : List.of("train-00000", "train-00001")) {
            assertThat(stops(job)).as("told once").hasSize(1);
        }
    }

    @Test
    void with_an_instant_each_job_leaves_as_late_as_its_grace_allows_and_one_that_ends_before_is_left_alone() {
        ground.submit(1, "short", 8, "60s");
        ground.submit(1, "long", 8, "3600s");
        steps(4);
        long by = ground.now() + 180_000;
        long id = drain("east", by);
        while (stops("long-00000").isEmpty() && ground.now() < by) {
            steps(1);
        }
        StopRecord stop = stops("long-00000").getFirst();
        assertThat(stop.order().orderedAtMillis())
                .as("grace and margin before the instant, and a step")
                .isBetween(
                        by - 30_000 - HeadroomWatch.MARGIN_MILLIS, by - 30_000 - HeadroomWatch.MARGIN_MILLIS + 2_000);
        steps(30);
        assertThat(stops("short-00000")).isEmpty();
        assertThat(book.find(id).orElseThrow())
                .satisfies(drain -> assertThat(drain.state()).isEqualTo(Drain.State.DRAINED))
                .satisfies(drain -> assertThat(drain.answeredAtMillis()).isLessThanOrEqualTo(by));
    }

    @Test
    void a_place_that_is_none_is_said_so_and_a_node_may_be_named_with_its_site() {
        long nowhere = drain("nowhere", 0);
        long wrong = drain("west/node-00000", 0);
        long right = drain("east/node-00000", 0);
        steps(1);
        assertThat(book.find(nowhere).orElseThrow().state()).isEqualTo(Drain.State.PENDING);
        assertThat(book.find(nowhere).orElseThrow().answer()).contains("node nowhere", "looked for until");
        ground.after(DrainDesk.AWAY_MILLIS);
        steps(1);
        assertThat(book.find(nowhere).orElseThrow().state()).isEqualTo(Drain.State.UNKNOWN);
        assertThat(book.find(nowhere).orElseThrow().answer())
                .contains("neither a site nor a node nowhere", "the sites are east, west");
        assertThat(book.find(wrong).orElseThrow().state()).isEqualTo(Drain.State.UNKNOWN);
        assertThat(book.find(right).orElseThrow().state()).isEqualTo(Drain.State.DRAINED);
        assertThat(book.open()).extracting(Drain::place).containsExactly("east/node-00000");
    }

    @Test
    void a_node_that_is_away_when_its_drain_is_asked_for_is_drained_when_it_is_back() {
        ObservedNode node = ground.cluster.snapshot().nodes().getFirst();
        ground.cluster.node(0, there -> NodeEdits.named(there, "other"));
        long id = drain(node.name().value(), 0);
        steps(3);
        assertThat(book.find(id).orElseThrow().state()).isEqualTo(Drain.State.PENDING);
        ground.cluster.node(0, there -> node);
        steps(1);
        assertThat(book.find(id).orElseThrow().state()).isEqualTo(Drain.State.DRAINED);
    }

    @Test
    void a_site_made_later_under_the_name_of_a_drained_node_is_not_what_was_meant() {
        List<ObservedNode> nodes = ground.cluster.snapshot().nodes();
        NodeName name = nodes.getFirst().name();
        Drain drain = Drain.of(name.value(), 0, WANG, ground.now());
        assertThat(DrainedPlace.of(drain, List.of(site(name, ground.now() + 5_000)), nodes))
                .isEqualTo(new DrainedPlace.Nodes(new TreeSet<>(List.of(name))));
        assertThat(DrainedPlace.of(drain, List.of(site(name, ground.now() - 5_000)), nodes))
                .isInstanceOf(DrainedPlace.Ambiguous.class);
        Drain taken = drain.answered(Drain.State.UNDER_WAY, "", ground.now());
        assertThat(DrainedPlace.of(taken, List.of(site(name, ground.now() - 5_000)), nodes))
                .as("the site stood, and a node of its name came since")
                .isInstanceOf(DrainedPlace.Nodes.class);
    }

    private Site site(NodeName name, long madeMillis) {
        Site like = ground.wishes().sites().getFirst();
        Site site = new Site();
        site.setMetadata(new ObjectMetaBuilder()
                .withName(name.value())
                .withCreationTimestamp(Instant.ofEpochMilli(madeMillis).toString())
                .build());
        site.setSpec(like.getSpec());
        return site;
    }
}
