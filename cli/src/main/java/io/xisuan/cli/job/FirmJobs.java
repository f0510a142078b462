package io.xisuan.cli.job;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.cli.output.NearNames;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The training jobs of a namespace, or of all, as the API server has them now. */
record FirmJobs(KubernetesClient client) {
    private static final Comparator<HasMetadata> ORDER = Comparator.<HasMetadata, String>comparing(
                    job -> Optional.ofNullable(job.getMetadata().getCreationTimestamp())
                            .orElse(""))
            .reversed()
            .thenComparing(job -> job.getMetadata().getNamespace())
            .thenComparing(job -> job.getMetadata().getName());

    /** Returns the jobs of a namespace, the newest first. */
    List<TrainingJob> in(String namespace) {
        return asked(() -> client.resources(TrainingJob.class)
                .inNamespace(namespace)
                .list()
                .getItems());
    }

    /** Returns the jobs of all namespaces, the newest first; only operations and finance may ask. */
    List<TrainingJob> everywhere() {
        return asked(() ->
                client.resources(TrainingJob.class).inAnyNamespace().list().getItems());
    }

    /**
     * Returns the job of a name.
     *
     * @throws InputException when there is none, naming those that were perhaps meant
     */
    TrainingJob named(String namespace, String name) {
        TrainingJob found = client.resources(TrainingJob.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
        if (found != null) {
            return found;
        }
        List<String> known =
                in(namespace).stream().map(job -> job.getMetadata().getName()).toList();
        throw InputException.of(
                known.isEmpty()
                        ? "there is no job %s in namespace %s, nor any other: name yours with -n"
                                .formatted(name, namespace)
                        : "there is no job %s in namespace %s: did you mean %s?"
                                .formatted(name, namespace, String.join(", ", NearNames.of(known, name, 3))));
    }

    private interface Question {
        List<TrainingJob> ask();
    }

    private static List<TrainingJob> asked(Question question) {
        try {
            return question.ask().stream().sorted(ORDER).toList();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                throw InputException.of(
                        "this cluster knows no training jobs: ask operations to run xisuan install, or choose another with --context");
            }
            throw e;
        }
    }
}
