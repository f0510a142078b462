package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Vendor;
import io.xisuan.operator.act.GangLauncher;
import io.xisuan.operator.act.VariableValue;
import io.xisuan.operator.act.WorkerNeeds;
import io.xisuan.operator.act.WorkerProgram;
import io.xisuan.operator.act.WorkerSecurity;
import io.xisuan.operator.act.WorkerShape;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.Architecture;
import io.xisuan.operator.api.v1alpha1.CheckpointSignal;
import io.xisuan.operator.api.v1alpha1.EnvironmentVariable;
import io.xisuan.operator.api.v1alpha1.JobRdma;
import io.xisuan.operator.api.v1alpha1.JobSecurity;
import io.xisuan.operator.api.v1alpha1.JobVariant;
import io.xisuan.operator.api.v1alpha1.Launcher;
import io.xisuan.operator.api.v1alpha1.OnHoldExhausted;
import io.xisuan.operator.api.v1alpha1.RegistryMirror;
import io.xisuan.operator.api.v1alpha1.SecretKey;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.api.v1alpha1.WorkerResources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A {@link TrainingJob} as what its workers run, once it is decided on which accelerators. */
public final class WorkerTranslation {
    /** What a pod that is to end by itself may take beyond its run time: pulling its image, and saving itself. */
    private static final long DEADLINE_MARGIN_SECONDS = 600;

    /** So much beyond twice its expected run a run may go on that its vouchers still pay for. */
    private static final long BEYOND_MILLIS = 30L * 86_400_000;

    private static final long DEFAULT_GRACE_SECONDS = 30;
    private static final long MILLIS_PER_SECOND = 1_000;

    private WorkerTranslation() {}

    /**
     * Returns the worker on an accelerator model at a site, or the field that cannot be understood or that the site does not allow: the
     * image comes from where the site gets it.
     */
    public static Translation<WorkerShape> shape(TrainingJob job, AcceleratorModel model, Site site) {
        return Translation.of(() -> {
            SiteFit.notAllowed(job.getSpec(), site.getSpec()).ifPresent(why -> {
                throw new FieldRefusal("spec", why);
            });
            TrainingJobSpec spec = job.getSpec();
            return shape(spec, variant(spec, model), site.getSpec().registryMirrors());
        });
    }

    /** Returns the first field by which the job could run on none of its accelerators, whatever the site. */
    public static Optional<FieldProblem> fault(TrainingJob job) {
        Translation<List<WorkerShape>> shapes = Translation.of(() -> job.getSpec().variants().stream()
                .map(variant -> shape(job.getSpec(), variant, List.of()))
                .toList());
        return switch (shapes) {
            case Translation.Done<List<WorkerShape>> done -> Optional.empty();
            case Translation.Refused<List<WorkerShape>> refused -> Optional.of(refused.problem());
        };
    }

    private static WorkerShape shape(TrainingJobSpec spec, JobVariant variant, List<RegistryMirror> mirrors) {
        SequencedMap<String, VariableValue> environment = WorkerStorage.variables(spec);
        environment.putAll(environment(variant));
        return new WorkerShape(
                read(
                        "spec.variants.image",
                        RegistryMirrors.at(mirrors, variant.image()),
                        image -> new WorkerProgram(
                                image, variant.command(), variant.args(), environment, spec.imagePullSecrets())),
                needs(spec, variant),
                WorkerStorage.volumes(spec),
                security(spec),
                launcher(spec, variant.accelerator().model()),
                spec.checkpoint() != null && spec.checkpoint().signal() == CheckpointSignal.FILE);
    }

    private static WorkerNeeds needs(TrainingJobSpec spec, JobVariant variant) {
        SortedMap<String, Long> others = new TreeMap<>();
        JobRdma rdma = spec.rdma();
        if (rdma != null) {
            others.put(rdma.resource(), (long) rdma.count());
        }
        return read(
                "spec.rdma",
                others,
                more -> new WorkerNeeds(
                        variant.accelerator().model().vendor().resourceName(),
                        spec.devicesPerWorker(),
                        quantity(spec, "cpu", QuantityText::cpuMillis),
                        quantity(spec, "memory", QuantityText::memoryMib),
                        quantity(spec, "sharedMemory", QuantityText::memoryMib),
                        more,
                        Optional.ofNullable(rdma).flatMap(one -> Optional.ofNullable(one.network())),
                        Optional.ofNullable(variant.architecture()).map(WorkerTranslation::label)));
    }

    /** Returns an architecture as nodes are labelled. */
    private static String label(Architecture architecture) {
        return switch (architecture) {
            case AMD64 -> "amd64";
            case ARM64 -> "arm64";
        };
    }

    private static WorkerSecurity security(TrainingJobSpec spec) {
        JobSecurity security = spec.security();
        if (security == null) {
            return WorkerSecurity.RESTRICTED;
        }
        Long user = security.runAsUser();
        return read(
                "spec.security.runAsUser",
                user == null ? OptionalLong.empty() : OptionalLong.of(user),
                as -> new WorkerSecurity(Boolean.TRUE.equals(security.ipcLock()), as));
    }

    private static GangLauncher launcher(TrainingJobSpec spec, AcceleratorModel model) {
        Launcher launcher = spec.launcher();
        if (launcher == null) {
            return GangLauncher.TORCHRUN;
        }
        return switch (launcher) {
            case TORCHRUN -> GangLauncher.TORCHRUN;
            case MPI -> GangLauncher.MPI;
            case RANK_TABLE -> {
                if (model.vendor() != Vendor.HUAWEI) {
                    throw new FieldRefusal(
                            "spec.launcher",
                            "rankTable is for Ascend, and a variant is for %s: give torchrun or mpi, or leave that variant out"
                                    .formatted(model.id()));
                }
                yield GangLauncher.RANK_TABLE;
            }
        };
    }

    /** Returns how long a worker has to save itself when it is told to stop, in seconds. */
    public static Translation<Long> graceSeconds(TrainingJob job) {
        return Translation.of(() -> job.getSpec().checkpoint() == null
                ? DEFAULT_GRACE_SECONDS
                : read("spec.checkpoint.grace", job.getSpec().checkpoint().grace(), TimeText::lengthMillis)
                        / MILLIS_PER_SECOND);
    }

    /**
     * Returns when a kubelet ends the pod by itself, in seconds from its start, so that a job ends even when nobody is there to stop it:
     * after the attempt's time limit and the checkpoint's grace. Without a limit, where a tenant chose that nothing runs on its own
     * money, far beyond the expected run: its hold is extended as long as there are vouchers, and a kubelet's deadline cannot be raised.
     * The margin lets the operator be first, which tells the workers to save themselves.
     */
    public static OptionalLong deadlineSeconds(TrainingJob job, long estimateMillis) {
        long grace =
                graceSeconds(job) instanceof Translation.Done<Long>(Long seconds) ? seconds : DEFAULT_GRACE_SECONDS;
        OptionalLong kill = killMillis(job.getSpec(), estimateMillis);
        return kill.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.min(
                        Integer.MAX_VALUE,
                        Math.ceilDiv(kill.getAsLong(), MILLIS_PER_SECOND) + grace + DEADLINE_MARGIN_SECONDS));
    }

    private static OptionalLong killMillis(TrainingJobSpec spec, long estimateMillis) {
        if (spec.timeLimit() != null) {
            return OptionalLong.of(TimeText.lengthMillis(spec.timeLimit()));
        }
        return unlimitedMillis(spec, estimateMillis);
    }

    /**
     * Returns how long a run without a time limit can be paid for by vouchers at most, from its start; empty where its tenant pays for
     * what follows. Holds are not extended beyond it.
     */
    public static OptionalLong unlimitedMillis(TrainingJobSpec spec, long estimateMillis) {
        OnHoldExhausted choice = spec.onHoldExhausted();
        boolean ends = choice == OnHoldExhausted.STOP || choice == OnHoldExhausted.PAUSE;
        return ends
                ? OptionalLong.of(Math.addExact(Math.multiplyExact(2, estimateMillis), BEYOND_MILLIS))
                : OptionalLong.empty();
    }

    /** Returns the annotations that tell a test bed's nodes how to play the pods; real kubelets do not know them. */
    public static SortedMap<String, String> testbedAnnotations(TrainingJob job) {
        TreeMap<String, String> taken = new TreeMap<>();
        Map<String, String> annotations = job.getMetadata().getAnnotations();
        if (annotations != null) {
            annotations.forEach((key, value) -> {
                if (key.startsWith(Marks.TESTBED_PREFIX)) {
                    taken.put(key, value);
                }
            });
        }
        return taken;
    }

    private static JobVariant variant(TrainingJobSpec spec, AcceleratorModel model) {
        return spec.variants().stream()
                .filter(variant -> variant.accelerator().model() == model)
                .findFirst()
                .orElseThrow(() -> new FieldRefusal("spec.variants", "none is for %s".formatted(model.id())));
    }

    private static SequencedMap<String, VariableValue> environment(JobVariant variant) {
        SequencedMap<String, VariableValue> environment = new LinkedHashMap<>();
        for (EnvironmentVariable entry : variant.env()) {
            SecretKey secret = entry.secret();
            String value = entry.value();
            if ((secret == null) == (value == null)) {
                throw new FieldRefusal(
                        "spec.variants.env", "%s is set to a value or to a secret: give one".formatted(entry.name()));
            }
            environment.put(
                    entry.name(),
                    secret == null
                            ? new VariableValue.Text(String.valueOf(value))
                            : new VariableValue.FromSecret(secret.name(), secret.key()));
        }
        return environment;
    }

    private static long quantity(TrainingJobSpec spec, String field, ToLongFunction<Quantity> unit) {
        String text = spec.resources() == null ? null : text(spec.resources(), field);
        return text == null ? 0 : read("spec.resources." + field, new Quantity(text), unit::applyAsLong);
    }

    private static @Nullable String text(WorkerResources resources, String field) {
        return switch (field) {
            case "cpu" -> resources.cpu();
            case "memory" -> resources.memory();
            default -> resources.sharedMemory();
        };
    }
}
