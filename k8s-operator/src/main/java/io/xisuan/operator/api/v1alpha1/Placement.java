package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a job may run: sites and jurisdictions by name (empty: anywhere), and how close its workers must be. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Placement(
        @Size(max = 64) @JsonPropertyDescription("The names of the sites that may be chosen; empty means any.")
        List<@Pattern(Patterns.NAME) @Size(max = 63) String> sites,

        @Size(max = 64)
        @JsonPropertyDescription("The places whose sites may be chosen, as gansu or gansu/qingyang; empty means any.")
        List<@Pattern(Patterns.JURISDICTION) @Size(max = 63) String> jurisdictions,

        @Nullable @Default("site") @JsonPropertyDescription("How close the workers must be: rack, site or any.")
        Topology topology) {
    /** No wish: anywhere, the whole gang at one site. */
    public static final Placement ANYWHERE = new Placement(List.of(), List.of(), null);

    public Placement {
        sites = Absent.asEmpty(sites);
        jurisdictions = Absent.asEmpty(jurisdictions);
    }
}
