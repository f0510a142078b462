package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A volume of every worker: a claim, a Secret or a ConfigMap of the job's namespace, by name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "[has(self.claim), has(self.secret), has(self.configMap)].exists_one(given, given)",
        message = "write exactly one of claim, secret and configMap")
@ValidationRule(
        value = "self.mountPath.matches('^/[^:]*[^:/]$') && !self.mountPath.contains('..')",
        message = "mountPath must be an absolute path without : and .. and without / at its end: write it as /data")
@ValidationRule(
        value =
                "self.mountPath != '/etc/xisuan' && !self.mountPath.startsWith('/etc/xisuan/') && self.mountPath != '/dev/shm'",
        message = "/etc/xisuan and /dev/shm are mounted by the operator: choose another mountPath")
public record JobVolume(
        @Required @Pattern(Patterns.NAME) @Size(max = 63) @JsonPropertyDescription("The volume's name within the job.")
        String name,

        @Required @Size(min = 2, max = 256) @JsonPropertyDescription("Where workers see it: an absolute path.")
        String mountPath,

        @Nullable
        @Default("false")
        @JsonPropertyDescription("True mounts it read-only; Secrets and ConfigMaps always are.")
        Boolean readOnly,

        @Pattern(Patterns.OBJECT)
        @Size(max = 253)
        @Nullable
        @JsonPropertyDescription(
                "The PersistentVolumeClaim; it ties the job to its site. Exactly one of claim, secret and configMap is given.")
        String claim,

        @Pattern(Patterns.OBJECT)
        @Size(max = 253)
        @Nullable
        @JsonPropertyDescription(
                "The Secret; it is never copied elsewhere. Exactly one of claim, secret and configMap is given.")
        String secret,

        @Pattern(Patterns.OBJECT)
        @Size(max = 253)
        @Nullable
        @JsonPropertyDescription("The ConfigMap. Exactly one of claim, secret and configMap is given.")
        String configMap) {}
