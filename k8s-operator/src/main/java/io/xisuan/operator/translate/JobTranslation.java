package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xisuan.model.ContractId;
import io.xisuan.model.Decimals;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.Rational;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Architecture;
import io.xisuan.operator.api.v1alpha1.Checkpoint;
import io.xisuan.operator.api.v1alpha1.JobVariant;
import io.xisuan.operator.api.v1alpha1.OnHoldExhausted;
import io.xisuan.operator.api.v1alpha1.Placement;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Topology;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.api.v1alpha1.WorkerResources;
import io.xisuan.operator.device.DevicePart;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.CpuArchitecture;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.Wishes;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A {@link TrainingJob} as the scheduler and billing see it. */
public final class JobTranslation {
    private static final long DAY_MILLIS = 86_400_000;
    /** Three years: a run is priced day by day, and no training job lasts as long. */
    private static final long MOST_RUN_DAYS = 1_096;

    private final List<Site> sites;

    /**
     * @param sites all sites, so that a wish for a jurisdiction becomes a wish for its sites
     */
    public JobTranslation(List<Site> sites) {
        this.sites = List.copyOf(sites);
    }

    /** Returns the job of a tenant, or the first field that cannot be understood. */
    public Translation<JobOrder> order(TrainingJob job, TenantId tenant, Submission submission) {
        return Translation.of(() -> {
            TrainingJobSpec spec = job.getSpec();
            return new JobOrder(
                    request(job, tenant, submission),
                    new ContractId(spec.contractRef()),
                    deadline(spec, submission),
                    Optional.ofNullable(spec.budget()).map(text -> read("spec.budget", text, Money::parseYuan)),
                    spec.onHoldExhausted() == null ? OnHoldExhausted.SELF_PAY : spec.onHoldExhausted());
        });
    }

    private JobRequest request(TrainingJob job, TenantId tenant, Submission submission) {
        TrainingJobSpec spec = job.getSpec();
        JobId id = new JobId(job.getMetadata().getNamespace(), job.getMetadata().getName(), submission.uid());
        Times times = times(spec, submission);
        List<Variant> variants = variants(spec);
        refuseEndless(variants, times);
        return new JobRequest(
                id,
                tenant,
                gang(spec),
                variants,
                times,
                spec.priority() == null ? TrainingJobSpec.DEFAULT_PRIORITY : spec.priority(),
                interruption(spec),
                wishes(spec.placement() == null ? Placement.ANYWHERE : spec.placement()),
                Optional.ofNullable(spec.budget()).map(text -> read("spec.budget", text, Money::parseYuan)));
    }

    private static Times times(TrainingJobSpec spec, Submission submission) {
        Times times = read(
                "spec.runTime",
                spec.runTime(),
                text -> Times.of(submission.submittedMillis(), TimeText.positiveMillis(text)));
        OptionalLong deadline = deadline(spec, submission);
        return deadline.isPresent() ? times.by(deadline.getAsLong()) : times;
    }

    /** A run is quoted day by day before it starts: one that cannot be meant is refused before anybody counts its days. */
    private static void refuseEndless(List<Variant> variants, Times times) {
        for (int i = 0; i < variants.size(); i++) {
            Variant variant = variants.get(i);
            long millis = read(
                    "spec.variants[%d].relativeThroughput".formatted(i),
                    times.expectedMillis(),
                    variant::runtimeMillis);
            if (millis > MOST_RUN_DAYS * DAY_MILLIS) {
                throw new FieldRefusal(
                        "spec.runTime",
                        "comes to %d days on %s, and a job runs %d days at most: give a shorter runTime, or a larger relativeThroughput of that variant"
                                .formatted(millis / DAY_MILLIS, variant.type(), MOST_RUN_DAYS));
            }
        }
    }

    private Wishes wishes(Placement placement) {
        Wishes wishes = Wishes.sites(allowed(placement));
        return placement.topology() == Topology.RACK ? wishes.near(new TopologyWish(TopologyLevel.RACK, true)) : wishes;
    }

    /** Only its checkpoint makes a job one that others may interrupt. */
    private static Interruption interruption(TrainingJobSpec spec) {
        Checkpoint checkpoint = spec.checkpoint();
        if (checkpoint == null) {
            return Interruption.NONE;
        }
        long every = checkpoint.every() == null
                ? 0
                : read("spec.checkpoint.every", checkpoint.every(), TimeText::lengthMillis);
        long grace = read("spec.checkpoint.grace", checkpoint.grace(), TimeText::lengthMillis);
        long restart = checkpoint.restart() == null
                ? 0
                : read("spec.checkpoint.restart", checkpoint.restart(), TimeText::lengthMillis);
        return new Interruption(checkpoint.uri() != null, every, grace, restart);
    }

    private static Gang gang(TrainingJobSpec spec) {
        WorkerResources resources = spec.resources();
        long cpu = resources == null || resources.cpu() == null
                ? 0
                : read("spec.resources.cpu", new Quantity(resources.cpu()), QuantityText::cpuMillis);
        long memory = resources == null || resources.memory() == null
                ? 0
                : read("spec.resources.memory", new Quantity(resources.memory()), QuantityText::memoryMib);
        Accelerators each = PartTranslation.accelerators(spec);
        Gang whole =
                read("spec.workers", spec.workers(), workers -> Gang.of(workers, DevicePart.worker(each, cpu, memory)));
        return elastic(spec, whole);
    }

    /** Of a job that runs with fewer workers too, any number from the fewest to the most is a gang. */
    private static Gang elastic(TrainingJobSpec spec, Gang whole) {
        Integer fewest = spec.minWorkers();
        if (fewest == null || fewest == spec.workers()) {
            return whole;
        }
        WorkerShape shape = whole.roles().getFirst().shape();
        return read(
                "spec.minWorkers",
                fewest,
                workers -> new Gang(List.of(new Role(Gang.WORKER, workers, spec.workers(), shape))));
    }

    private static List<Variant> variants(TrainingJobSpec spec) {
        List<Variant> variants = new ArrayList<>();
        for (int i = 0; i < spec.variants().size(); i++) {
            JobVariant variant = spec.variants().get(i);
            String field = "spec.variants[%d]".formatted(i);
            DeviceType type = DeviceType.of(variant.accelerator().model());
            if (variants.stream().anyMatch(earlier -> earlier.type().equals(type))) {
                throw new FieldRefusal(field + ".accelerator", "%s is given twice".formatted(type));
            }
            variants.add(read(
                    field + ".relativeThroughput",
                    throughput(variant),
                    text -> variant(type, variant.architecture(), text)));
        }
        return variants;
    }

    private static String throughput(JobVariant variant) {
        return variant.relativeThroughput() == null
                ? JobVariant.DEFAULT_RELATIVE_THROUGHPUT
                : variant.relativeThroughput();
    }

    private static Variant variant(DeviceType type, @Nullable Architecture architecture, String throughput) {
        return new Variant(
                type,
                Optional.ofNullable(architecture).map(JobTranslation::architecture),
                Rational.of(Decimals.parse(throughput, "relative throughput")));
    }

    private static CpuArchitecture architecture(Architecture architecture) {
        return switch (architecture) {
            case AMD64 -> CpuArchitecture.AMD64;
            case ARM64 -> CpuArchitecture.ARM64;
        };
    }

    private List<SiteId> allowed(Placement placement) {
        if (placement.topology() == Topology.ANY) {
            throw new FieldRefusal(
                    "spec.placement.topology", "a gang over several sites is not supported yet: write site or rack");
        }
        if (placement.sites().isEmpty() && placement.jurisdictions().isEmpty()) {
            return List.of();
        }
        List<SiteId> allowed = sites.stream()
                .filter(site -> allows(placement, site))
                .map(site -> new SiteId(site.getMetadata().getName()))
                .sorted()
                .toList();
        if (allowed.isEmpty()) {
            throw new FieldRefusal("spec.placement", "no site is of the named sites and in the named jurisdictions");
        }
        return allowed;
    }

    private static boolean allows(Placement placement, Site site) {
        boolean named = placement.sites().isEmpty()
                || placement.sites().contains(site.getMetadata().getName());
        String place = site.getSpec().jurisdiction();
        boolean placed = placement.jurisdictions().isEmpty()
                || placement.jurisdictions().stream()
                        .anyMatch(wish -> place.equals(wish) || place.startsWith(wish + "/"));
        return named && placed;
    }

    private static OptionalLong deadline(TrainingJobSpec spec, Submission submission) {
        if (spec.deadline() == null) {
            return OptionalLong.empty();
        }
        long deadline = read("spec.deadline", spec.deadline(), TimeText::instantMillis);
        if (deadline <= submission.submittedMillis()) {
            throw new FieldRefusal(
                    "spec.deadline", "%s had passed when the job was submitted".formatted(spec.deadline()));
        }
        return OptionalLong.of(deadline);
    }
}
