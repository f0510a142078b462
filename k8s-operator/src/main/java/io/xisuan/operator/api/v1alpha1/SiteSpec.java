package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What operations say about a data centre. */
@JsonClassDescription("What operations say about a data centre.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteSpec(
        @Required @JsonPropertyDescription("The site's name in Chinese and in English.")
        BilingualName name,

        @Required
        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @JsonPropertyDescription("The seller of record: the supplier that contracts and invoices of this site name.")
        String supplier,

        @Nullable
        @JsonPropertyDescription(
                "Who owns the site, where that is not the seller; it gets a settlement statement of what was sold of it.")
        SiteOwner owner,

        @Required
        @Pattern(Patterns.JURISDICTION)
        @Size(max = 63)
        @JsonPropertyDescription(
                "Where the site is, from the province downwards: gansu/qingyang. Programmes ask for it.")
        String jurisdiction,

        @Nullable @JsonPropertyDescription("The national hub that the site belongs to; absent means none.")
        Hub hub,

        @Required
        @JsonPropertyDescription(
                "What the operator may do here: observe (report only), meter (also bill labelled workloads of others), place (also place training jobs).")
        SiteMode mode,

        @Required @Size(min = 1, max = 8) @JsonPropertyDescription("The labels that all nodes of the site carry.")
        Map<String, @Size(max = 63) String> nodeSelector,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Devices that are kept free for the site's own users; of the rules that hold at an instant the largest counts.")
        List<HeadroomRule> headroom,

        @Nullable @JsonPropertyDescription("What power costs the site and the climate.")
        Facility facility,

        @Pattern(Patterns.DURATION)
        @Size(min = 2, max = 24)
        @Nullable
        @Default(DEFAULT_RECLAIM_WITHIN)
        @JsonPropertyDescription(
                "How soon the site may need its devices back. A job whose checkpoint grace is longer is never placed here.")
        String reclaimWithin,

        @Size(max = 64) @JsonPropertyDescription("The known future of the site: maintenance, rentals, own use.")
        List<CalendarEntry> calendar,

        @Size(max = 32) @JsonPropertyDescription("Network paths to other sites.")
        List<Link> links,

        @Nullable @JsonPropertyDescription("What of its fast network the site lets jobs ask for; absent means nothing.")
        SiteRdma rdma,

        @Nullable @JsonPropertyDescription("True lets jobs ask for the capability IPC_LOCK.")
        Boolean allowIpcLock,

        @Size(max = 16)
        @JsonPropertyDescription(
                "Where the site gets images from: the first whose from begins an image's name takes its place.")
        List<RegistryMirror> registryMirrors,

        @Size(max = 32)
        @JsonPropertyDescription(
                "Beginnings of the addresses of stores that the site reaches, as s3://bucket/; data and checkpoints elsewhere keep a job away.")
        List<@Pattern(Patterns.STORE_PREFIX) @Size(max = 512) String> reachableStores,

        @Pattern(Patterns.DURATION)
        @Size(min = 2, max = 24)
        @Nullable
        @JsonPropertyDescription(
                "How long logs of finished workers are kept, as 7d; absent means as long as their pods.")
        String logRetention) {
    /** How soon a site may need its devices back when it says nothing. */
    public static final String DEFAULT_RECLAIM_WITHIN = "120s";

    public SiteSpec {
        nodeSelector = Absent.asEmpty(nodeSelector);
        headroom = Absent.asEmpty(headroom);
        calendar = Absent.asEmpty(calendar);
        links = Absent.asEmpty(links);
        registryMirrors = Absent.asEmpty(registryMirrors);
        reachableStores = Absent.asEmpty(reachableStores);
    }
}
