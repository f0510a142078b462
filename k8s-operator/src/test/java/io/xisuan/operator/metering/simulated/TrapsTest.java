package io.xisuan.operator.metering.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.CanonicalMetric;
import io.xisuan.operator.metering.evidence.DeviceEvent;
import io.xisuan.operator.metering.evidence.EvidenceCollector;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.OwnerPolls;
import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The known traps of exporters, one by one, over thirty minutes of virtual time of one node: what the evidence makes of them. */
class TrapsTest {
    private static final SiteId SITE = new SiteId("sim");
    private static final NodeName NODE = new NodeName("node-1");
    private static final long SLOT = 15_000;
    private static final long START = Instant.parse("2026-10-12T09:00:00+08:00").toEpochMilli();
    private static final int SLOTS = 120;
    private static final int FROM = 40;
    private static final int UNTIL = 80;
    private static final Interval ALL = new Interval(START, START + SLOTS * SLOT);
    private static final PodRef POD = new PodRef("team", "job-0", "uid-job-0", "worker");
    private static final PodRef EARLIER = new PodRef("team", "old-0", "uid-old-0", "worker");

    private final EvidenceCollector evidence = new EvidenceCollector(SLOT);

    private static long at(int slot) {
        return START + slot * SLOT;
    }

    /** A node of four devices of which one pod has the first two from the tenth slot on. */
    private static DeviceWorld world(Make make) {
        DeviceWorld world = new DeviceWorld(make, NODE.value(), 4, START - 3_600_000, 5);
        world.allocateOn(EARLIER, List.of(0, 1), at(2));
        world.start(EARLIER, at(2));
        world.end(EARLIER, at(8) + 1);
        world.allocateOn(POD, List.of(0, 1), at(10));
        world.start(POD, at(10));
        return world;
    }

    /** The exporter says its text in every slot, with these faults from one slot to another. */
    private void scrape(ExporterShape shape, DeviceWorld world, ExporterFault... faults) {
        for (int slot = 0; slot < SLOTS; slot++) {
            Set<ExporterFault> now = slot >= FROM && slot < UNTIL ? Set.of(faults) : Set.of();
            long told = now.contains(ExporterFault.FROZEN) ? at(FROM) : at(slot);
            take(shape.target(), slot, ExporterTexts.text(shape, world, told, now));
        }
    }

    private void agent(DeviceWorld world) {
        for (int slot = 0; slot < SLOTS; slot++) {
            take(EvidenceCollector.AGENT, slot, AgentText.text(world, at(slot)));
        }
    }

    private void take(String target, int slot, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        assertThat(evidence.take(new ScrapeOutcome(
                        SITE,
                        NODE,
                        target,
                        at(slot),
                        at(slot),
                        new Result.Answer(body, ExpositionFormat.TEXT, at(slot)))))
                .isPresent();
    }

    private EvidenceSummary summary(DeviceWorld world, int slot) {
        DeviceKey device = new DeviceKey(world.readings(START).get(slot).hardwareId());
        return evidence.summary(SITE, NODE, device, ALL);
    }

    private List<DeviceEvent> events() {
        return evidence.events(SITE, NODE, START, START + SLOTS * SLOT);
    }

    private static DeviceKey device(DeviceWorld world, int slot, long atMillis) {
        return new DeviceKey(world.readings(atMillis).get(slot).hardwareId());
    }

    @ParameterizedTest
    @EnumSource(Make.class)
    void an_honest_exporter_leaves_no_gap_and_no_event(Make make) {
        DeviceWorld world = world(make);
        scrape(ExporterShape.usual(make), world);
        agent(world);
        assertThat(summary(world, 0).gaps()).isEmpty();
        assertThat(summary(world, 0).seen()).isEqualTo(SLOTS);
        assertThat(events()).isEmpty();
    }

    @Test
    void an_empty_answer_is_a_gap_and_never_idleness() {
        DeviceWorld world = world(Make.NVIDIA);
        scrape(ExporterShape.DCGM_4, world, ExporterFault.EMPTY_BODY);
        assertThat(summary(world, 0).gaps()).isEqualTo(Map.of(GapCause.EMPTY_BODY, UNTIL - FROM));
        assertThat(events()).isEmpty();
    }

    @Test
    void a_dead_exporter_that_repeats_itself_is_stale_by_its_own_time() {
        DeviceWorld world = world(Make.HUAWEI);
        scrape(ExporterShape.NPU, world, ExporterFault.FROZEN);
        assertThat(summary(world, 0).gaps()).containsOnlyKeys(GapCause.STALE_TIMESTAMP);
        assertThat(summary(world, 0).gaps().get(GapCause.STALE_TIMESTAMP)).isBetween(UNTIL - FROM - 3, UNTIL - FROM);
    }

    @Test
    void a_bad_value_costs_its_own_device_that_slot_and_marks_the_others() {
        DeviceWorld world = world(Make.HYGON);
        scrape(ExporterShape.DCU, world, ExporterFault.BAD_VALUE);
        assertThat(summary(world, 0).gaps()).isEqualTo(Map.of(GapCause.PARSE_ERROR, UNTIL - FROM));
        assertThat(summary(world, 1).seen()).isEqualTo(SLOTS);
        assertThat(summary(world, 1).degraded()).isEqualTo(UNTIL - FROM);
        assertThat(events()).isEmpty();
    }

    @Test
    void lost_labels_are_no_use_without_owner() {
        DeviceWorld world = world(Make.NVIDIA);
        scrape(ExporterShape.DCGM_4, world, ExporterFault.LABELS_LOST);
        assertThat(summary(world, 0).seen()).isEqualTo(SLOTS);
        OwnerPolls labels = evidence.labels(SITE, NODE, ALL);
        assertThat(labels.gaps()).containsKey(GapCause.LABELS_LOST);
        assertThat(events()).isEmpty();
    }

    @Test
    void a_renamed_label_and_a_second_collector_change_nothing() {
        DeviceWorld world = world(Make.NVIDIA);
        scrape(ExporterShape.DCGM_4, world, ExporterFault.RENAMED_LABEL);
        EvidenceSummary alone = summary(world, 0);
        for (int slot = 0; slot < SLOTS; slot++) {
            take("second-exporter", slot, ExporterTexts.text(ExporterShape.DCGM_3, world, at(slot), Set.of()));
        }
        EvidenceSummary both = summary(world, 0);
        assertThat(alone.seen()).isEqualTo(SLOTS);
        assertThat(both.seen()).isEqualTo(SLOTS);
        assertThat(both.meanPerMille()).isEqualTo(alone.meanPerMille());
        assertThat(events()).isEmpty();
    }

    @Test
    void a_card_that_vanished_is_faulty_since_its_last_sample() {
        DeviceWorld world = world(Make.NVIDIA);
        DeviceKey gone = device(world, 1, START);
        world.vanish(1, at(50) - 1);
        scrape(ExporterShape.DCGM_4, world);
        agent(world);
        assertThat(events()).containsExactly(new DeviceEvent.Fault(NODE, gone, at(49), "VANISHED"));
    }

    @Test
    void a_card_in_the_place_of_another_is_another_device() {
        for (Make make : Make.values()) {
            EvidenceCollector fresh = new EvidenceCollector(SLOT);
            DeviceWorld world = world(make);
            DeviceKey before = device(world, 3, START);
            world.swap(3, at(50) - 1);
            for (int slot = 0; slot < SLOTS; slot++) {
                String text = ExporterTexts.text(ExporterShape.usual(make), world, at(slot), Set.of());
                fresh.scrape(SITE, NODE, at(slot), text.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(fresh.events(SITE, NODE, START, at(SLOTS)))
                    .as("%s", make)
                    .contains(new DeviceEvent.Swapped(NODE, before, device(world, 3, at(60)), at(50)));
        }
    }

    @Test
    void a_fatal_code_counts_once_and_not_for_as_long_as_it_is_shown() {
        DeviceWorld world = world(Make.NVIDIA);
        world.fault(0, 79, at(50) - 1);
        scrape(ExporterShape.DCGM_4, world);
        agent(world);
        assertThat(events()).containsExactly(new DeviceEvent.Fault(NODE, device(world, 0, START), at(49), "XID 79"));
    }

    @Test
    void a_node_that_starts_anew_begins_its_counters_anew() {
        DeviceWorld world = world(Make.NVIDIA);
        world.reboot(at(50) - 1);
        scrape(ExporterShape.DCGM_4, world);
        agent(world);
        assertThat(events())
                .hasSize(4)
                .contains(new DeviceEvent.CounterReset(NODE, device(world, 0, START), CanonicalMetric.ENERGY, at(50)));
    }

    @Test
    void use_without_allocation_is_an_event_of_its_span() {
        DeviceWorld world = world(Make.NVIDIA);
        world.useUnallocated(3, at(50), at(60));
        scrape(ExporterShape.DCGM_4, world);
        agent(world);
        assertThat(events()).singleElement().isInstanceOfSatisfying(DeviceEvent.UnownedUse.class, use -> {
            assertThat(use.device()).isEqualTo(device(world, 3, START));
            assertThat(use.span().startMillis()).isEqualTo(at(50));
            assertThat(use.span().endMillis()).isBetween(at(59), at(60));
        });
    }

    @Test
    void two_owners_of_one_device_are_a_conflict() {
        DeviceWorld world = world(Make.HYGON);
        scrape(ExporterShape.DCU, world, ExporterFault.STALE_SECOND_OWNER);
        assertThat(events())
                .filteredOn(DeviceEvent.OwnersConflict.class::isInstance)
                .hasSize(2)
                .allSatisfy(event -> assertThat(((DeviceEvent.OwnersConflict) event).owners())
                        .extracting(owner -> owner.name())
                        .containsExactly("job-0", "old-0"));
    }

    @Test
    void a_pod_that_has_ended_and_is_named_still_stands_against_the_agents_word() {
        DeviceWorld world = world(Make.NVIDIA);
        world.end(POD, at(30));
        scrape(ExporterShape.DCGM_4, world, ExporterFault.FINISHED_POD_NAMED);
        agent(world);
        assertThat(evidence.labels(SITE, NODE, ALL).owned())
                .anySatisfy(owned -> assertThat(owned.lastMillis()).isEqualTo(at(UNTIL - 1)));
        assertThat(evidence.owners(SITE, NODE, ALL).owned())
                .allSatisfy(owned -> assertThat(owned.lastMillis()).isLessThan(at(30)));
    }

    @Test
    void what_came_through_a_prometheus_confirms_nothing() {
        DeviceWorld world = world(Make.NVIDIA);
        scrape(ExporterShape.DCGM_4, world, ExporterFault.FEDERATED);
        assertThat(summary(world, 0).seen()).isEqualTo(SLOTS - (UNTIL - FROM));
        assertThat(summary(world, 0).gaps()).containsOnlyKeys(GapCause.UNKNOWN_EXPORTER);
    }
}
