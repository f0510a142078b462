package io.xisuan.operator.act;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Workers of every shape that an order can have, for tests. */
final class WorkerShapes {
    private WorkerShapes() {}

    /** Returns a shape by what is special of it; all but {@code locking} fit the restricted profile. */
    static SortedMap<String, WorkerShape> all() {
        SortedMap<String, WorkerShape> shapes = new TreeMap<>();
        shapes.put("plain", Orders.SMALL);
        shapes.put("mpi", launched(GangLauncher.MPI, true));
        shapes.put("ranked", launched(GangLauncher.RANK_TABLE, false));
        shapes.put("stored", stored());
        shapes.put("networked", networked(false));
        shapes.put("locking", networked(true));
        return shapes;
    }

    static WorkerShape launched(GangLauncher launcher, boolean stopFile) {
        return new WorkerShape(
                Orders.SMALL.program(), Orders.SMALL.needs(), List.of(), WorkerSecurity.RESTRICTED, launcher, stopFile);
    }

    /** Data and checkpoints in one claim, a Secret and a ConfigMap as files, a Secret as a variable and one for the registry. */
    private static WorkerShape stored() {
        PodVolume.Source runs = new PodVolume.Source.Claim("runs");
        SequencedMap<String, VariableValue> env = new LinkedHashMap<>();
        env.put("XISUAN_DATA", new VariableValue.Text("/mnt/xisuan/data"));
        env.put("TOKEN", new VariableValue.FromSecret("hub", "token"));
        return new WorkerShape(
                new WorkerProgram(
                        "mirror.example/train:1", List.of("train"), List.of("--fast"), env, List.of("registry")),
                Orders.SMALL.needs(),
                List.of(
                        new PodVolume("xisuan-data", "/mnt/xisuan/data", true, "zh", runs),
                        new PodVolume("xisuan-checkpoint", "/mnt/xisuan/checkpoint", false, "", runs),
                        new PodVolume("keys", "/keys", true, "", new PodVolume.Source.SecretKeys("ssh")),
                        new PodVolume("settings", "/settings", true, "", new PodVolume.Source.ConfigMapKeys("set"))),
                new WorkerSecurity(false, OptionalLong.of(1000)),
                GangLauncher.TORCHRUN,
                true);
    }

    private static WorkerShape networked(boolean ipcLock) {
        SortedMap<String, Long> adapters = new TreeMap<>();
        adapters.put("rdma/hca", 2L);
        return new WorkerShape(
                Orders.SMALL.program(),
                new WorkerNeeds(
                        "nvidia.com/gpu", 2, 1000, 2048, 512, adapters, Optional.of("ib0"), Optional.of("amd64")),
                List.of(),
                new WorkerSecurity(ipcLock, OptionalLong.empty()),
                GangLauncher.TORCHRUN,
                false);
    }
}
