package io.xisuan.operator.market;

import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.translate.Submission;
import java.time.Instant;

/** A job and its arrival. */
public record JobSource(TrainingJob job, Submission submission) {
    /** Returns a job as the API server has it: its uid, and the whole second in which it was created. */
    public static JobSource of(TrainingJob job) {
        var metadata = job.getMetadata();
        long created = Instant.parse(metadata.getCreationTimestamp()).toEpochMilli();
        return new JobSource(job, new Submission(metadata.getUid(), created));
    }
}
