package io.xisuan.scheduler.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** FIFO, SJF and EASY backfill said plainly and slowly, to compare the fast replay with; whole devices only. */
final class PlainReplay {
    private final List<TraceNode> nodes;
    private final List<TraceJob> todo;
    private final Policy policy;
    private final Map<TraceJob, Long> starts = new HashMap<>();
    private final List<Run> running = new ArrayList<>();
    private final List<TraceJob> waiting = new ArrayList<>();
    private int[] free;
    private long promisedAt;
    private int[] leftThen = {};

    @SuppressWarnings("ArrayRecordComponent") // compared by identity only
    private record Run(TraceJob job, long end, int[] held) {}

    private PlainReplay(List<TraceNode> nodes, List<TraceJob> jobs, Policy policy) {
        this.nodes = nodes;
        this.policy = policy;
        todo = jobs.stream()
                .sorted(Comparator.comparingLong(TraceJob::submitMillis))
                .collect(Collectors.toList());
        free = nodes.stream().mapToInt(TraceNode::devices).toArray();
        todo.removeIf(job -> place(job, free).length == 0);
    }

    /** Returns the start of each job that ever fits; jobs that all stay in their site queue by site. */
    static Map<TraceJob, Long> starts(Trace trace, Policy policy) {
        if (trace.jobs().stream().anyMatch(job -> job.site().isEmpty())) {
            return new PlainReplay(trace.nodes(), trace.jobs(), policy).run();
        }
        Map<TraceJob, Long> starts = new HashMap<>();
        for (String site :
                trace.nodes().stream().map(TraceNode::site).distinct().toList()) {
            List<TraceJob> jobs =
                    trace.jobs().stream().filter(job -> job.site().equals(site)).toList();
            starts.putAll(new PlainReplay(trace.nodes(), jobs, policy).run());
        }
        return starts;
    }

    private Map<TraceJob, Long> run() {
        while (!todo.isEmpty() || !running.isEmpty()) {
            long now = Long.MAX_VALUE;
            for (Run run : running) {
                now = Math.min(now, run.end());
            }
            if (!todo.isEmpty()) {
                now = Math.min(now, todo.getFirst().submitMillis());
            }
            for (Run run : List.copyOf(running)) {
                if (run.end() == now) {
                    running.remove(run);
                    add(free, run.held(), 1);
                }
            }
            while (!todo.isEmpty() && todo.getFirst().submitMillis() == now) {
                waiting.add(todo.removeFirst());
            }
            dispatch(now);
        }
        return starts;
    }

    private void dispatch(long now) {
        if (policy == Policy.SJF) {
            waiting.sort(Comparator.comparingLong(TraceJob::durationMillis));
        }
        while (!waiting.isEmpty() && start(waiting.getFirst(), place(waiting.getFirst(), free), now)) {
            waiting.removeFirst();
            leftThen = new int[0];
        }
        if (policy != Policy.BACKFILL || waiting.isEmpty()) {
            return;
        }
        if (leftThen.length == 0) {
            promise(waiting.getFirst());
        }
        for (TraceJob job : List.copyOf(waiting.subList(1, waiting.size()))) {
            int[] held = place(job, free);
            boolean before = now + job.durationMillis() <= promisedAt;
            if (held.length > 0 && (before || fits(held, leftThen))) {
                if (!before) {
                    add(leftThen, held, -1);
                }
                start(job, held, now);
                waiting.remove(job);
            }
        }
    }

    private void promise(TraceJob first) {
        int[] later = free.clone();
        for (long at : running.stream().mapToLong(Run::end).sorted().distinct().toArray()) {
            running.stream().filter(run -> run.end() == at).forEach(run -> add(later, run.held(), 1));
            int[] held = place(first, later);
            if (held.length > 0) {
                add(later, held, -1);
                promisedAt = at;
                leftThen = later;
                return;
            }
        }
        throw new IllegalStateException(first + " never fits");
    }

    private boolean start(TraceJob job, int[] held, long now) {
        if (held.length == 0) {
            return false;
        }
        add(free, held, -1);
        running.add(new Run(job, now + job.durationMillis(), held));
        starts.put(job, now);
        return true;
    }

    private static void add(int[] to, int[] what, int sign) {
        for (int i = 0; i < to.length; i++) {
            to[i] += sign * what[i];
        }
    }

    private static boolean fits(int[] held, int[] room) {
        for (int i = 0; i < held.length; i++) {
            if (held[i] > room[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the devices taken by node, or nothing when the job does not fit. */
    private int[] place(TraceJob job, int[] room) {
        for (String site : nodes.stream().map(TraceNode::site).distinct().toList()) {
            if (job.site().isEmpty() || job.site().equals(site)) {
                int[] held = placeAt(site, job.demand(), room);
                if (held.length > 0) {
                    return held;
                }
            }
        }
        return new int[0];
    }

    private int[] placeAt(String site, Demand demand, int[] room) {
        int largest = 0;
        for (TraceNode node : nodes) {
            largest = node.site().equals(site) ? Math.max(largest, node.devices()) : largest;
        }
        if (demand.devicesPerWorker() == 0 && demand.devices() > largest) {
            return idle(site, demand.devices(), room);
        }
        int perWorker = demand.devicesPerWorker() == 0 ? demand.devices() : demand.devicesPerWorker();
        int[] left = room.clone();
        int[] held = new int[room.length];
        for (int worker = 0; worker < demand.devices() / perWorker; worker++) {
            int best = -1;
            for (int i = 0; i < left.length; i++) {
                boolean possible = nodes.get(i).site().equals(site) && left[i] >= perWorker;
                if (possible && (best < 0 || left[i] < left[best])) {
                    best = i;
                }
            }
            if (best < 0) {
                return new int[0];
            }
            left[best] -= perWorker;
            held[best] += perWorker;
        }
        return held;
    }

    private int[] idle(String site, int devices, int[] room) {
        int[] held = new int[room.length];
        int missing = devices;
        for (int i = 0; i < room.length; i++) {
            TraceNode node = nodes.get(i);
            if (node.site().equals(site) && room[i] == node.devices()) {
                held[i] = Math.min(missing, room[i]);
                missing -= held[i];
            }
        }
        return missing > 0 ? new int[0] : held;
    }
}
