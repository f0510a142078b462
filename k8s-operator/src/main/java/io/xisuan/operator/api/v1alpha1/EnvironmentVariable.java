package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One environment variable of a worker: a value, or a key of a Secret. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "has(self.value) != has(self.secret)", message = "write exactly one of value and secret")
public record EnvironmentVariable(
        @Required @Pattern(Patterns.VARIABLE) @Size(max = 128) @JsonPropertyDescription("The name of the variable.")
        String name,

        @Size(max = 4096) @Nullable @JsonPropertyDescription("Its value; exactly one of value and secret is given.")
        String value,

        @Nullable
        @JsonPropertyDescription("The key of a Secret that holds its value; exactly one of value and secret is given.")
        SecretKey secret) {}
