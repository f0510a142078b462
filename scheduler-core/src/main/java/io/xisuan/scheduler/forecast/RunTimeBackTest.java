package io.xisuan.scheduler.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How wrong predicted run times would have been over past jobs, each predicted at its submission from what had ended by then.
 *
 * @param predicted jobs whose tenant had a job that ended before; only these are compared
 * @param withoutHistory the other jobs
 * @param scores one a rule, the product's own first
 */
public record RunTimeBackTest(int predicted, int withoutHistory, List<Score> scores) {
    public RunTimeBackTest {
        scores = List.copyOf(scores);
    }

    /**
     * One job of the past.
     *
     * @param runMillis how long it really ran
     */
    public record PastJob(String tenant, long submitMillis, long endMillis, long runMillis) {}

    /**
     * What came of one rule.
     *
     * @param meanErrorMillis mean of what was predicted too much or too little; the longest jobs decide it
     * @param medianErrorMillis half of the jobs were predicted better
     * @param accuracyMilli mean of the smaller of prediction and run time by the larger, in thousandths; 1000 is perfect
     */
    public record Score(String rule, long meanErrorMillis, long medianErrorMillis, long accuracyMilli) {}

    /**
     * Returns the back-test over jobs in any order.
     *
     * @param neverLongerMillis what bounds each prediction, as a kill time would
     */
    public static RunTimeBackTest of(List<PastJob> jobs, long neverLongerMillis) {
        List<PastJob> bySubmission = new ArrayList<>(jobs);
        bySubmission.sort(Comparator.comparingLong(PastJob::submitMillis));
        List<PastJob> byEnd = new ArrayList<>(jobs);
        byEnd.sort(Comparator.comparingLong(PastJob::endMillis));
        Past past = new Past();
        Errors lastTwo = new Errors();
        Errors overall = new Errors();
        int ended = 0;
        for (PastJob job : bySubmission) {
            while (ended < byEnd.size() && byEnd.get(ended).endMillis() <= job.submitMillis()) {
                past.add(byEnd.get(ended++));
            }
            RunTimePrediction prediction = past.byTenant.getOrDefault(job.tenant(), RunTimePrediction.NONE);
            if (prediction.ended() > 0) {
                lastTwo.add(prediction.expectedMillis(OptionalLong.empty(), neverLongerMillis), job.runMillis());
                overall.add(past.meanMillis(), job.runMillis());
            }
        }
        List<Score> scores =
                lastTwo.isEmpty() ? List.of() : List.of(lastTwo.score("last-two"), overall.score("overall-mean"));
        return new RunTimeBackTest(lastTwo.count, jobs.size() - lastTwo.count, scores);
    }

    /** What had ended by some instant. */
    private static final class Past {
        private final Map<String, RunTimePrediction> byTenant = new HashMap<>();
        private long count;
        private long sumMillis;

        void add(PastJob job) {
            byTenant.merge(
                    job.tenant(),
                    RunTimePrediction.NONE.afterJobOf(job.runMillis()),
                    (known, first) -> known.afterJobOf(job.runMillis()));
            count++;
            sumMillis = Math.addExact(sumMillis, job.runMillis());
        }

        long meanMillis() {
            return sumMillis / count;
        }
    }

    /** The errors of one rule so far. */
    private static final class Errors {
        private final Sample errors = new Sample(1024);
        private int count;
        private long sumMillis;
        private long accuracyMilli;

        void add(long predictedMillis, long runMillis) {
            long error = Math.abs(predictedMillis - runMillis);
            errors.add(error);
            sumMillis = Math.addExact(sumMillis, error);
            long larger = Math.max(1, Math.max(predictedMillis, runMillis));
            accuracyMilli += Math.multiplyExact(Math.max(1, Math.min(predictedMillis, runMillis)), 1000L) / larger;
            count++;
        }

        boolean isEmpty() {
            return count == 0;
        }

        Score score(String rule) {
            return new Score(rule, sumMillis / count, errors.quantile(500), accuracyMilli / count);
        }
    }
}
