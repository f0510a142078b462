package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where a site gets the images of a registry from. */
public record RegistryMirror(
        @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("The registry, or registry and path, that image names begin with: docker.io/library.")
        String from,

        @Required
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("What takes its place at this site: mirror.site.example/library.")
        String to) {}
