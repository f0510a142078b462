package io.xisuan.operator.market;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.act.NamedObject;
import io.xisuan.operator.act.NodeTerms;
import io.xisuan.operator.act.Presence;
import io.xisuan.operator.api.v1alpha1.JobRdma;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.translate.NodeTranslation;
import io.xisuan.operator.translate.SiteFit;
import io.xisuan.operator.translate.SiteFit.Misfit;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where a waiting job can go at all, before anybody looks for room: where its claims can be mounted, where it is let have what it asks
 * for, and where what it reads and what it saved can be read. A pure function of what is known.
 */
public final class Reach {
    /** How many sites are named in one reason. */
    private static final int NAMED = 3;

    private final List<Site> sites;
    private final List<ObservedNode> nodes;

    /** @param nodes all that are seen; each belongs to the sites whose selectors choose it */
    public Reach(List<Site> sites, List<ObservedNode> nodes) {
        this.sites = List.copyOf(sites);
        this.nodes = List.copyOf(nodes);
    }

    /**
     * A job before it is placed.
     *
     * @param ranAt where its last attempt ran; empty before its first
     * @param named what is known of each object that it names
     */
    public record Waiting(
            JobRequest request, TrainingJob job, Optional<SiteId> ranAt, SortedMap<NamedObject, Presence> named) {
        public Waiting {
            named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
        }
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** The job with its wishes narrowed to where it can go; the same request when it can go everywhere. */
        record Here(JobRequest request) implements Outcome {}

        /** It can go nowhere, and why. */
        record Nowhere(Decision decision) implements Outcome {}
    }

    public Outcome of(Waiting waiting) {
        List<NamedObject> missing = waiting.named().entrySet().stream()
                .filter(named -> named.getValue() instanceof Presence.Missing)
                .map(Map.Entry::getKey)
                .toList();
        return missing.isEmpty() ? narrowed(waiting) : new Outcome.Nowhere(missing(waiting.request(), missing));
    }

    private static Decision missing(JobRequest request, List<NamedObject> missing) {
        String names = missing.stream().map(NamedObject::toString).collect(Collectors.joining(", "));
        return new Decision.Wait(
                request.id(),
                Refusal.NAMED_OBJECT_MISSING,
                Optional.empty(),
                "%s is not in namespace %s: create it, or delete the job and submit one without it"
                        .formatted(names, request.id().namespace()));
    }

    private Outcome narrowed(Waiting waiting) {
        JobRequest request = waiting.request();
        List<SiteId> open = new ArrayList<>();
        List<Misfit> misfits = new ArrayList<>();
        SortedSet<NodeName> avoided = new TreeSet<>(request.wishes().avoided());
        Optional<Predicate<ObservedNode>> needed = needed(waiting);
        for (Site site : sites) {
            SiteId id = new SiteId(site.getMetadata().getName());
            if (request.allows(id)) {
                Optional<Misfit> misfit = SiteFit.misfit(waiting.job(), site, waiting.ranAt())
                        .or(() -> needed.flatMap(good -> noNode(site, good, avoided)));
                misfit.ifPresentOrElse(misfits::add, () -> open.add(id));
            }
        }
        if (open.isEmpty() && !misfits.isEmpty()) {
            return new Outcome.Nowhere(nowhere(request, misfits));
        }
        return new Outcome.Here(
                misfits.isEmpty() && avoided.equals(request.wishes().avoided())
                        ? request
                        : request.withWishes(
                                misfits.isEmpty()
                                        ? request.wishes().avoiding(avoided)
                                        : request.wishes().at(open).avoiding(avoided)));
    }

    /** Returns what a node must be like for the job's claims and adapters, or empty when any will do. */
    private static Optional<Predicate<ObservedNode>> needed(Waiting waiting) {
        List<Predicate<ObservedNode>> needed = new ArrayList<>();
        for (Presence presence : waiting.named().values()) {
            if (presence instanceof Presence.There(Optional<NodeTerms> terms) && terms.isPresent()) {
                needed.add(node -> terms.get().choose(node.labels()));
            }
        }
        JobRdma rdma = waiting.job().getSpec().rdma();
        if (rdma != null) {
            needed.add(node -> node.allocatable().getOrDefault(rdma.resource(), 0L) >= rdma.count());
        }
        return needed.stream().reduce(Predicate::and);
    }

    /** Adds the nodes of a site that will not do to those avoided; a site of which none will do is no place. */
    private Optional<Misfit> noNode(Site site, Predicate<ObservedNode> good, SortedSet<NodeName> avoided) {
        List<ObservedNode> own = nodes.stream()
                .filter(node -> NodeTranslation.chooses(site, node.labels()))
                .toList();
        List<NodeName> bad =
                own.stream().filter(good.negate()).map(ObservedNode::name).toList();
        if (bad.size() == own.size()) {
            return Optional.of(new Misfit(
                    SiteFit.Why.NOT_ALLOWED,
                    "%s: no node of it can mount the job's claims and has the network adapters it asks for"
                            .formatted(site.getMetadata().getName())));
        }
        avoided.addAll(bad);
        return Optional.empty();
    }

    private static Decision nowhere(JobRequest request, List<Misfit> misfits) {
        String text = misfits.stream().limit(NAMED).map(Misfit::text).collect(Collectors.joining("; "));
        int more = misfits.size() - NAMED;
        return new Decision.Never(
                request.id(),
                refusal(misfits),
                Optional.empty(),
                more > 0 ? "%s; and %d sites more".formatted(text, more) : text);
    }

    /** What was saved matters most to who reads the reason, then what is read; one reason stands for all. */
    private static Refusal refusal(List<Misfit> misfits) {
        if (misfits.stream().anyMatch(misfit -> misfit.why() == SiteFit.Why.CHECKPOINT_NOT_THERE)) {
            return Refusal.CHECKPOINT_NOT_THERE;
        }
        return misfits.stream().anyMatch(misfit -> misfit.why() == SiteFit.Why.DATA_OUT_OF_REACH)
                ? Refusal.DATA_OUT_OF_REACH
                : Refusal.NO_ALLOWED_SITE;
    }
}
