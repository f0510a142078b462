package io.xisuan.scheduler.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StepSeriesTest {
    private static final int SPAN = 60;

    @Test
    void spans_in_any_order_add_up_to_what_held_at_each_instant() {
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] plain = new long[SPAN];
            StepSum sum = new StepSum();
            int spans = random.nextInt(1, 90);
            for (int i = 0; i < spans; i++) {
                int from = random.nextInt(-10, SPAN + 10);
                int to = random.nextInt(from, SPAN + 20);
                int value = random.nextInt(0, 9);
                sum.add(from, to, value);
                for (int at = Math.max(0, from); at < Math.min(SPAN, to); at++) {
                    plain[at] += value;
                }
            }
            agrees(sum.series(0, SPAN), plain, random, "seed " + seed);
        }
    }

    private static void agrees(StepSeries series, long[] plain, SplittableRandom random, String what) {
        for (int at = -3; at < SPAN + 3; at++) {
            assertThat(series.valueAt(at)).as("%s at %d", what, at).isEqualTo(at < 0 || at >= SPAN ? 0 : plain[at]);
        }
        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(-5, SPAN + 5);
            int to = random.nextInt(from, SPAN + 10);
            long area = 0;
            long peak = 0;
            for (int at = Math.max(0, from); at < Math.min(SPAN, to); at++) {
                area += plain[at];
                peak = Math.max(peak, plain[at]);
            }
            assertThat(series.area(from, to)).as("%s %d-%d", what, from, to).isEqualTo(area);
            assertThat(series.peak(from, to)).as("%s %d-%d", what, from, to).isEqualTo(peak);
        }
    }

    @Test
    void a_step_is_there_only_where_the_value_changes() {
        StepSum sum = new StepSum();
        sum.add(0, 10, 4);
        sum.add(10, 20, 4);
        sum.add(30, 30, 9);
        assertThat(sum.series(0, 40).steps()).containsExactly(new Step(0, 4), new Step(20, 0));
    }

    @Test
    void what_is_no_series_is_refused() {
        assertThatThrownBy(() -> StepSeries.of(List.of(), 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StepSeries.of(List.of(new Step(3, 1), new Step(3, 2)), 5))
                .hasMessageContaining("3");
        assertThatThrownBy(() -> StepSeries.of(List.of(new Step(7, 1)), 5)).hasMessageContaining("5");
        assertThatThrownBy(() -> new StepSum().add(4, 3, 1)).hasMessageContaining("4");
    }
}
