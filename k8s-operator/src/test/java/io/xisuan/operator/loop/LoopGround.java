package io.xisuan.operator.loop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.xisuan.billing.party.ContractsCsv;
import io.xisuan.billing.party.SuppliersCsv;
import io.xisuan.billing.store.Store;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.api.v1alpha1.Inquiry;
import io.xisuan.operator.api.v1alpha1.InquirySpec;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TenantSpec;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.ManifestText;
import io.xisuan.operator.manifest.Manifests;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.live.LiveMeter;
import io.xisuan.operator.metering.live.MeterRules;
import io.xisuan.operator.metrics.OperatorMetrics;
import io.xisuan.operator.reconcile.WishSource;
import io.xisuan.operator.reconcile.Wishes;
import io.xisuan.operator.report.Events;
import io.xisuan.operator.report.ResourceRef;
import io.xisuan.operator.report.StatusBoard;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A whole loop over the sample's sites, tariffs and vouchers, with a real store and journal and a fabricated cluster: nothing but the
 * API server is missing.
 */
final class LoopGround implements AutoCloseable, WishSource {
    static final ClusterId CLUSTER = new ClusterId("local");
    static final long NOW = Instant.parse("2026-06-15T02:00:00Z").toEpochMilli();
    private static final Path SAMPLE =
            Path.of(System.getProperty("xisuan.root", "..")).resolve("deploy/samples/cluster");

    private static final ObjectMapper JSON = new ObjectMapper();

    final FakeCluster cluster;
    final Store store;
    final StatusBoard board;
    private Hands hands = new Hands(Runnable::run);
    Parts parts;
    private Optional<NoticeDesk> desk = Optional.empty();
    private OperatorLoop loop;
    private final SegmentJournal journal;
    private final KubernetesClient nobody;
    private final Events events;
    private final AtomicLong clock = new AtomicLong(NOW);
    private final Manifests sample;
    private List<Tenant> tenants;
    private final TreeMap<String, String> namespaces;
    private final TreeMap<String, TrainingJob> jobs = new TreeMap<>();
    private final TreeMap<String, Inquiry> inquiries = new TreeMap<>();
    private long generation = 1;
    private boolean vouchers = true;
    private boolean seen = true;
    private Optional<Wishes> known = Optional.empty();

    LoopGround(Path folder, int nodes) {
        made(folder);
        this.sample = sample();
        sample.all()
                .forEach(manifest -> manifest.resource()
                        .getMetadata()
                        .setUid("uid-" + manifest.resource().getMetadata().getName()));
        this.tenants = sample.tenants();
        this.namespaces = new TreeMap<>(sample.tenantsByNamespace());
        this.store = Store.open("jdbc:sqlite:" + folder.resolve("xisuan.db"));
        store.importParties(
                SuppliersCsv.read("suppliers.csv", new StringReader(text("suppliers.csv"))),
                ContractsCsv.read("contracts.csv", new StringReader(text("contracts.csv"))));
        this.journal = SegmentJournal.open(folder.resolve("journal"), new JournalOptions(false, Optional.empty()));
        this.nobody = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:9")
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        this.events = new Events(nobody, this::instant);
        this.board = new StatusBoard(this::instant);
        this.cluster = new FakeCluster(CLUSTER, this::instant, nodes);
        long epoch = store.mintEpoch("test", NOW);
        this.parts = parts(epoch);
        this.loop = new OperatorLoop(parts, hands, () -> 0);
    }

    /** Returns what a leader works with that knows what store and journal say, and nothing of its forerunner. */
    private Parts parts(long epoch) {
        JobRecords records = new JobRecords(store);
        LiveMeter meter = LiveMeter.restore(
                journal, records.live().stream().map(OperatorLoop::metered).toList(), MeterRules.standard());
        return new Parts(
                store,
                new Parts.Leadership(epoch, clock.get()),
                journal,
                new TreeMap<>(Map.of(CLUSTER, new ClusterLink(CLUSTER, cluster, cluster, meter))),
                this,
                board,
                events,
                records,
                new AttemptTimes(),
                new Remarks(),
                Limits.STANDARD,
                Optional.empty(),
                Optional.empty(),
                new Figures(new OperatorMetrics()),
                desk);
    }

    /** The leader dies between two steps, and the next takes over. */
    void killed() {
        parts = parts(store.mintEpoch("next", clock.get()));
        hands = new Hands(Runnable::run);
        loop = new OperatorLoop(parts, hands, () -> 0);
    }

    /** Has each step shown to a desk of notices from now on. */
    void shows(NoticeDesk notices) {
        desk = Optional.of(notices);
        parts = parts(parts.epoch());
        loop = new OperatorLoop(parts, hands, () -> 0);
    }

    /** Has a tenant change the spec of a job. */
    void change(String name, Consumer<ObjectNode> edit) {
        TrainingJob job = Objects.requireNonNull(jobs.get(name));
        ObjectNode body = JSON.valueToTree(job);
        edit.accept((ObjectNode) body.get("spec"));
        jobs.put(name, JSON.convertValue(body, TrainingJob.class));
        changed();
    }

    /** Has so many jobs of one pod more, created now; of the workers of the sample one with so many devices. */
    void submit(int count, String prefix, int devices, String runFor) {
        TrainingJob first = sample.jobs().getFirst();
        String created = Instant.ofEpochMilli(clock.get() / 1000 * 1000).toString();
        for (int i = 0; i < count; i++) {
            TrainingJob job = new TrainingJob();
            String name = "%s-%05d".formatted(prefix, i);
            job.setMetadata(new ObjectMetaBuilder()
                    .withNamespace("example")
                    .withName(name)
                    .withUid("uid-" + name)
                    .withGeneration(1L)
                    .withCreationTimestamp(created)
                    .addToAnnotations("testbed.xisuan.io/run-for", runFor)
                    .build());
            job.setSpec(onePod(first.getSpec(), devices));
            jobs.put(name, job);
        }
        changed();
    }

    /** Has somebody ask something, now. */
    Inquiry ask(String namespace, InquirySpec spec) {
        Inquiry inquiry = new Inquiry();
        String name = "ask-%05d".formatted(inquiries.size());
        inquiry.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .withUid("uid-" + name)
                .withGeneration(1L)
                .withCreationTimestamp(
                        Instant.ofEpochMilli(clock.get() / 1000 * 1000).toString())
                .build());
        inquiry.setSpec(spec);
        inquiries.put(name, inquiry);
        changed();
        return inquiry;
    }

    /** Has who asked delete the inquiry. */
    void withdraw(Inquiry inquiry) {
        inquiries.remove(inquiry.getMetadata().getName());
        board.forget(ResourceRef.to(inquiry));
        changed();
    }

    /** Has a leader think of questions when it is told to. */
    void thinks(Executor thinker) {
        parts = parts(parts.epoch());
        hands = new Hands(Runnable::run, thinker);
        loop = new OperatorLoop(parts, hands, () -> 0);
    }

    List<Inquiry> inquiries() {
        return List.copyOf(inquiries.values());
    }

    /** Has the loop see the world, or nothing of it. */
    void seen(boolean all) {
        seen = all;
    }

    void withoutVouchers() {
        vouchers = false;
        changed();
    }

    /** Has one job more, created now: the sample's but for what is changed. */
    void submit(String name, String runFor, Consumer<ObjectNode> change) {
        submit(1, name, 8, runFor);
        TrainingJob job = Objects.requireNonNull(jobs.get(name + "-00000"));
        ObjectNode body = JSON.valueToTree(job.getSpec());
        change.accept(body);
        job.setSpec(JSON.convertValue(body, TrainingJobSpec.class));
    }

    /** Puts the sample's tenant into a group with a tenant {@code rival}, one of whose jobs runs; both may hold so many devices as the group. */
    void grouped(String group, int limit) {
        String parties = text("contracts.csv").replace("c-example,example,", "c-rival,rival,");
        store.importParties(List.of(), ContractsCsv.read("contracts.csv", new StringReader(parties)));
        tenants = List.of(tenant(group, limit, ""), tenant("example", limit, group), tenant("rival", limit, group));
        namespaces.put("rival", "rival");
        submit("theirs", "36000s", spec -> spec.put("contractRef", "c-rival"));
        Objects.requireNonNull(jobs.get("theirs-00000")).getMetadata().setNamespace("rival");
        changed();
    }

    private Tenant tenant(String name, int limit, String parent) {
        Tenant tenant = JSON.convertValue(JSON.valueToTree(sample.tenants().getFirst()), Tenant.class);
        tenant.getMetadata().setName(name);
        tenant.getMetadata().setUid("uid-" + name);
        ObjectNode spec = JSON.valueToTree(tenant.getSpec());
        ObjectNode quota = spec.putObject("quota");
        quota.put("guaranteed", 0).put("limit", limit).put("weight", 1);
        if (!parent.isEmpty()) {
            quota.put("parent", parent);
        }
        tenant.setSpec(JSON.convertValue(spec, TenantSpec.class));
        return tenant;
    }

    void delete(String name) {
        jobs.remove(name);
        changed();
    }

    List<TrainingJob> jobs() {
        return List.copyOf(jobs.values());
    }

    private void changed() {
        generation++;
        known = Optional.empty();
    }

    void after(long millis) {
        clock.addAndGet(millis);
    }

    private Instant instant() {
        return Instant.ofEpochMilli(clock.get());
    }

    long now() {
        return clock.get();
    }

    void step() {
        loop.step(clock.get());
    }

    /** Does a step, if wished by a loop that knows nothing of the steps before. */
    void step(boolean forgetting) {
        if (forgetting) {
            new OperatorLoop(parts, hands, () -> 0).step(clock.get());
        } else {
            step();
        }
    }

    @Override
    public Wishes wishes() {
        Wishes wishes = known.orElseGet(() -> new Wishes(
                generation,
                sample.sites(),
                tenants,
                sample.tariffs(),
                sample.programmes(),
                vouchers ? sample.vouchers() : List.of(),
                new ArrayList<>(jobs.values()),
                new ArrayList<>(inquiries.values()),
                namespaces));
        known = Optional.of(wishes);
        return wishes;
    }

    @Override
    public boolean synced() {
        return seen;
    }

    @Override
    public Optional<String> failure() {
        return Optional.empty();
    }

    /** Returns the spec with one worker of so many devices; every other field stays, whichever there are. */
    private static TrainingJobSpec onePod(TrainingJobSpec spec, int devices) {
        ObjectNode body = JSON.valueToTree(spec);
        body.put("workers", 1).put("devicesPerWorker", devices);
        body.putObject("resources").put("cpu", "1").put("memory", "1Gi");
        return JSON.convertValue(body, TrainingJobSpec.class);
    }

    private static void made(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifests sample() {
        try (Stream<Path> files = Files.list(SAMPLE)) {
            return new ManifestReader()
                    .parseLoose(files.filter(file -> file.toString().endsWith(".yaml"))
                            .sorted()
                            .map(file -> new ManifestText(
                                    file.getFileName().toString(),
                                    text(file.getFileName().toString())))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(SAMPLE.resolve(file))
                    .replace("limit: 48", "limit: 1000000")
                    .replace("creditLimit: \"300000.00\"", "creditLimit: \"300000000.00\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        events.close();
        nobody.close();
        journal.close();
        store.close();
    }
}
