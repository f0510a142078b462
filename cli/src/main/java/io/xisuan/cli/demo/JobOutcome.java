package io.xisuan.cli.demo;

import io.xisuan.scheduler.demand.JobRequest;
import java.util.Optional;

/**
 * What became of a job.
 *
 * @param run its attempt, when it started
 * @param why why it runs where it runs, or why it does not
 */
record JobOutcome(JobRequest request, State state, Optional<GangRun> run, Why why) {
    /** The deciding reason, and the same in full. */
    record Why(String brief, String full) {}

    /** Where a job stands at the end of the month. */
    enum State {
        SUCCEEDED("done"),
        RUNNING("running"),
        WAITING("waiting"),
        REFUSED("refused");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
