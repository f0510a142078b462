package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.benchmarks.NotMeasured;
import io.xisuan.benchmarks.Parameters;
import io.xisuan.benchmarks.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The operator on a real control plane that the run brings up: each part in {@code --parts} has one of its own, measures, and takes
 * everything down again.
 */
public final class ClusterRun implements Run {
    private static final List<Part> PARTS = List.of(
            new StartPart(),
            new ThroughputPart(),
            new WritesPart(),
            new AdmissionPart(),
            new NeverPart(),
            new RestartPart(),
            new FailoverPart(),
            new ReclaimPart());

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public String about() {
        return "the operator on a control plane that the run brings up: throughput, writes, admission beside Kueue, restarts, owners";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("parts", "start,throughput,writes,never");
        defaults.put("program", "auto");
        defaults.put("limit-seconds", "120");
        defaults.put("logs", "");
        // writes
        defaults.put("jobs", "10");
        defaults.put("workers", "1");
        defaults.put("run-for", "8s");
        defaults.put("user-agent", "xisuan-operator");
        defaults.put("kubeconfig", "");
        defaults.put("audit-log", "");
        defaults.put("namespace", "example");
        // throughput
        defaults.put("throughput-jobs", "100");
        defaults.put("throughput-rounds", "1");
        // admission
        defaults.put("admission-jobs", "300");
        defaults.put("admission-nodes", "100");
        defaults.put("peer", "");
        defaults.put("first", "xisuan");
        defaults.put("kueue-binary", "");
        defaults.put("kueue-crds", "");
        // never
        defaults.put("never-trials", "3");
        defaults.put("load-per-second", "5");
        ofLargeParts(defaults);
        return defaults;
    }

    private static void ofLargeParts(Map<String, String> defaults) {
        // restart
        defaults.put("nodes", "50");
        defaults.put("pods", "500");
        defaults.put("training-jobs", "100");
        defaults.put("running-jobs", "5");
        defaults.put("padding", "0");
        // failover
        defaults.put("failovers", "1");
        // reclaim
        defaults.put("reclaim-nodes", "6");
        defaults.put("owner-pods", "3");
        defaults.put("owner-every-millis", "1000");
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        // In somebody's own cluster nothing but writes can be counted.
        boolean foreign = !parameters.text("kubeconfig").isEmpty();
        List<String> names = foreign ? List.of("writes") : parameters.list("parts");
        List<Part> wanted = names.stream().map(ClusterRun::part).toList();
        wanted.forEach(part -> part.check(parameters));
        Bench bench = new Bench(parameters, Program.of(parameters.text("program")), progress);
        bench.note("The operator was started as %s.".formatted(bench.program().shown()));
        wanted.forEach(part -> measured(part, bench));
        return new Measured(bench.figures(), bench.notes());
    }

    private static void measured(Part part, Bench bench) {
        try {
            part.measure(bench);
        } catch (KubernetesClientException e) {
            throw new NotMeasured("%s: the API server did not do what was asked, or not in time: %s"
                    .formatted(part.name(), e.getMessage()));
        }
    }

    private static Part part(String name) {
        return PARTS.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotMeasured("--parts has %s, not \"%s\""
                        .formatted(
                                String.join(", ", PARTS.stream().map(Part::name).toList()), name)));
    }
}
