package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.xisuan.operator.act.GangFiles;
import io.xisuan.operator.act.PodVolume;
import io.xisuan.operator.act.PodVolume.Source;
import io.xisuan.operator.act.VariableValue;
import io.xisuan.operator.api.v1alpha1.JobVolume;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a worker sees as files: the volumes that its tenant names, and its data and checkpoints where they lie in claims. */
final class WorkerStorage {
    private static final String OURS = "xisuan";
    private static final String FOLDER = "/mnt/xisuan";
    private static final String DATA = FOLDER + "/data";
    private static final String CHECKPOINT = FOLDER + "/checkpoint";

    /** Where we put files ourselves. */
    private static final List<String> TAKEN =
            List.of("/dev/shm", GangFiles.FOLDER, GangFiles.RANK_TABLE_FOLDER, FOLDER, "/proc", "/sys", "/dev");

    /**
     * Where a mount means more than files: the NVIDIA container toolkit can read there which devices a container gets, and HAMi keeps the
     * library there, and its name for the loader, that holds a share to its limits.
     */
    private static final List<String> DEVICES = List.of(
            "/var/run/nvidia-container-devices",
            "/run/nvidia-container-devices",
            "/usr/local/vgpu",
            "/etc/ld.so.preload");

    private WorkerStorage() {}

    static List<PodVolume> volumes(TrainingJobSpec spec) {
        List<PodVolume> volumes = new ArrayList<>();
        for (int i = 0; i < spec.volumes().size(); i++) {
            PodVolume volume =
                    volume("spec.volumes[%d]".formatted(i), spec.volumes().get(i));
            if (volumes.stream().anyMatch(earlier -> earlier.mountPath().equals(volume.mountPath()))) {
                throw new FieldRefusal(
                        "spec.volumes[%d].mountPath".formatted(i), "%s is given twice".formatted(volume.mountPath()));
            }
            if (volumes.stream().anyMatch(earlier -> earlier.name().equals(volume.name()))) {
                throw new FieldRefusal(
                        "spec.volumes[%d].name".formatted(i), "%s is given twice".formatted(volume.name()));
            }
            volumes.add(volume);
        }
        data(spec)
                .ifPresent(place -> volumes.add(
                        new PodVolume(OURS + "-data", DATA, true, place.path(), new Source.Claim(place.claim()))));
        checkpoint(spec)
                .ifPresent(place -> volumes.add(new PodVolume(
                        OURS + "-checkpoint", CHECKPOINT, false, place.path(), new Source.Claim(place.claim()))));
        return volumes;
    }

    /** Returns the variables that say where data and checkpoints are: a folder of the worker, or the address as it is. */
    static SequencedMap<String, VariableValue> variables(TrainingJobSpec spec) {
        SequencedMap<String, VariableValue> variables = new LinkedHashMap<>();
        if (spec.data() != null) {
            variables.put("XISUAN_DATA", new VariableValue.Text(data(spec).isPresent() ? DATA : spec.data()));
        }
        String checkpoint = checkpointUri(spec);
        if (checkpoint != null) {
            variables.put(
                    "XISUAN_CHECKPOINT",
                    new VariableValue.Text(checkpoint(spec).isPresent() ? CHECKPOINT : checkpoint));
        }
        return variables;
    }

    static Optional<StorePlace> data(TrainingJobSpec spec) {
        return spec.data() == null ? Optional.empty() : read("spec.data", spec.data(), StorePlace::of);
    }

    static Optional<StorePlace> checkpoint(TrainingJobSpec spec) {
        String uri = checkpointUri(spec);
        return uri == null ? Optional.empty() : read("spec.checkpoint.uri", uri, StorePlace::of);
    }

    private static @Nullable String checkpointUri(TrainingJobSpec spec) {
        return spec.checkpoint() == null ? null : spec.checkpoint().uri();
    }

    private static PodVolume volume(String field, JobVolume volume) {
        if (volume.name().startsWith(OURS)) {
            throw new FieldRefusal(field + ".name", "names that begin with xisuan are ours: choose another");
        }
        Source source = source(field, volume);
        return new PodVolume(
                volume.name(),
                path(field + ".mountPath", volume.mountPath()),
                Boolean.TRUE.equals(volume.readOnly()) || !(source instanceof Source.Claim),
                "",
                source);
    }

    private static Source source(String field, JobVolume volume) {
        List<Source> sources = Stream.of(
                        Optional.ofNullable(volume.claim()).<Source>map(Source.Claim::new),
                        Optional.ofNullable(volume.secret()).<Source>map(Source.SecretKeys::new),
                        Optional.ofNullable(volume.configMap()).<Source>map(Source.ConfigMapKeys::new))
                .flatMap(Optional::stream)
                .toList();
        if (sources.size() != 1) {
            throw new FieldRefusal(
                    field, "names %d sources: give one of claim, secret, configMap".formatted(sources.size()));
        }
        return sources.getFirst();
    }

    private static String path(String field, String text) {
        String path = text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        boolean plain = path.matches("(/[^/:]+)+") && !(path + "/").contains("/../") && !(path + "/").contains("/./");
        if (!plain) {
            throw new FieldRefusal(field, "%s is no folder of a worker: write it as /data/set".formatted(text));
        }
        for (String taken : TAKEN) {
            if (path.equals(taken) || path.startsWith(taken + "/")) {
                throw new FieldRefusal(field, "%s is taken by what every worker gets: choose another".formatted(path));
            }
        }
        for (String devices : DEVICES) {
            if (path.equals(devices) || path.startsWith(devices + "/")) {
                throw new FieldRefusal(
                        field, "%s tells a runtime which devices a worker gets: choose another".formatted(path));
            }
        }
        return path;
    }
}
