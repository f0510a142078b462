package io.xisuan.scheduler.forecast;

import io.xisuan.scheduler.series.StepSeries;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How wrong a headroom forecast would have been over a past, beside what is usually done: every rule is asked at the same
 * midnights for the same hours, and knows only what was before.
 *
 * @param perMille the share of hours in which the owner is to find enough
 * @param hours how many hours were foretold
 * @param meanUse the owner's mean use in these hours, by the most of each hour, in thousandths of a device
 * @param scores one a rule, the product's own first
 */
public record BackTest(int perMille, int hours, long meanUse, List<Score> scores) {
    /** No rule is asked before so much has passed: "the same hour last week" needs a week, and a quantile two. */
    public static final int LEARNED_DAYS = 14;

    public BackTest {
        scores = List.copyOf(scores);
    }

    /**
     * What came of one rule; all in thousandths.
     *
     * @param rule its name: {@code forecast}, {@code yesterday}, {@code last-week}, and the parts of the forecast alone
     * @param pinballMilli mean pinball loss at the quantile, thousandths of a device: the smaller the better
     * @param missedMilli the share of hours in which the owner would have found too little, thousandths of a per cent
     * @param idleMilli devices kept and not used, on average, thousandths of a device
     * @param marginDevices what would have had to be added to or taken from the rule to miss just the allowed share, seen
     *     afterwards
     * @param idleAtEqualSafetyMilli devices kept and not used with that margin: compares rules at equal safety
     */
    public record Score(
            String rule,
            long pinballMilli,
            long missedMilli,
            long idleMilli,
            long marginDevices,
            long idleAtEqualSafetyMilli) {}

    /**
     * Returns the back-test over a history.
     *
     * @param aheadHours how far ahead each midnight is asked: 24 for a day, 168 for a week
     * @throws IllegalArgumentException when the history is too short to ask once, or a number is none
     */
    public static BackTest of(StepSeries history, int perMille, ZoneOffset zone, int aheadHours) {
        HeadroomForecast.checked(perMille);
        if (aheadHours < 1 || aheadHours > HourlyUse.WEEK) {
            throw new IllegalArgumentException("%d hours ahead: ask for 1 to 168".formatted(aheadHours));
        }
        HourlyUse use = HourlyUse.of(history, zone);
        int first = firstMidnight(use);
        if (first + aheadHours > use.hours()) {
            throw new IllegalArgumentException(
                    "%d whole hours are too few: %d days to learn from and %d hours to foretell"
                            .formatted(use.hours(), LEARNED_DAYS, aheadHours));
        }
        return over(use, first, perMille, aheadHours);
    }

    private static BackTest over(HourlyUse use, int first, int perMille, int aheadHours) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        long sum = 0;
        int hours = 0;
        for (int known = first; known + aheadHours <= use.hours(); known += aheadHours) {
            Map<String, Expectation> rules = rules(use, known, perMille);
            for (int hour = known; hour < known + aheadHours; hour++, hours++) {
                long used = use.peaks()[hour];
                sum += used;
                for (Map.Entry<String, Expectation> rule : rules.entrySet()) {
                    long foretold = rule.getValue().devices(use, known, hour);
                    tallies.computeIfAbsent(rule.getKey(), name -> new Tally(perMille))
                            .add(foretold, used);
                }
            }
        }
        List<Score> scores = new ArrayList<>();
        tallies.forEach((rule, tally) -> scores.add(tally.score(rule)));
        return new BackTest(perMille, hours, sum * Sample.WHOLE / hours, scores);
    }

    private static Map<String, Expectation> rules(HourlyUse use, int known, int perMille) {
        Map<String, Expectation> rules = new LinkedHashMap<>();
        rules.put("forecast", BetterOfTwo.of(perMille).choose(use, known));
        rules.put("yesterday", new SameAgain(HourlyUse.DAY));
        rules.put("last-week", new SameAgain(HourlyUse.WEEK));
        rules.put("calendar-alone", new CalendarQuantile(perMille));
        rules.put("level-alone", new LevelQuantile(perMille));
        return rules;
    }

    private static int firstMidnight(HourlyUse use) {
        int hourOfDay = (int) Math.floorMod(use.firstHour(), (long) HourlyUse.DAY);
        return (HourlyUse.DAY - hourOfDay) % HourlyUse.DAY + LEARNED_DAYS * HourlyUse.DAY;
    }
}
