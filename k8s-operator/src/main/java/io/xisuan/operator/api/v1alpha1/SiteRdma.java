package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What of its fast network a site lets jobs ask for. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteRdma(
        @Size(max = 16) @JsonPropertyDescription("The extended resources that jobs may ask for.")
        List<@Pattern(Patterns.RESOURCE) @Size(max = 128) String> resources,

        @Size(max = 16) @JsonPropertyDescription("The secondary networks that jobs may ask for.")
        List<@Pattern(Patterns.NETWORK) @Size(max = 128) String> networks) {
    public SiteRdma {
        resources = Absent.asEmpty(resources);
        networks = Absent.asEmpty(networks);
    }
}
