package io.xisuan.scheduler.simulation;

import java.util.Arrays;

/**
 * Jobs that compete with each other, over the machines they run on: all jobs of a trace, or those of one site when every
 * job stays in its own.
 *
 * @param jobs indexes into the workload, by submission; jobs that can never start are left out
 */
@SuppressWarnings("ArrayRecordComponent") // hot state of the replay: never compared, never leaves the package
record Domain(Machines machines, Workload workload, Records records, int[] jobs) {
    /** Returns what decides about an idle machine room: whether some job holds no device at all. */
    boolean someWithoutDevices() {
        return Arrays.stream(jobs).anyMatch(job -> workload.shape(job).devices() == 0);
    }

    /**
     * Checks that nobody was forgotten when nothing runs and nothing more comes.
     *
     * @throws IllegalStateException naming the first job that would wait for ever
     */
    void requireAllEnded() {
        for (int job : jobs) {
            if (!records.refused(job) && records.stretches(job).isEmpty()) {
                throw new IllegalStateException(
                        "The replay stops: nothing runs, nothing more is submitted, and job %s waits"
                                .formatted(workload.job(job).name()));
            }
        }
    }
}
