package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import io.xisuan.operator.api.Marks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What a pod sees as files beside its image: shared memory, what the tenant named, and what we tell the gang. */
final class PodFiles {
    private static final String SHARED_MEMORY = "xisuan-shared-memory";
    private static final String OURS = "xisuan-told";
    private static final String RANK_TABLE = "xisuan-rank-table";

    /** Everyone in the container may read what we tell it. */
    private static final int READABLE = 0444;

    private PodFiles() {}

    static List<Volume> volumes(GangOrder order) {
        List<Volume> volumes = new ArrayList<>();
        WorkerShape worker = order.worker();
        if (worker.needs().sharedMemoryMib() > 0) {
            volumes.add(new VolumeBuilder()
                    .withName(SHARED_MEMORY)
                    .withNewEmptyDir()
                    .withMedium("Memory")
                    .withSizeLimit(new Quantity(worker.needs().sharedMemoryMib() + "Mi"))
                    .endEmptyDir()
                    .build());
        }
        named(worker).forEach((source, name) -> volumes.add(volume(name, source)));
        List<VolumeProjection> told = told(order);
        if (!told.isEmpty()) {
            volumes.add(new VolumeBuilder()
                    .withName(OURS)
                    .withNewProjected()
                    .withDefaultMode(READABLE)
                    .withSources(told)
                    .endProjected()
                    .build());
        }
        if (worker.launcher() == GangLauncher.RANK_TABLE) {
            volumes.add(new VolumeBuilder()
                    .withName(RANK_TABLE)
                    .withNewConfigMap()
                    .withName(GangNames.files(order.attempt()))
                    .withDefaultMode(READABLE)
                    .endConfigMap()
                    .build());
        }
        return volumes;
    }

    static List<VolumeMount> mounts(GangOrder order) {
        List<VolumeMount> mounts = new ArrayList<>();
        WorkerShape worker = order.worker();
        if (worker.needs().sharedMemoryMib() > 0) {
            mounts.add(mount(SHARED_MEMORY, "/dev/shm").build());
        }
        SequencedMap<PodVolume.Source, String> named = named(worker);
        for (PodVolume volume : worker.volumes()) {
            VolumeMountBuilder mount = mount(String.valueOf(named.get(volume.source())), volume.mountPath());
            if (volume.readOnly()) {
                mount.withReadOnly(true);
            }
            if (!volume.subPath().isEmpty()) {
                mount.withSubPath(volume.subPath());
            }
            mounts.add(mount.build());
        }
        if (!told(order).isEmpty()) {
            mounts.add(mount(OURS, GangFiles.FOLDER).withReadOnly(true).build());
        }
        if (worker.launcher() == GangLauncher.RANK_TABLE) {
            mounts.add(mount(RANK_TABLE, GangFiles.RANK_TABLE_FOLDER)
                    .withReadOnly(true)
                    .build());
        }
        return mounts;
    }

    private static VolumeMountBuilder mount(String name, String path) {
        return new VolumeMountBuilder().withName(name).withMountPath(path);
    }

    /** Returns each source once, with the name of the first volume of it: data and checkpoints may lie in one claim. */
    private static SequencedMap<PodVolume.Source, String> named(WorkerShape worker) {
        SequencedMap<PodVolume.Source, String> names = new LinkedHashMap<>();
        worker.volumes().forEach(volume -> names.putIfAbsent(volume.source(), volume.name()));
        return names;
    }

    private static Volume volume(String name, PodVolume.Source source) {
        VolumeBuilder volume = new VolumeBuilder().withName(name);
        return switch (source) {
            case PodVolume.Source.Claim(String claim) ->
                volume.withNewPersistentVolumeClaim()
                        .withClaimName(claim)
                        .endPersistentVolumeClaim()
                        .build();
            case PodVolume.Source.SecretKeys(String secret) ->
                volume.withNewSecret().withSecretName(secret).endSecret().build();
            case PodVolume.Source.ConfigMapKeys(String map) ->
                volume.withNewConfigMap().withName(map).endConfigMap().build();
        };
    }

    private static List<VolumeProjection> told(GangOrder order) {
        List<VolumeProjection> told = new ArrayList<>();
        if (order.worker().stopFile()) {
            told.add(new VolumeProjectionBuilder()
                    .withNewDownwardAPI()
                    .addNewItem()
                    .withPath(GangFiles.STOP_KEY)
                    .withNewFieldRef()
                    .withFieldPath("metadata.annotations['%s']".formatted(Marks.STOP_BY))
                    .endFieldRef()
                    .endItem()
                    .endDownwardAPI()
                    .build());
        }
        if (order.worker().launcher() == GangLauncher.MPI) {
            told.add(new VolumeProjectionBuilder()
                    .withNewConfigMap()
                    .withName(GangNames.files(order.attempt()))
                    .withItems(key(GangFiles.HOSTFILE), key(GangFiles.MACHINEFILE))
                    .endConfigMap()
                    .build());
        }
        return told;
    }

    private static KeyToPath key(String file) {
        return new KeyToPathBuilder().withKey(file).withPath(file).build();
    }
}
