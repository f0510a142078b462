package io.xisuan.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.scheduler.twin.History;
import io.xisuan.scheduler.twin.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nobody waits for ever behind an endless stream, and nobody stops whoever stopped it; played step by step, to the twin too. */
class StarvationTest {
    private static final long NEVER = Long.MAX_VALUE;

    /** A small job comes every second and runs three, so that something small always runs; the big one comes after the first. */
    private static long startOfBig(List<String> setUp, String big, String small, int cycles) {
        List<String> lines = new ArrayList<>(setUp);
        for (int cycle = 0; cycle < cycles; cycle++) {
            lines.add("at " + cycle * 1000L);
            lines.add("job s%d %s run=3000".formatted(cycle, small));
            if (cycle == 1) {
                lines.add("job big " + big + " run=3000");
            }
            lines.add("plan");
        }
        long at = 0;
        for (String line : History.play(lines, new Tally()).lines().toList()) {
            if (line.startsWith("at ")) {
                at = Long.parseLong(line.substring(3));
            } else if (line.startsWith("big start ")) {
                return at;
            }
        }
        return NEVER;
    }

    private static List<String> site(String... more) {
        List<String> lines = new ArrayList<>(List.of("site a", "node a a1 h800 8", "node a a2 h800 8"));
        lines.addAll(List.of(more));
        return lines;
    }

    @Test
    void a_big_job_starts_though_small_ones_of_its_tenant_always_fit_below_the_limit() {
        List<String> limited = site("queue t limit=8", "age 1000");
        // Two of the small ones run when it comes; it starts when the last of those that ran before it has ended.
        assertThat(startOfBig(limited, "1x8 h800 tenant=t prio=9", "1x4 h800 tenant=t", 20))
                .isLessThanOrEqualTo(4_000);
    }

    @Test
    void a_big_job_starts_though_small_ones_of_another_tenant_fit_below_the_limit_of_their_group() {
        List<String> limited = site("queue g limit=8", "queue t parent=g", "queue u parent=g", "age 1000");
        assertThat(startOfBig(limited, "1x8 h800 tenant=t prio=9", "1x4 h800 tenant=u", 20))
                .isLessThanOrEqualTo(4_000);
    }

    @Test
    void a_big_job_of_low_priority_starts_once_it_waited_long_enough() {
        List<String> limited = site("queue t limit=8", "age 1000");
        // It counts as much as a new small one after three seconds, and as much as any that waits soon after.
        assertThat(startOfBig(limited, "1x8 h800 tenant=t", "1x2 h800 tenant=t prio=3", 40))
                .isLessThanOrEqualTo(10_000);
    }

    @Test
    void a_big_job_starts_though_small_ones_always_fit_beside_it() {
        assertThat(startOfBig(site("age 1000"), "2x8 h800", "1x4 h800", 40)).isLessThanOrEqualTo(10_000);
    }

    /** Who stopped whom, by the plans of a history. */
    private static List<String> stops(List<String> lines) {
        List<String> stops = new ArrayList<>();
        for (String line : History.play(lines, new Tally()).lines().toList()) {
            int victims = line.indexOf(" victims ");
            if (victims > 0) {
                for (String victim : line.substring(victims + 9).split(",")) {
                    stops.add(line.substring(0, line.indexOf(' ')) + ">" + victim.substring(0, victim.indexOf(':')));
                }
            }
        }
        return stops;
    }

    @Test
    void what_a_tenant_is_guaranteed_is_taken_back_once() {
        List<String> lines = site("queue v guaranteed=8", "queue c guaranteed=8", "measures PREEMPT");
        lines.add("job v1 1x8 h800 tenant=v preemptible run=1000000");
        lines.add("job v2 1x8 h800 tenant=v preemptible run=1000000");
        lines.add("plan");
        lines.add("at 1000");
        lines.add("job c1 1x8 h800 tenant=c preemptible run=1000000");
        lines.add("job c2 1x8 h800 tenant=c preemptible run=1000000");
        for (int cycle = 1; cycle < 20; cycle++) {
            lines.add("at " + cycle * 1000L);
            lines.add("plan");
        }
        assertThat(stops(lines)).hasSize(1);
    }

    @Test
    void no_two_jobs_of_tenants_with_guarantees_stop_each_other() {
        int stopped = 0;
        for (long seed = 1; seed <= 40; seed++) {
            List<String> stops = stops(guaranteed(new SplittableRandom(seed)));
            Set<String> seen = new TreeSet<>();
            for (String stop : stops) {
                String[] pair = stop.split(">");
                assertThat(seen).as("seed %d: %s", seed, stops).doesNotContain(pair[1] + ">" + pair[0]);
                seen.add(stop);
            }
            stopped += stops.size();
        }
        assertThat(stopped).isGreaterThan(20);
    }

    /** Jobs without end of three tenants that have nothing but guarantees, come in some order and wait for two nodes. */
    private static List<String> guaranteed(SplittableRandom random) {
        List<String> lines = site("queue x guaranteed=6", "queue y guaranteed=6", "queue z guaranteed=4");
        lines.add("measures PREEMPT");
        for (int cycle = 0; cycle < 10; cycle++) {
            lines.add("at " + cycle * 1000L);
            for (int job = 0; job < 2 && cycle < 6; job++) {
                // The first to come borrows what the others are guaranteed.
                char tenant = cycle < 3 ? 'x' : "xyz".charAt(random.nextInt(3));
                lines.add("job j%d%d 1x%d h800 tenant=%c preemptible grace=%d run=1000000"
                        .formatted(cycle, job, random.nextInt(1, 5), tenant, random.nextInt(3) * 900));
            }
            lines.add("plan");
        }
        return lines;
    }
}
