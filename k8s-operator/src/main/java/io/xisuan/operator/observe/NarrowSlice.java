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
import org.jspecify.annotations.Nullable;

/** Devices of a node that a DRA driver offers. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@Group("resource.k8s.io")
@Version("v1")
@Kind("ResourceSlice")
@Plural("resourceslices")
@JsonIgnoreProperties(ignoreUnknown = true)
final class NarrowSlice extends NarrowObject {
    private static final long serialVersionUID = 1L;

    private Spec spec = new Spec(null, null, null, List.of());

    public Spec getSpec() {
        return spec;
    }

    public void setSpec(Spec spec) {
        this.spec = spec;
    }

    /** Whose devices, where, and which. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Spec(
            @Nullable String driver,
            @Nullable String nodeName,
            @Nullable Pool pool,
            List<Device> devices) {
        Spec {
            devices = devices == null ? List.of() : List.copyOf(devices);
        }
    }

    /** The pool of a slice; slices of an older generation no longer count. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Pool(@Nullable String name, long generation) {}

    /** A device. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Device(@Nullable String name, Map<String, Attribute> attributes) {
        Device {
            attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
        }

        /** Drivers that offer parts of devices too say what each is. */
        boolean whole() {
            Attribute type = attributes.get("type");
            return type == null || type.string() == null || "gpu".equals(type.string());
        }
    }

    /** An attribute that is a text. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Attribute(@Nullable String string) {}
}
