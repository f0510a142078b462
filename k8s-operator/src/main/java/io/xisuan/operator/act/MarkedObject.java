package io.xisuan.operator.act;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.operator.api.Marks;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The metadata of a pod, Service or ConfigMap that bears our label: which attempt's it is and who made it.
 *
 * @param attempt empty where the labels name no attempt, as on an object that is not ours after all
 * @param epoch of the leader that created it; -1 where it states none
 * @param metered whether the metering finalizer is still on it
 * @param deleting whether its deletion has begun
 */
record MarkedObject(
        String namespace,
        String name,
        String uid,
        Optional<AttemptMark> attempt,
        long epoch,
        boolean metered,
        boolean deleting) {

    static MarkedObject of(JsonNode metadata) {
        JsonNode labels = metadata.path("labels");
        String attempt = labels.path(Marks.ATTEMPT).asText();
        String epoch = metadata.path("annotations").path(Marks.EPOCH).asText();
        return new MarkedObject(
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                metadata.path("uid").asText(),
                attempt.matches("[0-9]{1,9}")
                        ? Optional.of(new AttemptMark(labels.path(Marks.JOB).asText(), Integer.parseInt(attempt)))
                        : Optional.empty(),
                epoch.matches("[0-9]{1,18}") ? Long.parseLong(epoch) : -1,
                StreamSupport.stream(metadata.path("finalizers").spliterator(), false)
                        .anyMatch(finalizer -> finalizer.asText().equals(Marks.METERING_FINALIZER)),
                metadata.has("deletionTimestamp"));
    }
}
