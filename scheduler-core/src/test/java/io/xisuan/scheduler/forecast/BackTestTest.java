package io.xisuan.scheduler.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.scheduler.series.Step;
import io.xisuan.scheduler.series.StepSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class BackTestTest {
    private static final long HOUR = 3_600_000L;
    private static final int WEEK = 168;

    private static StepSeries hourly(int hours, IntToLongFunction devices) {
        long midnight = 16 * HOUR;
        List<Step> steps = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            steps.add(new Step(midnight + hour * HOUR, devices.applyAsLong(hour)));
        }
        return StepSeries.of(steps, midnight + hours * HOUR);
    }

    private static BackTest.Score score(BackTest test, String rule) {
        return test.scores().stream()
                .filter(score -> score.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_use_that_never_changes_is_foretold_without_error_by_every_rule() {
        BackTest test = BackTest.of(hourly(4 * WEEK, hour -> 40), 900, HeadroomForecast.CHINA, 24);
        assertThat(test.hours()).isEqualTo(2 * WEEK);
        assertThat(test.meanUse()).isEqualTo(40_000);
        assertThat(test.scores()).extracting(BackTest.Score::rule).startsWith("forecast", "yesterday", "last-week");
        assertThat(test.scores()).allSatisfy(score -> {
            assertThat(score.pinballMilli()).isZero();
            assertThat(score.missedMilli()).isZero();
            assertThat(score.idleMilli()).isZero();
        });
    }

    @Test
    void the_figures_of_a_rule_are_those_counted_by_hand() {
        // From week to week one device more in every hour: last week is one short, always.
        BackTest test = BackTest.of(hourly(4 * WEEK, hour -> 10 + hour / WEEK), 900, HeadroomForecast.CHINA, 24);
        BackTest.Score lastWeek = score(test, "last-week");
        assertThat(lastWeek.pinballMilli()).isEqualTo(900);
        assertThat(lastWeek.missedMilli()).isEqualTo(100_000);
        assertThat(lastWeek.marginDevices()).isEqualTo(1);
        assertThat(lastWeek.idleAtEqualSafetyMilli()).isZero();
        // Yesterday is one short on the first day of each week.
        assertThat(score(test, "yesterday").missedMilli()).isEqualTo(100_000 / 7);
    }

    @Test
    void noise_around_a_calendar_is_kept_for_better_than_by_any_day_before() {
        SplittableRandom random = new SplittableRandom(5);
        StepSeries noisy = hourly(8 * WEEK, hour -> (hour % 24 >= 9 && hour % 24 < 18 ? 60 : 10) + random.nextInt(15));
        BackTest test = BackTest.of(noisy, 900, HeadroomForecast.CHINA, 24);
        BackTest.Score own = score(test, "forecast");
        assertThat(own.pinballMilli()).isLessThan(score(test, "yesterday").pinballMilli());
        assertThat(own.pinballMilli()).isLessThan(score(test, "last-week").pinballMilli());
        assertThat(own.missedMilli()).isLessThan(20_000);
    }

    @Test
    void a_week_ahead_is_asked_at_fewer_midnights() {
        SplittableRandom random = new SplittableRandom(6);
        StepSeries noisy = hourly(6 * WEEK, hour -> 30 + random.nextInt(9));
        assertThat(BackTest.of(noisy, 900, HeadroomForecast.CHINA, 168).hours()).isEqualTo(4 * WEEK);
    }

    @Test
    void a_history_too_short_to_ask_once_is_refused() {
        assertThatThrownBy(() -> BackTest.of(hourly(2 * WEEK + 23, hour -> 1), 900, HeadroomForecast.CHINA, 24))
                .hasMessageContaining("too few");
        assertThatThrownBy(() -> BackTest.of(hourly(4 * WEEK, hour -> 1), 900, HeadroomForecast.CHINA, 0))
                .hasMessageContaining("1 to 168");
    }
}
