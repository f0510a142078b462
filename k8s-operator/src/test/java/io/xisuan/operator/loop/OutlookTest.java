package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.control.Principal;
import io.xisuan.billing.store.Drain;
import io.xisuan.billing.store.DrainBook;
import io.xisuan.billing.store.Intent;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import io.xisuan.model.SiteId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions to the plan beside the loop: they say what the loop then does, and change nothing. Sites east and west have two nodes each. */
class OutlookTest {
    private static final SiteId EAST = new SiteId("east");
    private static final SiteId WEST = new SiteId("west");
    private static final AcceleratorModel H800 = AcceleratorModel.NVIDIA_H800;

    @TempDir
    private Path folder = Path.of(".");

    private LoopGround ground;

    @BeforeEach
    void open() {
        ground = new LoopGround(folder, 4);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    private Outlook outlook() {
        return new Outlook(ground.store, ground.wishes(), ground.cluster.snapshot(), JournalFacts.none(), ground.now());
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            ground.after(2_000);
            ground.cluster.live();
            ground.step();
        }
    }

    private static Preview.Line of(Preview preview, String job) {
        return preview.queue().stream()
                .filter(line -> line.job().name().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private SortedMap<String, String> started() {
        SortedMap<String, String> started = new TreeMap<>();
        for (Intent intent : ground.store.liveIntents()) {
            started.put(
                    intent.attempt().job().name(),
                    intent.site() + " " + intent.workers().getFirst().node());
        }
        return started;
    }

    @Test
    void what_it_says_starts_is_what_the_loop_then_starts() {
        ground.submit(4, "train", 8, "3600s");
        ground.after(5_000);
        Preview preview = outlook().preview();
        assertThat(ground.store.liveIntents()).as("asking starts nothing").isEmpty();
        assertThat(preview.queue()).hasSize(4);
        SortedMap<String, String> said = new TreeMap<>();
        preview.queue().stream()
                .filter(line -> line.verdict() == Preview.Verdict.STARTS)
                .forEach(line ->
                        said.put(line.job().name(), line.site().orElseThrow().value()));
        assertThat(said).as("each site keeps four of sixteen devices").hasSize(2);
        steps(3);
        SortedMap<String, String> sites = new TreeMap<>();
        started().forEach((job, place) -> sites.put(job, place.substring(0, place.indexOf(' '))));
        assertThat(said).isEqualTo(sites);
    }

    @Test
    void a_waiting_job_has_a_time_a_place_and_what_it_costs_there() {
        ground.submit(2, "first", 8, "3600s");
        steps(4);
        ground.submit(1, "next", 8, "3600s");
        ground.after(5_000);
        Preview.Line next = of(outlook().preview(), "next-00000");
        assertThat(next.verdict()).isEqualTo(Preview.Verdict.WAITS);
        assertThat(next.startMillis().orElseThrow()).isGreaterThan(ground.now());
        assertThat(next.site()).isPresent();
        assertThat(next.cost().orElseThrow().gross().isPositive()).isTrue();
        assertThat(next.text()).isNotBlank();
    }

    @Test
    void more_devices_let_a_waiting_job_start_now() {
        ground.submit(2, "first", 8, "3600s");
        steps(4);
        ground.submit(1, "next", 8, "3600s");
        ground.after(5_000);
        Preview then = outlook().preview(List.of(new Supposition.MoreDevices(WEST, H800, 8)));
        assertThat(of(then, "next-00000").verdict()).isEqualTo(Preview.Verdict.STARTS);
        assertThat(of(then, "next-00000").site()).contains(WEST);
        assertThat(ground.cluster.snapshot().nodes()).hasSize(4);
    }

    @Test
    void without_a_site_its_jobs_wait_for_the_others_with_what_is_left_of_their_run() {
        ground.submit(2, "train", 8, "3600s");
        steps(4);
        String east = started().entrySet().stream()
                .filter(entry -> entry.getValue().startsWith("east"))
                .findFirst()
                .orElseThrow()
                .getKey();
        for (Supposition gone : List.of(new Supposition.NoSite(EAST), new Supposition.Drained("east"))) {
            Preview then = outlook().preview(List.of(gone));
            assertThat(then.queue()).extracting(line -> line.job().name()).containsExactly(east);
            assertThat(then.queue().getFirst().site()).as(gone.toString()).isEqualTo(Optional.of(WEST));
            assertThat(then.queue().getFirst().startMillis().orElseThrow()).isGreaterThan(ground.now());
        }
        assertThat(outlook().preview().queue()).isEmpty();
    }

    @Test
    void another_price_moves_a_job_to_the_other_site_and_is_what_it_pays_there() {
        ground.submit(1, "train", 8, "3600s");
        ground.after(5_000);
        Preview.Line now = of(outlook().preview(), "train-00000");
        SiteId other = now.site().orElseThrow().equals(EAST) ? WEST : EAST;
        Preview.Line then = of(
                outlook().preview(List.of(new Supposition.Price(other, H800, HourlyPrice.parse("1.00")))),
                "train-00000");
        assertThat(then.site()).contains(other);
        assertThat(then.cost().orElseThrow().gross().fen())
                .as("eight devices for an hour at one yuan")
                .isEqualTo(800);
        assertThatThrownBy(() -> outlook()
                        .preview(List.of(
                                new Supposition.Price(EAST, AcceleratorModel.ASCEND_910B, HourlyPrice.parse("1.00")))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no price list has ascend-910b at east");
    }

    @Test
    void a_job_that_is_only_thought_of_takes_its_turn_with_the_others() {
        ground.submit(2, "first", 8, "3600s");
        steps(4);
        ground.submit(1, "real", 8, "3600s");
        var thought = ground.jobs().getLast();
        ground.delete("real-00000");
        ground.after(5_000);
        Preview then = outlook().preview(List.of(new Supposition.Submitted(thought)));
        assertThat(of(then, "real-00000").verdict()).isEqualTo(Preview.Verdict.WAITS);
        assertThat(then.problems()).isEmpty();
        assertThat(outlook().preview().queue()).isEmpty();
    }

    @Test
    void nodes_say_who_holds_them_and_why_what_is_free_is_not_sold() {
        ground.submit(1, "train", 4, "3600s");
        steps(4);
        String node = ground.store
                .liveIntents()
                .getFirst()
                .workers()
                .getFirst()
                .node()
                .value();
        ground.cluster.node(3, NodeEdits::closed);
        new DrainBook(ground.store).ask(Drain.of("west/node-00001", 0, new Principal("wang"), ground.now()));
        List<NodeStanding> nodes = outlook().nodes();
        assertThat(nodes)
                .hasSize(4)
                .allSatisfy(each -> assertThat(each.devices()).isEqualTo(8));
        NodeStanding held = nodes.stream()
                .filter(each -> each.node().value().equals(node))
                .findFirst()
                .orElseThrow();
        assertThat(held.sold()).isEqualTo(4);
        assertThat(held.free()).isEqualTo(4);
        assertThat(held.holders()).extracting(holder -> holder.job().name()).containsExactly("train-00000");
        assertThat(of(nodes, "node-00001").whyNotSold()).isEqualTo("drained by wang (west/node-00001)");
        assertThat(of(nodes, "node-00003").whyNotSold()).contains("cordoned or tainted");
    }

    private static NodeStanding of(List<NodeStanding> nodes, String name) {
        return nodes.stream()
                .filter(each -> each.node().value().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
