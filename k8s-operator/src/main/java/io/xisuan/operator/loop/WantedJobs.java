package io.xisuan.operator.loop;

import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jobs that somebody wants, by uid: not those that are deleted or being deleted. */
final class WantedJobs {
    /** Looked up only; never walked. */
    private final Map<String, TrainingJob> byUid = new HashMap<>();

    WantedJobs(List<TrainingJob> jobs) {
        for (TrainingJob job : jobs) {
            if (job.getMetadata().getDeletionTimestamp() == null) {
                byUid.putIfAbsent(job.getMetadata().getUid(), job);
            }
        }
    }

    Optional<TrainingJob> of(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }
}
