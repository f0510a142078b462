package io.xisuan.operator.metering.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DeviceWatchTest {
    private static final SiteId SITE = new SiteId("zhongwei");
    private static final NodeName NODE = new NodeName("n1");
    private static final long STEP = 15_000;
    private static final DeviceKey A = new DeviceKey("GPU-a");
    private static final DeviceKey B = new DeviceKey("GPU-b");

    private final List<ScrapeOutcome> outcomes = new ArrayList<>();
    private long slot;

    private record Line(String uuid, int index, int use, int xid, long energy, String pod) {
        String text() {
            String labels = "{gpu=\"%d\",UUID=\"%s\",pci_bus_id=\"0000:%d:00.0\",hostname=\"n\"%s} "
                    .formatted(index, uuid, index, pod.isEmpty() ? "" : ",namespace=\"t\",pod=\"" + pod + "\"");
            return "DCGM_FI_DEV_GPU_UTIL" + labels + use + "\nDCGM_FI_DEV_XID_ERRORS" + labels + xid
                    + "\nDCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION" + labels + energy + "\n";
        }
    }

    private static Line well(String uuid, int index, int use, String pod) {
        return new Line(uuid, index, use, 0, 1000, pod);
    }

    private void scrape(Line... lines) {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.text());
        }
        answer("dcgm-exporter", text.toString());
        slot++;
    }

    private void answer(String target, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        outcomes.add(new ScrapeOutcome(
                SITE,
                NODE,
                target,
                slot * STEP,
                slot * STEP + 100,
                new ScrapeOutcome.Result.Answer(body, ExpositionFormat.TEXT, slot * STEP + 120)));
    }

    private void gap() {
        outcomes.add(new ScrapeOutcome(
                SITE,
                NODE,
                "dcgm-exporter",
                slot * STEP,
                slot * STEP,
                new ScrapeOutcome.Result.Gap(GapCause.TIMEOUT, "no answer")));
        slot++;
    }

    private void agent(String device, String... pods) {
        StringBuilder text = new StringBuilder("xisuan_agent_kubelet_up 1\n");
        for (String pod : pods) {
            text.append(
                    "xisuan_agent_device_allocated{resource=\"nvidia.com/gpu\",device=\"%s\",parent=\"\",share=\"1\",namespace=\"t\",pod=\"%s\",pod_uid=\"u-%s\",container=\"c\"} 1\n"
                            .formatted(device, pod, pod));
        }
        answer(EvidenceCollector.AGENT, text.toString());
    }

    private EvidenceCollector collected() {
        EvidenceCollector collector = new EvidenceCollector(STEP);
        outcomes.forEach(collector::take);
        return collector;
    }

    private List<DeviceEvent> events() {
        return collected().events(SITE, NODE, 0, slot * STEP);
    }

    @Test
    void a_device_that_is_missing_for_a_minute_among_siblings_is_faulty_since_its_last_sample() {
        scrape(well("GPU-a", 0, 0, ""), well("GPU-b", 1, 0, ""));
        scrape(well("GPU-a", 0, 0, ""));
        scrape(well("GPU-a", 0, 0, ""));
        assertThat(events()).isEmpty();
        gap();
        scrape(well("GPU-a", 0, 0, ""));
        scrape(well("GPU-a", 0, 0, ""));
        assertThat(events()).containsExactly(new DeviceEvent.Fault(NODE, B, 0, "VANISHED"));
    }

    @Test
    void a_device_that_another_exporter_of_the_node_still_samples_is_not_gone() {
        scrape(well("GPU-a", 0, 0, ""), well("GPU-b", 1, 0, ""));
        for (int i = 0; i < 6; i++) {
            answer(
                    "second-exporter",
                    well("GPU-a", 0, 0, "").text() + well("GPU-b", 1, 0, "").text());
            scrape(well("GPU-a", 0, 0, ""));
        }
        assertThat(events()).isEmpty();
    }

    @Test
    void an_exporter_that_says_nothing_of_codes_does_not_take_a_sticky_one_back() {
        scrape(new Line("GPU-a", 0, 0, 79, 1000, ""), new Line("GPU-b", 1, 0, 0, 1000, ""));
        answer("dcgm-exporter", """
                DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-a",pci_bus_id="0000:0:00.0",hostname="n"} 0
                DCGM_FI_DEV_GPU_UTIL{gpu="1",UUID="GPU-b",pci_bus_id="0000:1:00.0",hostname="n"} 0
                """);
        slot++;
        scrape(new Line("GPU-a", 0, 0, 79, 1000, ""), new Line("GPU-b", 1, 0, 0, 1000, ""));
        assertThat(events()).isEmpty();
    }

    @Test
    void a_silent_exporter_loses_no_device() {
        scrape(well("GPU-a", 0, 0, ""));
        gap();
        gap();
        answer("dcgm-exporter", "");
        slot++;
        scrape(well("GPU-a", 0, 0, ""));
        assertThat(events()).isEmpty();
    }

    @Test
    void a_fatal_code_counts_once_and_only_when_it_appears() {
        scrape(new Line("GPU-a", 0, 0, 48, 1000, ""), new Line("GPU-b", 1, 0, 0, 1000, ""));
        scrape(new Line("GPU-a", 0, 0, 48, 1000, ""), new Line("GPU-b", 1, 0, 31, 1000, ""));
        scrape(new Line("GPU-a", 0, 0, 48, 1000, ""), new Line("GPU-b", 1, 0, 79, 1000, ""));
        scrape(new Line("GPU-a", 0, 0, 48, 1000, ""), new Line("GPU-b", 1, 0, 79, 1000, ""));
        assertThat(events()).containsExactly(new DeviceEvent.Fault(NODE, B, STEP, "XID 79"));
    }

    @Test
    void another_device_in_the_same_place_is_a_swap_and_no_fault() {
        scrape(well("GPU-a", 0, 0, ""), well("GPU-b", 1, 0, ""));
        scrape(well("GPU-a", 0, 0, ""), well("GPU-c", 1, 0, ""));
        scrape(well("GPU-a", 0, 0, ""), well("GPU-c", 1, 0, ""));
        scrape(well("GPU-a", 0, 0, ""), well("GPU-c", 1, 0, ""));
        assertThat(events()).containsExactly(new DeviceEvent.Swapped(NODE, B, new DeviceKey("GPU-c"), STEP));
    }

    @Test
    void a_counter_that_falls_or_jumps_past_the_possible_gains_nothing() {
        for (long energy : new long[] {1_000_000, 8_000_000, 5_000, 12_000_000, 9_000_000_000_000L}) {
            scrape(new Line("GPU-a", 0, 0, 0, energy, ""));
        }
        assertThat(events())
                .containsExactly(
                        new DeviceEvent.CounterReset(NODE, A, CanonicalMetric.ENERGY, 2 * STEP),
                        new DeviceEvent.CounterReset(NODE, A, CanonicalMetric.ENERGY, 4 * STEP));
        EvidenceCollector collector = collected();
        assertThat(collector.summary(SITE, NODE, A, new Interval(0, 5 * STEP)).energyMillijoules())
                .contains(7_000_000L + 11_995_000L);
        assertThat(collector
                        .summary(SITE, NODE, A, new Interval(2 * STEP, 4 * STEP))
                        .energyMillijoules())
                .as("gains count where their later sample lies")
                .contains(11_995_000L);
    }

    @Test
    void use_that_no_pod_of_the_agent_explains_is_an_alarm_whatever_the_labels_say() {
        for (int i = 0; i < 4; i++) {
            agent("GPU-a", "one");
            scrape(well("GPU-a", 0, 90, ""), well("GPU-b", 1, 80, "ghost"));
        }
        agent("GPU-b", "two");
        scrape(well("GPU-a", 0, 0, ""), well("GPU-b", 1, 80, ""));
        assertThat(events()).containsExactly(new DeviceEvent.UnownedUse(NODE, B, new Interval(0, 4 * STEP)));
    }

    @Test
    void lost_labels_without_an_agent_are_no_alarm_and_no_idleness() {
        scrape(well("GPU-a", 0, 90, "one"), well("GPU-b", 1, 0, ""));
        for (int i = 0; i < 4; i++) {
            scrape(well("GPU-a", 0, 90, ""), well("GPU-b", 1, 0, ""));
        }
        assertThat(events()).isEmpty();
        OwnerPolls labels = collected().labels(SITE, NODE, new Interval(0, 5 * STEP));
        assertThat(labels.answered()).isEqualTo(1);
        assertThat(labels.gaps()).containsEntry(GapCause.LABELS_LOST, 4);
    }

    @Test
    void two_pods_on_one_whole_device_for_three_polls_are_a_conflict() {
        for (int i = 0; i < 3; i++) {
            agent("GPU-a", "one", "two");
            scrape(well("GPU-a", 0, 0, ""));
        }
        assertThat(events())
                .containsExactly(new DeviceEvent.OwnersConflict(
                        NODE,
                        A,
                        new TreeSet<>(
                                List.of(new PodOwner("t", "one", "u-one", ""), new PodOwner("t", "two", "u-two", ""))),
                        new Interval(0, 3 * STEP)));
    }

    @Test
    void polls_of_the_agent_say_who_held_what_how_often_and_until_when() {
        agent("GPU-a", "one");
        slot++;
        slot++;
        agent("GPU-a", "one");
        slot++;
        agent("GPU-a", "two");
        slot++;
        answer(EvidenceCollector.AGENT, "xisuan_agent_kubelet_up 0\n");
        slot++;
        OwnerPolls polls = collected().owners(SITE, NODE, new Interval(0, 5 * STEP));
        assertThat(polls.expected()).isEqualTo(5);
        assertThat(polls.answered()).isEqualTo(3);
        assertThat(polls.gaps()).containsEntry(GapCause.NO_SCRAPE, 1).containsEntry(GapCause.LABELS_LOST, 1);
        OwnerPolls.Owned one = polls.owned().getFirst();
        assertThat(one.pod()).isEqualTo(new PodOwner("t", "one", "u-one", ""));
        assertThat(one.polls()).isEqualTo(2);
        assertThat(one.firstMillis()).isEqualTo(100);
        assertThat(one.lastMillis()).isEqualTo(2 * STEP + 100);
        assertThat(polls.owned()).hasSize(2);
    }

    /** Forty slots in which everything happens. */
    private void history(RandomGenerator random) {
        for (int i = 0; i < 40; i++) {
            if (random.nextInt(5) == 0) {
                gap();
                continue;
            }
            if (random.nextInt(3) > 0) {
                agent("GPU-a", random.nextInt(4) == 0 ? new String[] {"one", "two"} : new String[] {"one"});
            }
            Line a = new Line(
                    "GPU-a", 0, random.nextInt(100), random.nextInt(9) == 0 ? 79 : 0, random.nextInt(9), "one");
            if (random.nextInt(4) == 0) {
                scrape(a);
            } else {
                scrape(a, well(random.nextInt(12) == 0 ? "GPU-c" : "GPU-b", 1, random.nextInt(100), ""));
            }
        }
    }

    @Test
    void any_order_and_repetition_of_outcomes_gives_the_same_events_summaries_and_polls() {
        history(new SplittableRandom(20_261_129));
        // Two collectors that asked the same target in the same slot.
        slot = 3;
        answer("dcgm-exporter", well("GPU-a", 0, 11, "").text());
        answer("dcgm-exporter", well("GPU-a", 0, 12, "").text());
        slot = 40;
        Interval all = new Interval(0, 40 * STEP);
        List<DeviceEvent> events = events();
        EvidenceSummary summary = collected().summary(SITE, NODE, A, all);
        OwnerPolls polls = collected().owners(SITE, NODE, all);
        assertThat(events).isNotEmpty();
        List<ScrapeOutcome> given = List.copyOf(outcomes);
        for (long seed = 1; seed <= 40; seed++) {
            outcomes.clear();
            outcomes.addAll(given);
            outcomes.addAll(given.subList(0, (int) seed));
            Collections.shuffle(outcomes, new Random(seed));
            assertThat(events()).as("seed %d", seed).isEqualTo(events);
            assertThat(collected().summary(SITE, NODE, A, all))
                    .as("seed %d", seed)
                    .isEqualTo(summary);
            assertThat(collected().owners(SITE, NODE, all)).as("seed %d", seed).isEqualTo(polls);
        }
    }
}
