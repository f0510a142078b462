package io.xisuan.operator.loop;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xisuan.billing.store.Intent;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.InputException;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.observe.ForeignLoad;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.reconcile.Wishes;
import io.xisuan.operator.translate.NodeTranslation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Wishes and a cluster as they would be under suppositions. Pure.
 *
 * @param emptied the nodes whose jobs have left
 */
record SupposedWorld(Wishes wishes, ObservedCluster cluster, SortedSet<NodeName> emptied) {
    private static final int USUAL_DEVICES = 8;
    private static final long USUAL_CPU_MILLIS = 128_000;
    private static final long USUAL_MEMORY_MIB = 1_048_576;

    SupposedWorld {
        emptied = Collections.unmodifiableSortedSet(new TreeSet<>(emptied));
    }

    static SupposedWorld of(Wishes wishes, ObservedCluster cluster) {
        return new SupposedWorld(wishes, cluster, new TreeSet<>());
    }

    /**
     * Returns the world in which one more thing is different.
     *
     * @throws InputException when it is about a site, node or price that is not there
     */
    SupposedWorld with(Supposition supposition, long nowMillis) {
        return switch (supposition) {
            case Supposition.MoreDevices(SiteId site, AcceleratorModel model, int devices) ->
                more(site(site), model, devices);
            case Supposition.NoSite(SiteId site) -> without(site(site));
            case Supposition.Drained(String place) -> drained(place);
            case Supposition.Price price ->
                new SupposedWorld(wishes.withTariffs(SupposedPrices.of(wishes.tariffs(), price)), cluster, emptied);
            case Supposition.Submitted(TrainingJob job) -> submitted(job, nowMillis);
        };
    }

    /** Says whether an attempt has left its places: one of them is emptied, or its site is not there. */
    boolean displaces(Intent live) {
        return live.workers().stream().anyMatch(worker -> emptied.contains(worker.node()));
    }

    private Site site(SiteId id) {
        return wishes.sites().stream()
                .filter(site -> site.getMetadata().getName().equals(id.value()))
                .findFirst()
                .orElseThrow(() -> InputException.of("there is no site %s: the sites are %s"
                        .formatted(
                                id,
                                String.join(
                                        ", ",
                                        wishes.sites().stream()
                                                .map(site -> site.getMetadata().getName())
                                                .sorted()
                                                .toList()))));
    }

    private SupposedWorld without(Site gone) {
        String name = gone.getMetadata().getName();
        List<Site> left = wishes.sites().stream()
                .filter(site -> !site.getMetadata().getName().equals(name))
                .toList();
        return new SupposedWorld(wishes.withSites(left), cluster, emptiedBy(name));
    }

    private SupposedWorld drained(String place) {
        return switch (DrainedPlace.of(place, wishes.sites(), cluster.nodes())) {
            case DrainedPlace.Unknown(String text) -> throw InputException.of(text);
            case DrainedPlace.Ambiguous(String text) -> throw InputException.of(text);
            case DrainedPlace.Nodes(SortedSet<NodeName> names) ->
                new SupposedWorld(
                        wishes,
                        cluster.withNodes(cluster.nodes().stream()
                                .map(node -> names.contains(node.name()) ? node.cordoned() : node)
                                .toList()),
                        emptiedBy(place));
        };
    }

    private SortedSet<NodeName> emptiedBy(String place) {
        SortedSet<NodeName> all = new TreeSet<>(emptied);
        if (DrainedPlace.of(place, wishes.sites(), cluster.nodes())
                instanceof DrainedPlace.Nodes(SortedSet<NodeName> names)) {
            all.addAll(names);
        }
        return all;
    }

    private SupposedWorld submitted(TrainingJob job, long nowMillis) {
        TrainingJob arrived = new TrainingJob();
        String name = Optional.ofNullable(job.getMetadata().getName()).orElse("what-if");
        String namespace = Optional.ofNullable(job.getMetadata().getNamespace()).orElse("default");
        arrived.setMetadata(new ObjectMetaBuilder(job.getMetadata())
                .withName(name)
                .withNamespace(namespace)
                .withUid("what-if-" + wishes.jobs().size())
                .withGeneration(1L)
                .withCreationTimestamp(
                        Instant.ofEpochMilli(nowMillis / 1000 * 1000).toString())
                .build());
        arrived.setSpec(job.getSpec());
        List<TrainingJob> all = new ArrayList<>(wishes.jobs());
        all.removeIf(known -> known.getMetadata().getName().equals(name)
                && namespace.equals(known.getMetadata().getNamespace()));
        all.add(arrived);
        return new SupposedWorld(wishes.withJobs(all), cluster, emptied);
    }

    private SupposedWorld more(Site site, AcceleratorModel model, int devices) {
        ObservedNode like = cluster.nodes().stream()
                .filter(node -> NodeTranslation.chooses(site, node.labels())
                        && model.id().equals(node.labels().get(NodeTranslation.ACCELERATOR_LABEL))
                        && each(node, model) > 0)
                .findFirst()
                .orElseGet(() -> usual(site, model));
        List<ObservedNode> nodes = new ArrayList<>(cluster.nodes());
        int left = devices;
        while (left > 0) {
            int here = (int) Math.min(left, each(like, model));
            nodes.add(added(like, model, "what-if-" + nodes.size(), here));
            left -= here;
        }
        return new SupposedWorld(wishes, cluster.withNodes(nodes), emptied);
    }

    private static long each(ObservedNode node, AcceleratorModel model) {
        return node.allocatable().getOrDefault(model.vendor().resourceName(), 0L);
    }

    private static ObservedNode usual(Site site, AcceleratorModel model) {
        TreeMap<String, String> labels = new TreeMap<>(site.getSpec().nodeSelector());
        labels.put(NodeTranslation.ACCELERATOR_LABEL, model.id());
        TreeMap<String, Long> gives = new TreeMap<>();
        gives.put("cpu", USUAL_CPU_MILLIS);
        gives.put("memory", USUAL_MEMORY_MIB);
        gives.put(model.vendor().resourceName(), (long) USUAL_DEVICES);
        return node(new NodeName("what-if"), labels, gives);
    }

    private static ObservedNode added(ObservedNode like, AcceleratorModel model, String name, int devices) {
        TreeMap<String, String> labels = new TreeMap<>(like.labels());
        labels.put("kubernetes.io/hostname", name);
        TreeMap<String, Long> gives = new TreeMap<>(like.allocatable());
        gives.put(model.vendor().resourceName(), (long) devices);
        return node(new NodeName(name), labels, gives);
    }

    private static ObservedNode node(NodeName name, TreeMap<String, String> labels, TreeMap<String, Long> gives) {
        return new ObservedNode(
                name,
                "uid-" + name,
                labels,
                gives,
                true,
                true,
                OptionalLong.empty(),
                ForeignLoad.NONE,
                Optional.empty(),
                Optional.empty());
    }
}
