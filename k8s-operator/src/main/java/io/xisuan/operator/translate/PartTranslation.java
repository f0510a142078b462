package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.fabric8.kubernetes.api.model.Quantity;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Vendor;
import io.xisuan.operator.api.v1alpha1.DeviceShare;
import io.xisuan.operator.api.v1alpha1.JobVariant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.device.DevicePart;
import io.xisuan.operator.device.DeviceRequest;
import io.xisuan.operator.device.Seat;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.MigProfile;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each worker of a job takes of its node's accelerators: whole devices, a MIG instance or a share; on all variants alike. */
public final class PartTranslation {
    private PartTranslation() {}

    /** Returns what the pod of a worker asks for on its seat, or the field that does not go with it. */
    public static Translation<DeviceRequest> request(TrainingJob job, AcceleratorModel model, Seat seat) {
        return Translation.of(() -> {
            TrainingJobSpec spec = job.getSpec();
            DeviceShare share = spec.variants().getFirst().share();
            int cores = share == null ? 0 : share.cores();
            long mib = share == null ? 0 : memoryMib(share);
            Accelerators each = accelerators(spec);
            return read("spec.variants", seat, given -> DeviceRequest.of(given, each, model, cores, mib));
        });
    }

    /** Returns the accelerators of each worker. */
    static Accelerators accelerators(TrainingJobSpec spec) {
        JobVariant first = spec.variants().getFirst();
        for (int i = 0; i < spec.variants().size(); i++) {
            JobVariant variant = spec.variants().get(i);
            refuseOther("spec.variants[%d].partition".formatted(i), first.partition(), variant.partition());
            refuseOther("spec.variants[%d].share".formatted(i), first.share(), variant.share());
            if (variant.partition() != null && variant.accelerator().model().vendor() != Vendor.NVIDIA) {
                throw new FieldRefusal(
                        "spec.variants[%d].partition".formatted(i),
                        "only NVIDIA's devices have MIG instances, not %s"
                                .formatted(variant.accelerator().model().id()));
            }
        }
        String partition = first.partition();
        DeviceShare share = first.share();
        if (partition != null && share != null) {
            throw new FieldRefusal("spec.variants[0].share", "partition and share exclude each other: leave one out");
        }
        if (partition != null || share != null) {
            refuseSeveral(spec);
        }
        if (partition != null) {
            return read(
                    "spec.variants[0].partition",
                    partition,
                    text -> new Accelerators.Partition(MigProfile.parse(text)));
        }
        return share == null ? Accelerators.whole(spec.devicesPerWorker()) : shared(spec, share);
    }

    private static void refuseOther(String field, @Nullable Object first, @Nullable Object other) {
        if (!Objects.equals(first, other)) {
            throw new FieldRefusal(
                    field,
                    "all variants of a job take the same part of a device: write the same in each, or submit two jobs");
        }
    }

    private static void refuseSeveral(TrainingJobSpec spec) {
        if (spec.devicesPerWorker() != 1) {
            throw new FieldRefusal(
                    "spec.devicesPerWorker", "is 1 where a worker takes a part of a device: ask for more workers");
        }
    }

    private static Accelerators shared(TrainingJobSpec spec, DeviceShare share) {
        List<AcceleratorModel> models = spec.variants().stream()
                .map(variant -> variant.accelerator().model())
                .toList();
        long mib = memoryMib(share);
        return read("spec.variants[0].share", share, given -> DevicePart.shared(given.cores(), mib, models));
    }

    private static long memoryMib(DeviceShare share) {
        long mib = read("spec.variants[0].share.memory", new Quantity(share.memory()), QuantityText::memoryMib);
        if (mib < 1) {
            throw new FieldRefusal("spec.variants[0].share.memory", "is less than 1 MiB");
        }
        return mib;
    }
}
