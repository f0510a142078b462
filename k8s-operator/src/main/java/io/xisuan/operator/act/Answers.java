package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.model.ClusterId;
import java.util.Optional;

/** What an error of the API server means for an act: fenced, refused for a reason, or to be tried again. */
final class Answers {
    /** The words of the fence's policies when an epoch is too old. */
    private static final String FENCED = "has given way to";

    private static final String FENCE_POLICY = "xisuan-epoch-fence";

    private Answers() {}

    static ActAnswer of(ClusterId cluster, String act, KubernetesClientException error) {
        String said = said(error);
        String message = "Cluster %s, %s: %s".formatted(cluster.value(), act, said);
        int code = error.getCode();
        if (said.contains(FENCED) && said.contains(FENCE_POLICY)) {
            return new ActAnswer.Fenced(message);
        }
        if (code < 400 || code == 408 || code == 429 || code >= 500) {
            return new ActAnswer.Unreachable(message);
        }
        return new ActAnswer.Refused(reason(code, said), message);
    }

    static boolean alreadyExists(KubernetesClientException error) {
        return error.getCode() == 409 && "AlreadyExists".equals(reasonOf(error));
    }

    static boolean notFound(KubernetesClientException error) {
        return error.getCode() == 404;
    }

    static boolean conflict(KubernetesClientException error) {
        return error.getCode() == 409;
    }

    /** Says whether the fence's policy for objects refused, for an old epoch or for none. */
    static boolean byFence(KubernetesClientException error) {
        String said = said(error);
        return said.contains(FENCE_POLICY) && (said.contains(FENCED) || said.contains("need annotation"));
    }

    /** Says whether an admission policy refused. */
    static boolean byPolicy(KubernetesClientException error) {
        return said(error).contains("ValidatingAdmissionPolicy");
    }

    /** Says whether the epoch was refused because the cluster knows a newer one by now. */
    static boolean mayOnlyRise(KubernetesClientException error) {
        return said(error).contains("may only rise");
    }

    /** Says whether a test of a JSON patch failed, or a place that it names does not exist. */
    static boolean testFailed(KubernetesClientException error) {
        return error.getCode() == 422 && !said(error).contains("ValidatingAdmissionPolicy");
    }

    private static RefusalReason reason(int code, String said) {
        if (said.contains(FENCE_POLICY) || said.contains("no PriorityClass with name")) {
            return RefusalReason.NOT_SET_UP;
        }
        if (said.contains("is being terminated") || (code == 404 && said.contains("namespaces"))) {
            return RefusalReason.NAMESPACE_MISSING;
        }
        if (said.contains("exceeded quota")) {
            return RefusalReason.QUOTA;
        }
        if (said.contains("ValidatingAdmissionPolicy")
                || said.contains("PodSecurity")
                || said.contains("denied the request")) {
            return RefusalReason.POLICY;
        }
        return switch (code) {
            case 401, 403 -> RefusalReason.NO_RIGHTS;
            case 404, 409 -> RefusalReason.CHANGED;
            default -> RefusalReason.INVALID;
        };
    }

    /** Returns the server's own sentence, or what the connection said; never empty. */
    private static String said(KubernetesClientException error) {
        Optional<String> status = Optional.ofNullable(error.getStatus()).map(Status::getMessage);
        String text = status.orElseGet(() -> String.valueOf(error.getMessage()));
        Throwable cause = error.getCause();
        return status.isEmpty() && cause != null ? text + " (" + cause + ")" : text;
    }

    private static String reasonOf(KubernetesClientException error) {
        return Optional.ofNullable(error.getStatus()).map(Status::getReason).orElse("");
    }
}
