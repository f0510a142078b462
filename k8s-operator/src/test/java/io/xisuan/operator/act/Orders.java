package io.xisuan.operator.act;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Orders for tests: gangs of workers of two GPUs each. */
final class Orders {
    static final WorkerShape SMALL = shape(new LinkedHashMap<>());

    private Orders() {}

    /** Returns an order of one worker on each node, in the order of their ranks. */
    static GangOrder gang(JobId job, int attempt, WorkerShape worker, String... nodes) {
        return new GangOrder(
                new AttemptKey(job, attempt),
                new TenantId("tenant-a"),
                new SiteId("site-a"),
                worker,
                IntStream.range(0, nodes.length)
                        .mapToObj(rank -> new PodOrder(rank, new NodeName(nodes[rank])))
                        .toList(),
                OptionalLong.empty(),
                30,
                new TreeMap<>());
    }

    static WorkerShape withEnv(String name, String value) {
        SequencedMap<String, VariableValue> env = new LinkedHashMap<>();
        env.put(name, new VariableValue.Text(value));
        return shape(env);
    }

    private static WorkerShape shape(SequencedMap<String, VariableValue> env) {
        return WorkerShape.of(
                new WorkerProgram("registry.example/train:1", List.of("train"), List.of(), env, List.of()),
                WorkerNeeds.of("nvidia.com/gpu", 2, 1000, 2048));
    }
}
