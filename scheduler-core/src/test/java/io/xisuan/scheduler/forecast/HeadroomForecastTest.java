package io.xisuan.scheduler.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.scheduler.series.Step;
import io.xisuan.scheduler.series.StepSeries;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class HeadroomForecastTest {
    private static final long HOUR = 3_600_000L;
    /** A Monday, midnight in China. */
    private static final long MONDAY = 1_788_710_400_000L;

    private static final int WEEK = 168;

    private static StepSeries hourly(int hours, IntToLongFunction devices) {
        List<Step> steps = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            steps.add(new Step(MONDAY + hour * HOUR, devices.applyAsLong(hour)));
        }
        return StepSeries.of(steps, MONDAY + hours * HOUR);
    }

    private static long officeHours(int hour) {
        boolean weekend = hour % WEEK >= 5 * 24;
        return !weekend && hour % 24 >= 9 && hour % 24 < 18 ? 60 : 4;
    }

    @Test
    void use_by_the_calendar_is_foretold_with_its_weekend() {
        HeadroomForecast forecast = HeadroomForecast.of(hourly(4 * WEEK, HeadroomForecastTest::officeHours), 900);
        int start = 4 * WEEK;
        for (int hour = start; hour < start + WEEK; hour++) {
            long kept = forecast.headroomAt(MONDAY + hour * HOUR + HOUR / 2);
            long beside = Math.max(officeHours(hour - 1), officeHours(hour + 1));
            assertThat(kept).as("hour %d", hour).isBetween(officeHours(hour), Math.max(beside, officeHours(hour)));
        }
    }

    @Test
    void use_that_grows_is_followed_and_not_held_at_what_it_was() {
        StepSeries growing = hourly(3 * WEEK, hour -> 100 + hour);
        HeadroomForecast forecast = HeadroomForecast.of(growing, 900);
        for (int ahead = 0; ahead < 24; ahead++) {
            long at = growing.endMillis() + ahead * HOUR;
            assertThat(forecast.headroomAt(at)).isBetween(100L + 3 * WEEK + ahead, 102L + 3 * WEEK + ahead);
        }
    }

    @Test
    void it_never_keeps_less_than_nothing() {
        StepSeries falling = hourly(2 * WEEK, hour -> 2 * WEEK - hour);
        HeadroomForecast forecast = HeadroomForecast.of(falling, 500);
        assertThat(forecast.headroomAt(falling.endMillis() + 20 * HOUR)).isZero();
    }

    @Test
    void the_steps_say_the_same_as_each_hour() {
        SplittableRandom random = new SplittableRandom(7);
        StepSeries history = hourly(5 * WEEK + 5, hour -> officeHours(hour) + random.nextInt(9));
        HeadroomForecast forecast = HeadroomForecast.of(history, 950);
        long from = history.endMillis() + 25 * 60_000;
        long to = from + 90 * HOUR;
        List<Step> steps = forecast.steps(from, to);
        assertThat(steps.getFirst().atMillis()).isEqualTo(from);
        StepSeries profile = StepSeries.of(steps, to);
        for (long at = from; at < to; at += 10 * 60_000) {
            assertThat(profile.valueAt(at)).isEqualTo(forecast.headroomAt(at));
        }
        assertThat(steps).extracting(Step::value).hasSizeLessThan(91);
    }

    @Test
    void the_hour_of_the_week_is_that_of_the_site() {
        StepSeries history = hourly(4 * WEEK, HeadroomForecastTest::officeHours);
        long mondayNoonInChina = MONDAY + (4 * WEEK + 12) * HOUR;
        assertThat(HeadroomForecast.of(history, 900).headroomAt(mondayNoonInChina))
                .isEqualTo(60);
        assertThat(HeadroomForecast.of(history, 900, ZoneOffset.ofHoursMinutes(5, 30))
                        .headroomAt(mondayNoonInChina))
                .isEqualTo(60);
    }

    @Test
    void a_short_history_is_enough_to_say_something() {
        HeadroomForecast forecast = HeadroomForecast.of(hourly(3, hour -> 5 + hour), 900);
        assertThat(forecast.headroomAt(MONDAY + 3 * HOUR)).isEqualTo(7);
        assertThat(forecast.headroomAt(MONDAY + 500 * HOUR)).isEqualTo(7);
    }

    @Test
    void the_past_is_known_and_no_history_says_nothing() {
        StepSeries history = hourly(WEEK, hour -> 1);
        HeadroomForecast forecast = HeadroomForecast.of(history, 900);
        assertThatThrownBy(() -> forecast.headroomAt(MONDAY)).hasMessageContaining("looks ahead");
        assertThatThrownBy(() -> HeadroomForecast.of(history, 1000)).hasMessageContaining("1 to 999");
        assertThatThrownBy(() -> HeadroomForecast.of(StepSeries.of(List.of(new Step(0, 1)), HOUR - 1), 900))
                .hasMessageContaining("whole hour");
    }

    @Test
    void a_longer_history_never_changes_what_was_foretold_from_a_shorter_one() {
        SplittableRandom random = new SplittableRandom(11);
        StepSeries all = hourly(6 * WEEK, hour -> officeHours(hour) + random.nextInt(20));
        HourlyUse use = HourlyUse.of(all, HeadroomForecast.CHINA);
        for (int known = 2 * WEEK; known < 5 * WEEK; known += 61) {
            HourlyUse then = use.until(known);
            for (int hour = known; hour < known + 40; hour++) {
                long fromAll = BetterOfTwo.of(900).choose(use, known).devices(use, known, hour);
                assertThat(BetterOfTwo.of(900).choose(then, known).devices(then, known, hour))
                        .isEqualTo(fromAll);
            }
        }
    }
}
