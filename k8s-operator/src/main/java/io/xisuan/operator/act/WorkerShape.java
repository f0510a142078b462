package io.xisuan.operator.act;

import java.util.List;

/**
 * What every worker of a gang runs and needs.
 *
 * @param volumes what it sees as files, each at its own path
 * @param stopFile whether the instant by which it is to have stopped appears in {@link GangFiles#STOP}
 */
public record WorkerShape(
        WorkerProgram program,
        WorkerNeeds needs,
        List<PodVolume> volumes,
        WorkerSecurity security,
        GangLauncher launcher,
        boolean stopFile) {
    public WorkerShape {
        volumes = List.copyOf(volumes);
        if (volumes.stream().map(PodVolume::mountPath).distinct().count() < volumes.size()) {
            throw new IllegalArgumentException("Two volumes are mounted at one path: %s".formatted(volumes));
        }
    }

    /** Returns a worker without volumes, of the restricted profile, that torchrun starts. */
    public static WorkerShape of(WorkerProgram program, WorkerNeeds needs) {
        return new WorkerShape(program, needs, List.of(), WorkerSecurity.RESTRICTED, GangLauncher.TORCHRUN, false);
    }

    public String resourceName() {
        return needs.resourceName();
    }

    public int devices() {
        return needs.devices();
    }
}
