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
import io.xisuan.operator.api.v1alpha1.Checkpoint;
import io.xisuan.operator.api.v1alpha1.JobVariant;
import io.xisuan.operator.api.v1alpha1.OnHoldExhausted;
import io.xisuan.operator.api.v1alpha1.Placement;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.Topology;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.api.v1alpha1.WorkerResources;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A {@link TrainingJob} as the scheduler and billing see it. */
public final class JobTranslation {
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
        return new JobRequest(
                id,
                tenant,
                gang(spec),
                variants(spec),
                times(spec, submission),
                spec.priority() == null ? TrainingJobSpec.DEFAULT_PRIORITY : spec.priority(),
                interruption(spec),
                wishes(spec.placement() == null ? Placement.ANYWHERE : spec.placement()),
                Optional.ofNullable(spec.budget()).map(text -> read("spec.budget", text, Money::parseYuan)));
    }

    private static Times times(TrainingJobSpec spec, Submission submission) {
        Times times =
                Times.of(submission.submittedMillis(), read("spec.runTime", spec.runTime(), TimeText::positiveMillis));
        OptionalLong deadline = deadline(spec, submission);
        return deadline.isPresent() ? times.by(deadline.getAsLong()) : times;
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
        return new Interruption(checkpoint.uri() != null, every, grace, 0);
    }

    private static Gang gang(TrainingJobSpec spec) {
        WorkerResources resources = spec.resources();
        long cpu = resources == null || resources.cpu() == null
                ? 0
                : read("spec.resources.cpu", new Quantity(resources.cpu()), QuantityText::cpuMillis);
        long memory = resources == null || resources.memory() == null
                ? 0
                : read("spec.resources.memory", new Quantity(resources.memory()), QuantityText::memoryMib);
        return read("spec.workers", spec.workers(), workers -> Gang.of(workers, spec.devicesPerWorker(), cpu, memory));
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
            variants.add(read(field + ".relativeThroughput", throughput(variant), text -> variant(type, text)));
        }
        return variants;
    }

    private static String throughput(JobVariant variant) {
        return variant.relativeThroughput() == null
                ? JobVariant.DEFAULT_RELATIVE_THROUGHPUT
                : variant.relativeThroughput();
    }

    private static Variant variant(DeviceType type, String throughput) {
        return Variant.of(type, Rational.of(Decimals.parse(throughput, "relative throughput")));
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
