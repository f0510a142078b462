package io.xisuan.operator.act;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a worker's container runs.
 *
 * @param image as the site's nodes pull it
 * @param command the container's command; empty means the image's own
 * @param args what follows the command; empty means the image's own
 * @param env the tenant's variables in their order; where a name is one that we set too, the tenant's value stands
 * @param pullSecrets Secrets of the job's namespace that the image is pulled with
 */
public record WorkerProgram(
        String image,
        List<String> command,
        List<String> args,
        SequencedMap<String, VariableValue> env,
        List<String> pullSecrets) {
    public WorkerProgram {
        command = List.copyOf(command);
        args = List.copyOf(args);
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
        pullSecrets = List.copyOf(pullSecrets);
        if (image.isBlank()) {
            throw new IllegalArgumentException("A worker needs an image");
        }
    }

    /** Returns a program that runs an image as it is. */
    public static WorkerProgram of(String image) {
        return new WorkerProgram(image, List.of(), List.of(), new LinkedHashMap<>(), List.of());
    }
}
