package io.xisuan.cli.quote;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import java.util.List;
import java.util.Optional;

/** A job with its place named on the command line. */
final class PlacedJob {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PlacedJob() {}

    /**
     * Returns the job with the site as its only one; every other field stays, whichever there are.
     *
     * @throws InputException when the manifest leaves that site out
     */
    static TrainingJob at(TrainingJob job, Optional<String> site) {
        if (site.isEmpty()) {
            return job;
        }
        List<String> named = job.getSpec().placement() == null
                ? List.of()
                : job.getSpec().placement().sites();
        if (!named.isEmpty() && !named.contains(site.get())) {
            throw InputException.of("--site %s: spec.placement.sites of the manifest is %s"
                    .formatted(site.get(), String.join(", ", named)));
        }
        ObjectNode body = JSON.valueToTree(job.getSpec());
        ObjectNode placement = body.path("placement") instanceof ObjectNode given ? given : body.putObject("placement");
        placement.putArray("sites").add(site.get());
        TrainingJob placed = new TrainingJob();
        placed.setMetadata(job.getMetadata());
        placed.setSpec(JSON.convertValue(body, TrainingJobSpec.class));
        return placed;
    }
}
