package io.xisuan.cli.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.Supplier;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.market.DailyHeadroom;
import io.xisuan.operator.market.GrantSource;
import io.xisuan.operator.market.JobSource;
import io.xisuan.operator.market.MarketAssembly;
import io.xisuan.operator.market.MarketInput;
import io.xisuan.operator.market.ResourceKind;
import io.xisuan.operator.market.ResourceProblem;
import io.xisuan.operator.market.SiteNodes;
import io.xisuan.operator.translate.DemoAnnotations;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.operator.translate.NodeTranslation;
import io.xisuan.operator.translate.Translation;
import io.xisuan.scheduler.cluster.NodeShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns manifests, contracts and suppliers into a {@link Scenario}, or says where the first mistake is. */
final class ScenarioLoader {
    /** What was read from files, not yet understood together. */
    record Texts(Manifests manifests, MarketInput.Books books) {
        Texts(Manifests manifests, List<Supplier> suppliers, List<Contract> contracts) {
            this(manifests, new MarketInput.Books(suppliers, contracts));
        }
    }

    private final Manifests manifests;
    private final MarketInput.Books books;
    private final BillingPeriod period;

    ScenarioLoader(Texts texts, BillingPeriod period) {
        this.manifests = texts.manifests();
        this.books = texts.books();
        this.period = period;
    }

    Scenario load() {
        // 1. Each job, when it was submitted.
        Map<JobId, TrainingJob> jobs = new TreeMap<>();
        List<JobSource> sources = new ArrayList<>();
        for (TrainingJob job : manifests.jobs()) {
            JobSource source = new JobSource(job, done(job, DemoAnnotations.submission(job)));
            sources.add(source);
            jobs.put(
                    new JobId(
                            job.getMetadata().getNamespace(),
                            job.getMetadata().getName(),
                            source.submission().uid()),
                    job);
        }
        // 2. Everything together, as of the month's first instant.
        SiteNodes nodes = nodes();
        Assembled assembled = MarketAssembly.of(new MarketInput(
                resources(sources),
                books,
                nodes.shapes(),
                period.interval().startMillis(),
                period.month().atDay(1)));
        refuseFirst(nodes, assembled);
        // 3. What only the world knows.
        return new Scenario(
                period,
                assembled,
                names(),
                ownerPods(assembled.nodes()),
                new DailyHeadroom(assembled.sites()),
                jobs(jobs, assembled));
    }

    private MarketInput.Resources resources(List<JobSource> jobs) {
        return new MarketInput.Resources(
                manifests.sites(),
                manifests.tenants(),
                manifests.tariffs(),
                manifests.programmes(),
                manifests.vouchers().stream().map(GrantSource::of).toList(),
                jobs,
                manifests.tenantsByNamespace());
    }

    private SiteNodes nodes() {
        return SiteNodes.of(
                manifests.sites(), manifests.nodes().stream().map(this::source).toList());
    }

    private SiteNodes.Source source(Node node) {
        List<Pod> pods = manifests.pods().stream()
                .filter(pod -> node.getMetadata().getName().equals(pod.getSpec().getNodeName()))
                .toList();
        return new SiteNodes.Source(
                node.getMetadata().getName(),
                Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of()),
                site -> NodeTranslation.shape(site, node, pods));
    }

    /** The demo stops at the first problem; a cluster would go on without what it is about. */
    private void refuseFirst(SiteNodes nodes, Assembled assembled) {
        List<ResourceProblem> problems = new ArrayList<>(assembled.problems());
        problems.addAll(nodes.problems());
        problems.stream().sorted().findFirst().ifPresent(first -> {
            throw refused(first);
        });
        for (Node node : manifests.nodes()) {
            if (nodes.unclaimed().contains(node.getMetadata().getName())) {
                throw manifests
                        .problem(node, "metadata.labels", "is chosen by 0 sites: it belongs to exactly one")
                        .asException();
            }
        }
    }

    private InputException refused(ResourceProblem problem) {
        if (problem.kind() == ResourceKind.CONTRACT) {
            return InputException.of("contracts.csv: contract %s %s".formatted(problem.name(), problem.problem()));
        }
        HasMetadata resource = manifests.of(HasMetadata.class).stream()
                .filter(candidate -> candidate.getKind().equals(problem.kind().word())
                        && candidate.getMetadata().getName().equals(problem.name())
                        && Optional.ofNullable(candidate.getMetadata().getNamespace())
                                .orElse("")
                                .equals(problem.namespace()))
                .findFirst()
                .orElseThrow();
        return manifests.problem(resource, problem.field(), problem.problem()).asException();
    }

    private static List<World.OwnerPod> ownerPods(List<NodeShape> nodes) {
        List<World.OwnerPod> pods = new ArrayList<>();
        for (NodeShape node : nodes) {
            if (node.background().devices() > 0) {
                pods.add(new World.OwnerPod(
                        node.site(),
                        node.name(),
                        "owner-" + node.site(),
                        "own-" + node.name(),
                        node.background().devices()));
            }
        }
        return List.copyOf(pods);
    }

    private List<Scenario.DemoJob> jobs(Map<JobId, TrainingJob> resources, Assembled assembled) {
        List<Scenario.DemoJob> jobs = new ArrayList<>();
        for (JobOrder order : assembled.orders().values()) {
            TrainingJob resource =
                    Optional.ofNullable(resources.get(order.request().id())).orElseThrow();
            long actual = done(resource, DemoAnnotations.actualRunTimeMillis(resource));
            jobs.add(new Scenario.DemoJob(
                    order.request(),
                    Math.toIntExact(
                            Math.multiplyExact(actual, 1_000L) / order.request().runtimeMillis())));
        }
        jobs.sort(
                Comparator.comparingLong((Scenario.DemoJob job) -> job.request().submittedMillis())
                        .thenComparing(Scenario.DemoJob::id));
        if (jobs.stream()
                .noneMatch(job ->
                        job.request().submittedMillis() < period.interval().endMillis())) {
            throw InputException.of(
                    "%s: no TrainingJob among the manifests is submitted by the end of the month".formatted(period));
        }
        return List.copyOf(jobs);
    }

    private Map<SiteId, String> names() {
        Map<SiteId, String> names = new TreeMap<>();
        for (Site site : manifests.sites()) {
            names.put(
                    new SiteId(site.getMetadata().getName()),
                    site.getSpec().name().zh());
        }
        return names;
    }

    private <T> T done(HasMetadata resource, Translation<T> translation) {
        return translation.orThrow(refused ->
                manifests.problem(resource, refused.field(), refused.problem()).asException());
    }
}
