package io.xisuan.scheduler.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Machines and jobs to replay together.
 *
 * @param notes what was assumed where the files are silent, for people
 */
public record Trace(List<TraceNode> nodes, List<TraceJob> jobs, List<String> notes) {
    public Trace {
        nodes = List.copyOf(nodes);
        jobs = List.copyOf(jobs);
        notes = List.copyOf(notes);
        if (nodes.isEmpty() || jobs.isEmpty()) {
            throw new IllegalArgumentException(
                    "%d nodes and %d jobs: nothing to replay".formatted(nodes.size(), jobs.size()));
        }
    }

    /**
     * Returns the trace of jobs on nodes. Jobs that name a site stay in it; when the nodes know none of the named sites,
     * the machines are one cluster for all jobs, and a note says so.
     */
    public static Trace of(List<TraceNode> nodes, List<TraceJob> jobs, List<String> notes) {
        Set<String> sites = nodes.stream().map(TraceNode::site).collect(Collectors.toCollection(HashSet::new));
        boolean named = jobs.stream().anyMatch(job -> !job.site().isEmpty());
        if (!named || jobs.stream().anyMatch(job -> sites.contains(job.site()))) {
            return new Trace(nodes, jobs, notes);
        }
        List<String> more = new ArrayList<>(notes);
        more.add("The nodes know none of the virtual clusters that the jobs name: all machines serve all jobs.");
        return new Trace(nodes, jobs.stream().map(TraceJob::anywhere).toList(), more);
    }

    /** Returns whether every machine with accelerators has a price. */
    public boolean priced() {
        return nodes.stream()
                .allMatch(node -> node.devices() == 0 || node.price().isPresent());
    }
}
