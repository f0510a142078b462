package io.xisuan.operator.report;

/**
 * Something that a user wants to be told of a job once.
 *
 * @param attempt from 1; 0 when the job never got one
 * @param why its text becomes the note; 1 KiB of it is kept
 */
public record JobEvent(ResourceRef job, Kind kind, int attempt, Reason why) {
    /** What happened; nothing else is worth an event. */
    public enum Kind {
        PLACED("Placed", "Place", "Normal"),
        PREEMPTED("Preempted", "Preempt", "Warning"),
        NEVER("Never", "Plan", "Warning"),
        FAILED("Failed", "Run", "Warning"),
        IDLE_WARNING("IdleWarning", "Run", "Warning"),
        VOUCHERS_USED_UP("VouchersUsedUp", "Hold", "Warning");

        private final String reason;
        private final String action;
        private final String type;

        Kind(String reason, String action, String type) {
            this.reason = reason;
            this.action = action;
            this.type = type;
        }

        String reason() {
            return reason;
        }

        String action() {
            return action;
        }

        String type() {
            return type;
        }
    }

    public JobEvent {
        if (job.kind() != ResourceKind.TRAINING_JOB || attempt < 0) {
            throw new IllegalArgumentException(
                    "an event of %s, attempt %d: events are of jobs".formatted(job, attempt));
        }
    }
}
