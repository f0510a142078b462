package io.xisuan.operator.metering.lifecycle;

import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.SITE;
import static io.xisuan.operator.metering.lifecycle.LifecycleFixtures.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.evidence.EvidenceCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random gangs, one after another on the same lanes, closed by the day or at the end, in any order of observation. */
class RandomHistoriesTest {
    private static final long HOUR = 3_600_000;
    private static final List<String> LANES = List.of("nvidia.com/gpu/0", "nvidia.com/gpu/1");

    private static final List<EndCause> CAUSES = List.of(EndCause.values());

    private record Gang(AttemptTerms terms, List<PodObservation> seen, Interval held, long deviceMillis) {}

    @Test
    void all_held_time_is_given_out_once_however_it_is_observed_and_closed() {
        SplittableRandom random = new SplittableRandom(2026);
        for (int round = 0; round < 300; round++) {
            List<Gang> gangs = gangs(random);
            List<UsageInterval> once = usage(gangs, random, false);
            List<UsageInterval> daily = usage(gangs, random, true);
            long held = gangs.stream().mapToLong(Gang::deviceMillis).sum();

            long slices = once.stream().filter(usage -> !usage.share().whole()).count();
            assertThat(held - total(once))
                    .as("round %d: each record of a slice is rounded down once", round)
                    .isBetween(0L, slices);
            assertThat(once).extracting(UsageInterval::id).doesNotHaveDuplicates();
            assertThat(daily).containsExactlyInAnyOrderElementsOf(once);
            SiteInventory inventory = new SiteInventory(
                    SITE, new Interval(0, 400 * HOUR), Map.of(node(0), LANES, node(1), LANES, node(2), LANES));
            assertThat(InventoryClosure.of(inventory, once, List.of(), List.of())
                            .idle()
                            .value())
                    .isEqualTo(inventory.total().value() - total(once));
        }
    }

    private static List<Gang> gangs(SplittableRandom random) {
        List<Gang> gangs = new ArrayList<>();
        long from = 0;
        for (int number = 1; number <= 4; number++) {
            Gang gang = gang(number, from, random);
            gangs.add(gang);
            from = gang.held().endMillis();
        }
        return gangs;
    }

    private static Gang gang(int number, long from, SplittableRandom random) {
        AttemptKey key = new AttemptKey(new JobId("team", "job-" + number, "uid-" + number), 1);
        int pods = 1 + random.nextInt(3);
        AttemptTerms terms = new AttemptTerms(key, TERMS.tenant(), TERMS.contract(), SITE, pods);
        AcceleratorShare share = random.nextInt(4) == 0 ? new AcceleratorShare(3, 7) : AcceleratorShare.WHOLE;
        List<PodObservation> seen = new ArrayList<>();
        long last = from;
        long deviceMillis = 0;
        for (int rank = 0; rank < pods; rank++) {
            PodIdentity pod = new PodIdentity("pod-" + number + "-" + rank, "p", key, rank, node(rank));
            long bound = from + random.nextInt(600) * 1000L;
            long started = bound + random.nextInt(600) * 1000L;
            long ended = started + random.nextInt(200_000) * 1000L;
            long released = ended + random.nextInt(100) * 1000L;
            List<HeldLane> lanes = LANES.stream()
                    .map(lane -> new HeldLane(lane, AcceleratorModel.NVIDIA_H800, share, Optional.empty()))
                    .toList();
            seen.add(new PodObservation(pod, new PodEdge.Bound(bound, lanes)));
            seen.add(new PodObservation(pod, new PodEdge.Started(started)));
            seen.add(new PodObservation(pod, end(ended, random)));
            seen.add(new PodObservation(pod, new PodEdge.Released(released)));
            last = Math.max(last, released);
            deviceMillis += 2 * share.held(new Interval(bound, released)).value();
        }
        return new Gang(terms, seen, new Interval(from, last), deviceMillis);
    }

    private static PodEdge end(long at, SplittableRandom random) {
        return random.nextInt(5) == 0
                ? new PodEdge.NodeLost(at, OptionalLong.of(at + 5))
                : new PodEdge.Terminated(at, CAUSES.get(random.nextInt(CAUSES.size())));
    }

    private static List<UsageInterval> usage(List<Gang> gangs, SplittableRandom random, boolean daily) {
        UsageFold fold = new UsageFold();
        CollectedEvidence evidence = new CollectedEvidence(new EvidenceCollector(HOUR));
        List<UsageInterval> usage = new ArrayList<>();
        for (Gang gang : gangs) {
            List<PodObservation> seen = new ArrayList<>(gang.seen());
            seen.addAll(gang.seen().subList(0, random.nextInt(gang.seen().size())));
            for (int i = seen.size() - 1; i > 0; i--) {
                seen.set(i, seen.set(random.nextInt(i + 1), seen.get(i)));
            }
            seen.forEach(fold::observe);
            fold.open(gang.terms());
            for (long day = 16 * HOUR; daily && day < gang.held().endMillis(); day += 24 * HOUR) {
                usage.addAll(fold.closeThrough(gang.terms().attempt(), day, evidence));
            }
            usage.addAll(fold.close(gang.terms().attempt(), evidence));
        }
        usage.forEach(used -> assertThat(evidence.take(used)).isPresent());
        return usage;
    }

    private static long total(List<UsageInterval> usage) {
        return usage.stream().mapToLong(used -> used.quantity().value()).sum();
    }

    private static NodeName node(int number) {
        return new NodeName("node-" + number);
    }
}
