package io.xisuan.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PercentileTest {
    @Test
    void a_percentile_is_a_value_that_so_many_percent_do_not_pass() {
        long seed = 20261129;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            List<Double> values = new ArrayList<>();
            int count = random.nextInt(1, 300);
            for (int i = 0; i < count; i++) {
                values.add((double) random.nextInt(50));
            }
            int percent = random.nextInt(1, 101);
            double found = Percentile.of(values, percent);
            long within = values.stream().filter(value -> value <= found).count();
            long below = values.stream().filter(value -> value < found).count();
            assertThat(values).as("seed %d", seed).contains(found);
            assertThat(within * 100).as("seed %d", seed).isGreaterThanOrEqualTo((long) percent * count);
            assertThat(below * 100).as("seed %d", seed).isLessThan((long) percent * count);
        }
    }

    @Test
    void of_few_values_the_99th_is_the_largest() {
        assertThat(Percentile.of(List.of(3.0, 9.0, 1.0), 99)).isEqualTo(9.0);
        assertThat(Percentile.of(List.of(3.0, 9.0, 1.0), 1)).isEqualTo(1.0);
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Percentile.median(List.of(4.0, 1.0, 2.0, 8.0))).isEqualTo(3.0);
        assertThat(Percentile.median(List.of(4.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Percentile.mean(List.of(4.0, 1.0, 1.0))).isEqualTo(2.0);
    }

    @Test
    void nothing_has_no_percentile() {
        assertThatThrownBy(() -> Percentile.of(List.of(), 50)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Percentile.of(List.of(1.0), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Percentile.median(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Percentile.mean(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
