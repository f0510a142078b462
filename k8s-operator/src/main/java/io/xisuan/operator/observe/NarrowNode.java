package io.xisuan.operator.observe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node with what pods may take of it and whether it takes any. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@Group("")
@Version("v1")
@Kind("Node")
@Plural("nodes")
@JsonIgnoreProperties(ignoreUnknown = true)
final class NarrowNode extends NarrowObject {
    private static final long serialVersionUID = 1L;

    private Spec spec = new Spec(null, List.of());
    private Status status = new Status(Map.of(), List.of(), List.of());

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

    /** Whether the node takes pods. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Spec(@Nullable Boolean unschedulable, List<Taint> taints) {
        Spec {
            taints = taints == null ? List.of() : List.copyOf(taints);
        }
    }

    /** What keeps pods away that do not tolerate it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Taint(@Nullable String key, @Nullable String effect) {}

    /** What there is of it, and how it does. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Status(Map<String, String> allocatable, List<NarrowPod.Condition> conditions, List<Address> addresses) {
        Status {
            allocatable = allocatable == null ? Map.of() : new TreeMap<>(allocatable);
            conditions = conditions == null ? List.of() : List.copyOf(conditions);
            addresses = addresses == null ? List.of() : List.copyOf(addresses);
        }
    }

    /** One of the ways in which it is reached. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Address(@Nullable String type, @Nullable String address) {}
}
