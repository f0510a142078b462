package io.xisuan.cli.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.NoAnswer;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Waiting;
import io.xisuan.operator.api.v1alpha1.Inquiry;
import io.xisuan.operator.api.v1alpha1.InquirySpec;
import io.xisuan.operator.api.v1alpha1.InquiryState;
import io.xisuan.operator.api.v1alpha1.InquiryStatus;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the hub through the API server: an Inquiry is created, its answer is waited for, and it is deleted. An operator that leads answers
 * within a second or two; nothing else is created.
 */
public final class Hub {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final KubernetesClient client;
    private final String namespace;
    private final Progress progress;

    /**
     * @param progress tells when the answer takes longer than a second
     */
    public Hub(KubernetesClient client, String namespace, Progress progress) {
        this.client = client;
        this.namespace = namespace;
        this.progress = progress;
    }

    /**
     * Returns the answer as it was given.
     *
     * @throws NoAnswer when there is none: the hub refuses, or nobody answers
     */
    public JsonNode ask(InquirySpec spec) {
        Inquiry inquiry = new Inquiry();
        inquiry.setMetadata(new ObjectMetaBuilder()
                .withGenerateName("ask-")
                .withNamespace(namespace)
                .build());
        inquiry.setSpec(spec);
        try (Waiting waiting = progress.begin("asking the hub")) {
            Inquiry asked = created(inquiry);
            try {
                return answer(awaited(asked));
            } finally {
                forget(asked, waiting);
            }
        }
    }

    private Inquiry created(Inquiry inquiry) {
        try {
            return client.resource(inquiry).create();
        } catch (KubernetesClientException error) {
            throw error.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                    ? new NoAnswer(
                            ExitCode.DEPENDENCY_MISSING,
                            "cannot ask the hub: this cluster has no namespace %s, or no resource inquiries.xisuan.io (then operations run xisuan install)"
                                    .formatted(namespace))
                    : error;
        }
    }

    private InquiryStatus awaited(Inquiry asked) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < LIMIT.toNanos()) {
            Optional<InquiryStatus> status = status(asked);
            if (status.isPresent()) {
                return status.get();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new NoAnswer(
                ExitCode.UNREACHABLE,
                "the hub did not answer within %d seconds: no operator leads, or this namespace asked more than twenty times within a minute; try again, or tell operations"
                        .formatted(LIMIT.toSeconds()));
    }

    private Optional<InquiryStatus> status(Inquiry asked) {
        return Optional.ofNullable(client.resource(asked).get())
                .map(Inquiry::getStatus)
                .filter(status -> status.state() != null);
    }

    private static JsonNode answer(InquiryStatus status) {
        if (status.state() == InquiryState.REFUSED) {
            throw new NoAnswer(ExitCode.ANSWER_IS_NO, "the hub does not answer: %s".formatted(status.message()));
        }
        try {
            return JSON.readTree(Optional.ofNullable(status.answer()).orElse("{}"));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("The hub's answer is no JSON: " + status.answer(), unreadable);
        }
    }

    /** What stays behind is deleted by the operator ten minutes later. */
    private void forget(Inquiry asked, Waiting waiting) {
        try {
            client.resource(asked).delete();
        } catch (KubernetesClientException left) {
            waiting.say("xisuan: the question %s is deleted in ten minutes"
                    .formatted(asked.getMetadata().getName()));
        }
    }
}
