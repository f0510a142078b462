package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What operations say about a data centre. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteSpec(
        @Required BilingualName name,

        @Required
        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @JsonPropertyDescription("The seller of record: the supplier that contracts and invoices of this site name.")
        String supplier,

        @Nullable
        @JsonPropertyDescription(
                "Who owns the site, where that is not the seller; it gets a settlement statement of what was sold of it.")
        SiteOwner owner,

        @Required @Pattern(Patterns.JURISDICTION) @Size(max = 63)
        String jurisdiction,

        @Nullable Hub hub,
        @Required SiteMode mode,
        @Required @Size(min = 1, max = 8) Map<String, @Size(max = 63) String> nodeSelector,
        @Size(max = 64) List<HeadroomRule> headroom,
        @Nullable Facility facility,

        @Pattern(Patterns.DURATION) @Size(min = 2, max = 24) @Nullable
        String reclaimWithin,

        @Size(max = 64) List<CalendarEntry> calendar,
        @Size(max = 32) List<Link> links) {
    /** How soon a site may need its devices back when it says nothing. */
    public static final String DEFAULT_RECLAIM_WITHIN = "120s";

    public SiteSpec {
        nodeSelector = Absent.asEmpty(nodeSelector);
        headroom = Absent.asEmpty(headroom);
        calendar = Absent.asEmpty(calendar);
        links = Absent.asEmpty(links);
    }
}
