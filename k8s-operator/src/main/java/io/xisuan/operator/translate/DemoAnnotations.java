package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What samples say in annotations because no API server is there to say it: when a job was submitted, and how long it
 * really runs. A real operator never reads them.
 */
public final class DemoAnnotations {
    /** When the job was submitted, an instant with its offset. */
    public static final String SUBMITTED_AT = "xisuan.io/submitted-at";

    /** How long the job really runs at throughput 1; absent when its estimate is right. */
    public static final String ACTUAL_RUN_TIME = "xisuan.io/actual-run-time";

    private static final String PLACE = "metadata.annotations.";

    private DemoAnnotations() {}

    /** Returns the arrival of a sample's job; its uid is made from its names, so that it is the same in every run. */
    public static Translation<Submission> submission(TrainingJob job) {
        return Translation.of(() -> {
            String names =
                    job.getMetadata().getNamespace() + "/" + job.getMetadata().getName();
            String uid = UUID.nameUUIDFromBytes(names.getBytes(StandardCharsets.UTF_8))
                    .toString();
            String at = annotation(job, SUBMITTED_AT)
                    .orElseThrow(() -> new FieldRefusal(PLACE + SUBMITTED_AT, "is missing: the sample has no clock"));
            return new Submission(uid, read(PLACE + SUBMITTED_AT, at, TimeText::instantMillis));
        });
    }

    /** Returns how long the job really runs at throughput 1, in milliseconds. */
    public static Translation<Long> actualRunTimeMillis(TrainingJob job) {
        return Translation.of(() -> annotation(job, ACTUAL_RUN_TIME)
                .map(text -> read(PLACE + ACTUAL_RUN_TIME, text, TimeText::positiveMillis))
                .orElseGet(() -> read("spec.runTime", job.getSpec().runTime(), TimeText::positiveMillis)));
    }

    private static Optional<String> annotation(TrainingJob job, String name) {
        Map<String, String> annotations = job.getMetadata().getAnnotations();
        return annotations == null ? Optional.empty() : Optional.ofNullable(annotations.get(name));
    }
}
