package io.xisuan.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
    /** 2026-01-31T16:00:00Z is the first of February in Beijing. */
    private static final Instant START = Instant.parse("2026-01-30T15:30:00Z");

    private static List<Instant> hourly(int hours) {
        List<Instant> made = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            made.add(START.plus(Duration.ofHours(hour)));
        }
        return made;
    }

    @Test
    void the_last_ones_are_kept() {
        List<Instant> made = hourly(10);
        assertThat(new Retention(3, 0, 0).kept(made)).containsExactlyElementsOf(made.subList(7, 10));
        assertThat(new Retention(50, 0, 0).kept(made)).hasSize(10);
    }

    @Test
    void of_each_day_of_beijing_the_last_one_is_kept_and_so_of_each_month() {
        List<Instant> made = hourly(60);
        assertThat(new Retention(1, 3, 0).kept(made))
                .containsExactly(
                        Instant.parse("2026-01-31T15:30:00Z"),
                        Instant.parse("2026-02-01T15:30:00Z"),
                        Instant.parse("2026-02-02T02:30:00Z"));
        assertThat(new Retention(0, 0, 2).kept(made))
                .containsExactly(Instant.parse("2026-01-31T15:30:00Z"), Instant.parse("2026-02-02T02:30:00Z"));
    }

    @Test
    void days_without_a_backup_do_not_count() {
        List<Instant> made = List.of(START, START.plus(Duration.ofDays(30)), START.plus(Duration.ofDays(31)));
        assertThat(new Retention(0, 3, 0).kept(made)).hasSize(3);
    }

    @Test
    void the_newest_is_always_kept_and_without_a_rule_all_are() {
        List<Instant> made = hourly(5);
        assertThat(new Retention(0, 1, 0).kept(made)).containsExactly(made.getLast());
        assertThat(Retention.ALL.kept(made)).hasSize(5);
        assertThat(new Retention(3, 2, 1).kept(List.of())).isEmpty();
    }
}
