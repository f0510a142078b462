package io.xisuan.billing.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.UsageInterval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwinTest {
    private static final long CASES = Long.getLong("xisuan.cases", 10_000);

    /** More by {@code -Dxisuan.cases=1000000}; from another seed on by {@code -Dxisuan.seed=N}. */
    @Test
    void the_engine_and_its_slow_twin_agree_on_random_histories() {
        long first = Long.getLong("xisuan.seed", 1);
        long lines = 0;
        long subsidised = 0;
        long credited = 0;
        for (long seed = first; seed < first + CASES; seed++) {
            History history = History.of(seed);
            List<PlainBilling.Line> expected = PlainBilling.lines(history);
            assertThat(EngineBilling.lines(history, history.arrived()))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
            lines += expected.size();
            subsidised += expected.stream()
                    .filter(line -> line.subsidy() + line.reimbursable() > 0)
                    .count();
            credited += expected.stream()
                    .filter(line -> line.tier().startsWith("credited:"))
                    .count();
        }
        assertThat(List.of(lines, subsidised, credited))
                .as("lines, subsidised and credited lines")
                .allMatch(count -> count > CASES / 100);
    }

    @Test
    void P14_every_order_of_late_repeated_and_reordered_usage_gives_the_same_sums() {
        int permuted = 0;
        for (long seed = 1; permuted < 60; seed++) {
            History history = History.of(seed);
            if (history.arrived().size() < 3 || history.arrived().size() > 5) {
                continue;
            }
            List<PlainBilling.Line> once = EngineBilling.lines(history, history.arrived());
            for (List<UsageInterval> order : permutations(history.arrived())) {
                List<UsageInterval> twice = new ArrayList<>(order);
                twice.addAll(order.subList(0, order.size() / 2));
                assertThat(EngineBilling.lines(history, twice))
                        .as("seed %d", seed)
                        .isEqualTo(once);
            }
            permuted++;
        }
    }

    private static List<List<UsageInterval>> permutations(List<UsageInterval> usage) {
        if (usage.size() < 2) {
            return List.of(usage);
        }
        List<List<UsageInterval>> all = new ArrayList<>();
        for (int first = 0; first < usage.size(); first++) {
            List<UsageInterval> rest = new ArrayList<>(usage);
            UsageInterval head = rest.remove(first);
            for (List<UsageInterval> tail : permutations(rest)) {
                List<UsageInterval> order = new ArrayList<>(List.of(head));
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
