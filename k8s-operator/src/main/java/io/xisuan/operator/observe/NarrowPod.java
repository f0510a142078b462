package io.xisuan.operator.observe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A pod with the fields that say where it is, how it does and what it asks for; all else is skipped while reading. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@Group("")
@Version("v1")
@Kind("Pod")
@Plural("pods")
@JsonIgnoreProperties(ignoreUnknown = true)
public final class NarrowPod extends NarrowObject implements Namespaced {
    private static final long serialVersionUID = 1L;

    private Spec spec = new Spec(null, List.of(), List.of(), Map.of(), List.of(), Map.of());
    private Status status = new Status(null, null, null, null, List.of(), List.of(), List.of());

    public Spec getSpec() {
        return spec;
    }

    public void setSpec(Spec spec) {
        this.spec = spec;
    }

    public Status getStatus() {
        return status;
    }

    public void setStatus(Status status) {
        this.status = status;
    }

    /** What a pod asks for, and the node that it is bound to. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Spec(
            @Nullable String nodeName,
            List<Container> containers,
            List<Container> initContainers,
            Map<String, String> overhead,
            List<Gate> schedulingGates,
            Map<String, String> nodeSelector) {
        Spec {
            containers = orNone(containers);
            initContainers = orNone(initContainers);
            overhead = orNone(overhead);
            schedulingGates = orNone(schedulingGates);
            nodeSelector = orNone(nodeSelector);
        }
    }

    /** A container; {@code restartPolicy} Always makes an init container a sidecar. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Container(
            @Nullable String restartPolicy, @Nullable Resources resources) {
        /** Returns what it requests of a resource, or its limit where it states no request. */
        Optional<String> request(String resource) {
            return Optional.ofNullable(resources)
                    .flatMap(stated -> Optional.ofNullable(stated.requests().get(resource))
                            .or(() -> Optional.ofNullable(stated.limits().get(resource))));
        }
    }

    /** Requests and limits by resource name, as quantities. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Resources(Map<String, String> requests, Map<String, String> limits) {
        Resources {
            requests = orNone(requests);
            limits = orNone(limits);
        }
    }

    /** A reason why the pod is not to be scheduled yet. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Gate(@Nullable String name) {}

    /** How a pod does. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Status(
            @Nullable String phase,
            @Nullable String reason,
            @Nullable String message,
            @Nullable String nominatedNodeName,
            List<Condition> conditions,
            List<ContainerStatus> containerStatuses,
            List<ClaimStatus> resourceClaimStatuses) {
        Status {
            resourceClaimStatuses = orNone(resourceClaimStatuses);
            conditions = orNone(conditions);
            containerStatuses = orNone(containerStatuses);
        }
    }

    /** The ResourceClaim that was made for the pod by one of its templates. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ClaimStatus(@Nullable String name, @Nullable String resourceClaimName) {}

    /** One condition. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Condition(
            @Nullable String type,
            @Nullable String status,
            @Nullable String reason,
            @Nullable String message,
            @Nullable String lastTransitionTime) {}

    /** How a container does now, and how its last run ended. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContainerStatus(@Nullable State state, @Nullable State lastState) {}

    /** A container's state: one of the three. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record State(
            @Nullable Running running,
            @Nullable Ended terminated,
            @Nullable Waiting waiting) {}

    /** It runs. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Running(@Nullable String startedAt) {}

    /** It ended. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Ended(
            @Nullable String startedAt,
            @Nullable String finishedAt,
            @Nullable Integer exitCode,
            @Nullable String reason,
            @Nullable String message) {}

    /** It does not run yet. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Waiting(@Nullable String reason, @Nullable String message) {}

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static Map<String, String> orNone(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : new TreeMap<>(map);
    }
}
