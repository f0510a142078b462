package io.xisuan.scheduler.simulation.trace;

import java.util.List;
import java.util.Map;

/** Seconds to start each training model, as profiled by the authors of Muri (SIGCOMM 2022) by number of GPUs. */
final class MuriStartOverheads {
    private static final List<Integer> DEVICES = List.of(1, 2, 4, 8, 16, 32);
    private static final int UNKNOWN = 10;
    private static final Map<String, List<Integer>> SECONDS = Map.of(
            "vgg16", List.of(7, 7, 8, 9, 9, 10),
            "vgg19", List.of(7, 7, 8, 9, 10, 10),
            "resnet18", List.of(4, 5, 5, 7, 7, 7),
            "shufflenet_v2_x1_0", List.of(4, 4, 5, 5, 7, 8),
            "bert", List.of(10, 10, 10, 10, 10, 10),
            "gpt2", List.of(10, 10, 10, 10, 10, 10),
            "a2c", List.of(38, 39, 39, 46, 46, 46),
            "dqn", List.of(5, 5, 6, 6, 8, 8));

    private MuriStartOverheads() {}

    static int seconds(String model, int devices) {
        int column = DEVICES.indexOf(devices);
        List<Integer> profiled = SECONDS.getOrDefault(model, List.of());
        return column < 0 || profiled.isEmpty() ? UNKNOWN : profiled.get(column);
    }
}
