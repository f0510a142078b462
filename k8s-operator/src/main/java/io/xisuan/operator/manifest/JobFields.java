package io.xisuan.operator.manifest;

import io.xisuan.operator.api.v1alpha1.EnvironmentVariable;
import io.xisuan.operator.api.v1alpha1.JobVariant;
import io.xisuan.operator.api.v1alpha1.JobVolume;
import io.xisuan.operator.api.v1alpha1.Launcher;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of the CRD of training jobs that look at several fields or at what a pattern cannot see; see {@link CrossFields}. */
final class JobFields {
    private static final Pattern SOMETHING = Pattern.compile("[1-9]");
    private static final Pattern A_MINUTE = Pattern.compile("[1-9][0-9]*[dhm]|([6-9][0-9]|[1-9][0-9][0-9]+)s");
    private static final Pattern ABSOLUTE = Pattern.compile("/[^:]*[^:/]");
    private static final String OURS = "/etc/xisuan";

    private final Manifest manifest;
    private final List<ManifestProblem> problems = new ArrayList<>();

    private JobFields(Manifest manifest) {
        this.manifest = manifest;
    }

    /** Returns what is wrong with a job whose every field is well formed. */
    static List<ManifestProblem> of(Manifest manifest, TrainingJobSpec spec) {
        JobFields check = new JobFields(manifest);
        check.amounts(spec);
        check.size(spec);
        check.variants(spec);
        check.volumes(spec.volumes());
        return List.copyOf(check.problems);
    }

    private void amounts(TrainingJobSpec spec) {
        if (nothing(spec.budget())) {
            add("spec.budget", "a budget of nothing buys nothing: write the most that may be payable, or leave it out");
        }
        if (spec.checkpoint() != null && nothing(spec.checkpoint().every())) {
            add("spec.checkpoint.every", "is no time at all: write it as 30m, or leave it out");
        }
        if (nothing(spec.timeLimit())) {
            add("spec.timeLimit", "is no time at all: write how long one attempt may run, as 72h, or leave it out");
        }
        if (spec.idleStop() != null
                && !A_MINUTE.matcher(spec.idleStop().after()).find()) {
            add("spec.idleStop.after", "is less than a minute, in which nothing can be seen: write 1m or more, as 30m");
        }
    }

    private void size(TrainingJobSpec spec) {
        if (spec.minWorkers() != null && spec.minWorkers() > spec.workers()) {
            add(
                    "spec.minWorkers",
                    "%d is more than workers %d: it is the fewest with which the job runs"
                            .formatted(spec.minWorkers(), spec.workers()));
        }
        boolean parts = spec.variants().stream().anyMatch(one -> one.partition() != null || one.share() != null);
        if (parts && spec.devicesPerWorker() != 1) {
            add(
                    "spec.devicesPerWorker",
                    "partition and share are parts of one device: write devicesPerWorker: 1, or leave them out");
        }
        if (spec.launcher() == Launcher.RANK_TABLE && !spec.variants().stream().allMatch(JobFields::ascend)) {
            add(
                    "spec.launcher",
                    "rankTable is for Ascend only: leave variants of other accelerators out, or write torchrun");
        }
    }

    private void variants(TrainingJobSpec spec) {
        for (int i = 0; i < spec.variants().size(); i++) {
            JobVariant variant = spec.variants().get(i);
            String field = "spec.variants[%d]".formatted(i);
            if (variant.partition() != null && variant.share() != null) {
                add(field, "partition and share are two ways to use a part of a device: keep one");
            }
            if (variant.partition() != null
                    && !variant.accelerator().model().id().startsWith("nvidia-")) {
                add(field + ".partition", "is a MIG profile of NVIDIA devices: leave it out, or write share");
            }
            if (variant.share() != null && nothing(variant.share().memory())) {
                add(field + ".share.memory", "is no memory at all: write it as 16Gi");
            }
            environment(field, variant.env());
        }
    }

    private void environment(String field, List<EnvironmentVariable> variables) {
        for (int i = 0; i < variables.size(); i++) {
            if ((variables.get(i).value() == null) == (variables.get(i).secret() == null)) {
                add("%s.env[%d]".formatted(field, i), "write exactly one of value and secret");
            }
        }
    }

    private void volumes(List<JobVolume> volumes) {
        for (int i = 0; i < volumes.size(); i++) {
            JobVolume volume = volumes.get(i);
            String field = "spec.volumes[%d]".formatted(i);
            if (Stream.of(volume.claim() != null, volume.secret() != null, volume.configMap() != null)
                            .filter(given -> given)
                            .count()
                    != 1) {
                add(field, "write exactly one of claim, secret and configMap");
            }
            mountPath(field + ".mountPath", volume.mountPath());
            if (volumes.subList(0, i).stream()
                    .anyMatch(other -> other.name().equals(volume.name())
                            || other.mountPath().equals(volume.mountPath()))) {
                add(field, "two volumes have one name or one mountPath: give each its own");
            }
        }
    }

    private void mountPath(String field, String path) {
        if (!ABSOLUTE.matcher(path).matches() || path.contains("..")) {
            add(field, "must be an absolute path without : and .. and without / at its end: write it as /data");
        }
        if (path.equals(OURS) || path.startsWith(OURS + "/") || path.equals("/dev/shm")) {
            add(field, "/etc/xisuan and /dev/shm are mounted by the operator: choose another");
        }
    }

    private static boolean ascend(JobVariant variant) {
        return variant.accelerator().model().id().startsWith("ascend-");
    }

    private void add(String field, String problem) {
        problems.add(manifest.problem(field, problem));
    }

    private static boolean nothing(@Nullable String amount) {
        return amount != null && !SOMETHING.matcher(amount).find();
    }
}
