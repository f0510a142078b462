package io.xisuan.scheduler.simulation;

import io.xisuan.scheduler.simulation.Account.Elsewhere;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The sites of a trace with nothing on them: which jobs each could ever take, and what is missing where it could not. */
final class IdleSites {
    private final Machines machines;
    private final Pool pool;
    private final Map<String, Integer> index = new LinkedHashMap<>();

    IdleSites(Trace trace) {
        machines = new Machines(trace.nodes());
        pool = new Pool(machines);
        machines.sites().forEach(site -> index.put(site, index.size()));
    }

    /** Returns the names in the order of the trace. */
    List<String> names() {
        return machines.sites();
    }

    long devices(String site) {
        return nodes(site).stream().mapToLong(TraceNode::devices).sum();
    }

    private List<TraceNode> nodes(String site) {
        return machines.nodesOf(index.getOrDefault(site, 0));
    }

    /** Returns why a job could not start at a site even if it were idle; empty when it could. */
    Optional<Elsewhere> refusal(TraceJob job, String site) {
        if (!job.site().isEmpty() && !job.site().equals(site)) {
            return Optional.of(new Elsewhere(site, "NOT_ALLOWED", "the job may run at %s only".formatted(job.site())));
        }
        List<TraceNode> usable = nodes(site).stream()
                .filter(node ->
                        job.demand().models().isEmpty() || job.demand().models().contains(node.model()))
                .toList();
        if (usable.isEmpty()) {
            return Optional.of(new Elsewhere(site, "NO_VARIANT", "has %s".formatted(models(nodes(site)))));
        }
        Shape shape = machines.shape(job.demand(), index.getOrDefault(site, 0));
        Allocation found = pool.place(shape, NodeChoice.FULLEST);
        if (!found.isNone()) {
            pool.release(found, shape);
            return Optional.empty();
        }
        return Optional.of(new Elsewhere(site, "TOO_LARGE", tooLarge(job.demand(), usable)));
    }

    private static String tooLarge(Demand demand, List<TraceNode> usable) {
        long devices = usable.stream().mapToLong(TraceNode::devices).sum();
        if (devices < demand.devices()) {
            return "has %d such devices in all: %d more needed".formatted(devices, demand.devices() - devices);
        }
        int largest = usable.stream().mapToInt(TraceNode::devices).max().orElse(0);
        int worker = demand.devicesPerWorker() == 0 ? demand.devices() : demand.devicesPerWorker();
        if (demand.devicesPerWorker() > 0 && largest < worker) {
            return "its largest node has %d devices, each worker needs %d on one".formatted(largest, worker);
        }
        return "has %d such devices, but not on nodes that hold each worker with its CPU and memory".formatted(devices);
    }

    /** Returns what it would take for a job that can start nowhere. */
    String missing(TraceJob job, Trace trace) {
        if (!job.site().isEmpty() && !index.containsKey(job.site())) {
            return "a site %s with machines; known are %s".formatted(job.site(), String.join(", ", names()));
        }
        String wanted = job.demand().models().isEmpty()
                ? ""
                : " of " + String.join(" or ", job.demand().models());
        long most = names().stream()
                .filter(site -> job.site().isEmpty() || job.site().equals(site))
                .mapToLong(site -> usableDevices(job, site))
                .max()
                .orElse(0);
        if (most == 0) {
            return "machines%s; known are %s".formatted(wanted, models(trace.nodes()));
        }
        if (most < job.demand().devices()) {
            return "%d devices%s at one site; the largest that it may use has %d"
                    .formatted(job.demand().devices(), wanted, most);
        }
        return "nodes that hold each of its workers whole, with CPU and memory, at one site";
    }

    private long usableDevices(TraceJob job, String site) {
        return nodes(site).stream()
                .filter(node ->
                        job.demand().models().isEmpty() || job.demand().models().contains(node.model()))
                .mapToLong(TraceNode::devices)
                .sum();
    }

    private static String models(List<TraceNode> nodes) {
        TreeSet<String> models = nodes.stream()
                .map(node -> node.model().isEmpty() ? "machines without a named model" : node.model())
                .collect(Collectors.toCollection(TreeSet::new));
        return String.join(", ", models);
    }
}
