package io.xisuan.operator.observe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.xisuan.operator.device.DraNames;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pod claims of devices, and what it was given. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@Group("resource.k8s.io")
@Version("v1")
@Kind("ResourceClaim")
@Plural("resourceclaims")
@JsonIgnoreProperties(ignoreUnknown = true)
final class NarrowClaim extends NarrowObject implements Namespaced {
    private static final long serialVersionUID = 1L;

    private Status status = new Status(null, List.of());

    public Status getStatus() {
        return status;
    }

    public void setStatus(Status status) {
        this.status = status;
    }

    /** Returns the accelerators that it holds: not what other drivers gave, nor what an administrator only looks at. */
    List<Result> results() {
        Allocation allocation = status.allocation();
        return allocation == null || allocation.devices() == null
                ? List.of()
                : allocation.devices().results().stream().filter(Result::held).toList();
    }

    /**
     * Whether it is for pods of ours alone: those it is reserved for, or where it is for none now, the one that owns it. Names and labels
     * prove nothing, anybody may write them.
     *
     * @param pods the uids of our pods
     */
    boolean isOf(Set<String> pods) {
        List<String> users = status.reservedFor().isEmpty()
                ? getMetadata().getOwnerReferences().stream()
                        .map(OwnerReference::getUid)
                        .toList()
                : status.reservedFor().stream()
                        .map(user -> String.valueOf(user.uid()))
                        .toList();
        return !users.isEmpty() && pods.containsAll(users);
    }

    /** What was allocated, once it was, and for whom. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Status(@Nullable Allocation allocation, List<User> reservedFor) {
        Status {
            reservedFor = reservedFor == null ? List.of() : List.copyOf(reservedFor);
        }
    }

    /** Who may use it now. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record User(@Nullable String uid) {}

    /** An allocation. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Allocation(@Nullable Devices devices) {}

    /** Its devices. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Devices(List<Result> results) {
        Devices {
            results = results == null ? List.of() : List.copyOf(results);
        }
    }

    /** One device of a pool of a driver. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Result(
            @Nullable String driver,
            @Nullable String pool,
            @Nullable String device,
            boolean adminAccess) {
        boolean held() {
            return driver != null && DraNames.isKnown(driver) && !adminAccess;
        }

        String key() {
            return driver + "/" + pool + "/" + device;
        }
    }
}
