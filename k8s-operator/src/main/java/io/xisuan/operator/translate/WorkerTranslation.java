package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.operator.act.WorkerShape;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.JobVariant;
import io.xisuan.operator.api.v1alpha1.OnHoldExhausted;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.api.v1alpha1.WorkerResources;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private static final long DEFAULT_GRACE_SECONDS = 30;
    private static final long MILLIS_PER_SECOND = 1_000;

    private WorkerTranslation() {}

    /** Returns the worker on an accelerator model, or the field that cannot be understood. */
    public static Translation<WorkerShape> shape(TrainingJob job, AcceleratorModel model) {
        return Translation.of(() -> {
            TrainingJobSpec spec = job.getSpec();
            JobVariant variant = variant(spec, model);
            return new WorkerShape(
                    variant.image(),
                    variant.command(),
                    environment(variant),
                    model.vendor().resourceName(),
                    spec.devicesPerWorker(),
                    quantity(spec, "cpu", QuantityText::cpuMillis),
                    quantity(spec, "memory", QuantityText::memoryMib),
                    quantity(spec, "sharedMemory", QuantityText::memoryMib));
        });
    }

    /** Returns how long a worker has to save itself when it is told to stop, in seconds. */
    public static Translation<Long> graceSeconds(TrainingJob job) {
        return Translation.of(() -> job.getSpec().checkpoint() == null
                ? DEFAULT_GRACE_SECONDS
                : read("spec.checkpoint.grace", job.getSpec().checkpoint().grace(), TimeText::lengthMillis)
                        / MILLIS_PER_SECOND);
    }

    /**
     * Returns when a kubelet ends the pod by itself, in seconds from its start: a job that stops when its hold is used up ends even
     * when nobody is there to stop it.
     */
    public static OptionalLong deadlineSeconds(TrainingJob job, long estimateMillis) {
        return job.getSpec().onHoldExhausted() == OnHoldExhausted.STOP
                ? OptionalLong.of(Math.ceilDiv(estimateMillis, MILLIS_PER_SECOND) + DEADLINE_MARGIN_SECONDS)
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

    private static SequencedMap<String, String> environment(JobVariant variant) {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        variant.env().forEach(entry -> environment.put(entry.name(), entry.value()));
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
