package io.xisuan.cli.quote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.ManifestText;
import java.nio.file.Path;
import java.util.List;

/** The job of a file, as it would be submitted; a file may leave the namespace to the command line, as kubectl lets it. */
final class AskedJob {
    private static final YAMLMapper YAML = new YAMLMapper();

    private AskedJob() {}

    /**
     * Reads the one job of a file.
     *
     * @param namespace where it goes when the file names none
     * @throws InputException naming every problem with its file, line and field
     */
    static TrainingJob of(Path file, String namespace) {
        List<ManifestText> texts = ManifestReader.texts(List.of(file)).stream()
                .map(text -> within(text, namespace))
                .toList();
        List<TrainingJob> jobs = new ManifestReader().parseLoose(texts).jobs();
        if (jobs.size() != 1) {
            throw InputException.of("%s has %d TrainingJobs: name a file with one".formatted(file, jobs.size()));
        }
        return jobs.getFirst();
    }

    /** Lines of what is written anew are other ones: a file that names its namespace is read as it stands. */
    private static ManifestText within(ManifestText text, String namespace) {
        try {
            if (text.text().contains("\n---")) {
                return text;
            }
            JsonNode tree = YAML.readTree(text.text());
            if (tree instanceof ObjectNode object
                    && object.path("metadata") instanceof ObjectNode metadata
                    && !metadata.has("namespace")) {
                metadata.put("namespace", namespace);
                return new ManifestText(text.file(), YAML.writeValueAsString(object));
            }
            return text;
        } catch (JsonProcessingException unreadable) {
            return text; // The reader says what is wrong, and where.
        }
    }
}
