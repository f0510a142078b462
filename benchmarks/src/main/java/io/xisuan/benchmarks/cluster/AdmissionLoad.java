package io.xisuan.benchmarks.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The load of Kueue's own performance test {@code baseline} (test/performance/scheduler/configs/baseline/generator.yaml), with
 * devices instead of processors: five cohorts of six queues, and in each queue three streams of one-pod jobs that arrive in
 * parallel.
 *
 * <p>Kueue's sizes are 1, 5 and 20 of a quota of 20. A pod has at most sixteen devices, so the sizes here are 1, 4 and 16 of a quota
 * of 16, and 80 may be borrowed instead of 100: a large job still fills its queue, a medium one a quarter of it. Both systems get
 * the same sizes. Kueue's priorities 50, 100 and 200 are 25, 50 and 100 on the scale of TrainingJobs, in the same order. Run times of
 * 200 to 1,000 ms are one second: a kubelet states whole seconds.
 */
final class AdmissionLoad {
    static final int COHORTS = 5;
    static final int QUEUES_OF_A_COHORT = 6;
    static final int GUARANTEED = 16;
    static final int BORROWED = 80;
    static final String RUN_FOR = "1s";

    /** So many jobs there are in the unreduced load. */
    static final int WHOLE = 15_000;

    /**
     * One stream of equal jobs in each queue.
     *
     * @param count of the unreduced load
     * @param everyMillis the time before each arrival
     * @param kueuePriority as in the generator
     */
    record JobClass(String name, int count, long everyMillis, int devices, int priority, int kueuePriority) {}

    static final List<JobClass> CLASSES = List.of(
            new JobClass("small", 350, 100, 1, 25, 50),
            new JobClass("medium", 100, 500, 4, 50, 100),
            new JobClass("large", 50, 1_200, 16, 100, 200));

    /**
     * One job.
     *
     * @param atMillis since the start of the load
     * @param number within its queue and class
     */
    record Arrival(long atMillis, Queue queue, JobClass jobClass, int number) {
        String name() {
            return jobClass.name() + "-" + number;
        }
    }

    /** One queue, by its place. */
    record Queue(int cohort, int number) {
        /** Returns its name after a system's letters, which keep the systems' namespaces apart. */
        String name(String prefix) {
            return "%s-%d-%d".formatted(prefix, cohort, number);
        }
    }

    private AdmissionLoad() {}

    /** Returns all queues. */
    static List<Queue> queues() {
        List<Queue> queues = new ArrayList<>();
        for (int cohort = 0; cohort < COHORTS; cohort++) {
            for (int number = 0; number < QUEUES_OF_A_COHORT; number++) {
                queues.add(new Queue(cohort, number));
            }
        }
        return queues;
    }

    /**
     * Returns the jobs in the order in which they arrive.
     *
     * @param jobs about so many: each stream is shortened alike, and keeps one job at least and its pace
     */
    static List<Arrival> arrivals(int jobs) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Queue queue : queues()) {
            for (JobClass jobClass : CLASSES) {
                long count = Math.max(1, Math.round((double) jobClass.count() * jobs / WHOLE));
                for (int i = 0; i < count; i++) {
                    arrivals.add(new Arrival((i + 1) * jobClass.everyMillis(), queue, jobClass, i));
                }
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atMillis));
        return arrivals;
    }
}
