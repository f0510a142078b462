package io.xisuan.scheduler.forecast;

import io.xisuan.scheduler.series.Step;
import io.xisuan.scheduler.series.StepSeries;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * How many devices to keep for a site's own users in each coming hour, so that they find enough in all but a known share of
 * the hours.
 *
 * <p>For each hour it takes a quantile of what the owner used: by the calendar (the same hour of the week in the last four
 * weeks) or by the level (what is used now, and how much more it became by the same hour of the day in the last two weeks),
 * whichever would have lost less lately. {@link BackTest} compares it with simpler rules.
 */
public final class HeadroomForecast {
    /** China keeps one time, and no summer time. */
    public static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private final HourlyUse use;
    private final Expectation expectation;
    private final long otherwise;

    private HeadroomForecast(HourlyUse use, int perMille) {
        this.use = use;
        expectation = BetterOfTwo.of(perMille).choose(use, use.hours());
        Sample all = new Sample(use.hours());
        for (long peak : use.peaks()) {
            all.add(peak);
        }
        otherwise = all.quantile(perMille);
    }

    /** Returns the forecast after a history of the owner's use, by the hours of China. */
    public static HeadroomForecast of(StepSeries history, int perMille) {
        return of(history, perMille, CHINA);
    }

    /**
     * Returns the forecast after a history of the owner's use.
     *
     * @param history devices over time, at least one whole hour; two weeks and more make it good
     * @param perMille the share of hours, in thousandths, in which the owner is to find enough: 1 to 999
     * @throws IllegalArgumentException when the history is shorter or the share is none
     */
    public static HeadroomForecast of(StepSeries history, int perMille, ZoneOffset zone) {
        return new HeadroomForecast(HourlyUse.of(history, zone), checked(perMille));
    }

    static int checked(int perMille) {
        if (perMille < 1 || perMille >= Sample.WHOLE) {
            throw new IllegalArgumentException("%d thousandths: a quantile is 1 to 999".formatted(perMille));
        }
        return perMille;
    }

    /**
     * Returns the devices to keep at an instant after the history.
     *
     * @throws IllegalArgumentException for an instant within the history: what was is known
     */
    public long headroomAt(long millis) {
        return ofHour(place(millis));
    }

    /**
     * Returns the devices to keep from one instant until another as steps, the first at the first instant; steps of the
     * same height are one.
     */
    public List<Step> steps(long fromMillis, long toMillis) {
        List<Step> steps = new ArrayList<>();
        long hour = place(fromMillis);
        for (long at = fromMillis; at < toMillis; at = use.startMillis(++hour)) {
            long devices = ofHour(hour);
            if (steps.isEmpty() || steps.getLast().value() != devices) {
                steps.add(new Step(at, devices));
            }
        }
        return steps;
    }

    private long place(long millis) {
        long hour = use.place(millis);
        if (hour < use.hours()) {
            throw new IllegalArgumentException("A forecast looks ahead: %d is before the end of the history, %d"
                    .formatted(millis, use.startMillis(use.hours())));
        }
        return hour;
    }

    private long ofHour(long hour) {
        long devices = expectation.devices(use, use.hours(), hour);
        return devices == Expectation.UNKNOWN ? otherwise : devices;
    }
}
