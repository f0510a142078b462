package io.xisuan.scheduler;

import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.Rational;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.Wishes;
import io.xisuan.scheduler.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A situation read from text, one fact a line; times are milliseconds and now is 0.
 *
 * <pre>
 * site SITE [headroom=TYPE:N] [reclaim=MS] [selling=no] [price=FEN per device] [sold=no]
 * node SITE NAME TYPE DEVICES [bg=N] [cpu=N] [mem=N] [bgcpu=N]
 * run  JOB SITE TYPE GANG NODE,NODE,... until=MS
 * job  JOB GANG TYPE[:THROUGHPUT],... run=MS [sub=MS] [prio=N] [sites=A,B] [grace=MS] [cpu=N] [mem=N] [tenant=T]
 * voucher TENANT FEN      a balance that pays any cost
 * </pre>
 */
final class Scenario {
    private final List<SiteShape> sites = new ArrayList<>();
    private final List<NodeShape> nodes = new ArrayList<>();
    private final List<JobRequest> queue = new ArrayList<>();
    private final List<RunningJob> running = new ArrayList<>();
    private final Map<SiteId, Long> prices = new TreeMap<>();
    private final Map<TenantId, Money> vouchers = new TreeMap<>();

    static Scenario of(String text) {
        Scenario scenario = new Scenario();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(scenario::read);
        return scenario;
    }

    Scheduler.Situation situation() {
        ClusterState state = ClusterState.of(sites, nodes);
        running.forEach(state::start);
        return new Scheduler.Situation(state, queue, new ListPrices(prices, vouchers), 0);
    }

    /** Returns the plan with so many reservations, as text. */
    String planned(int reservations) {
        Plan plan = Scheduler.plan(
                situation(), new PlanOptions(QueueOrder.PRIORITY, reservations, Integer.MAX_VALUE, true));
        return PlanText.of(plan);
    }

    static JobId jobId(String name) {
        return new JobId("ns", name, name);
    }

    private void read(String line) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (String word : line.split(" +")) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                words.add(word);
            } else {
                options.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        switch (words.getFirst()) {
            case "site" -> site(words, options);
            case "node" -> node(words, options);
            case "run" -> run(words, options);
            case "job" -> job(words, options);
            case "voucher" -> vouchers.put(new TenantId(words.get(1)), Money.ofFen(Long.parseLong(words.get(2))));
            default -> throw new IllegalArgumentException(line);
        }
    }

    private void site(List<String> words, Map<String, String> options) {
        SiteId id = new SiteId(words.get(1));
        Map<DeviceType, Integer> headroom = new LinkedHashMap<>();
        if (options.containsKey("headroom")) {
            String[] parts = text(options, "headroom").split(":");
            headroom.put(new DeviceType(parts[0]), Integer.parseInt(parts[1]));
        }
        long reclaim = number(options, "reclaim", SiteShape.DEFAULT_RECLAIM_WITHIN_MILLIS);
        sites.add(SiteShape.of(id, headroom, reclaim, !"no".equals(options.get("selling"))));
        if (!"no".equals(options.get("sold"))) {
            prices.put(id, number(options, "price", 100));
        }
    }

    private void node(List<String> words, Map<String, String> options) {
        nodes.add(NodeShape.of(
                new SiteId(words.get(1)),
                new NodeName(words.get(2)),
                new DeviceType(words.get(3)),
                Capacity.of(
                        Integer.parseInt(words.get(4)),
                        number(options, "cpu", 1_000_000),
                        number(options, "mem", 1_000_000)),
                new NodeLoad((int) number(options, "bg", 0), number(options, "bgcpu", 0), 0)));
    }

    private void run(List<String> words, Map<String, String> options) {
        Gang gang = gang(words.get(4), options);
        List<WorkerPlacement> workers = new ArrayList<>();
        for (String node : words.get(5).split(",")) {
            workers.add(new WorkerPlacement(
                    workers.size(), new NodeName(node), gang.shape(0).wholeDevices()));
        }
        JobId id = jobId(words.get(1));
        DeviceType type = new DeviceType(words.get(3));
        JobRequest request = JobRequest.of(
                id,
                new TenantId("t"),
                gang,
                List.of(Variant.of(type)),
                Times.of(0, Math.max(1, number(options, "until", 0))));
        Allocation allocation = new Allocation(id, new SiteId(words.get(2)), type, gang, workers);
        running.add(RunningJob.of(request, allocation, 0, number(options, "until", 0)));
    }

    private void job(List<String> words, Map<String, String> options) {
        List<Variant> variants =
                Arrays.stream(words.get(3).split(",")).map(Scenario::variant).toList();
        List<SiteId> allowed = options.containsKey("sites")
                ? Arrays.stream(text(options, "sites").split(","))
                        .map(SiteId::new)
                        .toList()
                : List.of();
        queue.add(JobRequest.of(
                        jobId(words.get(1)),
                        new TenantId(options.getOrDefault("tenant", "t")),
                        gang(words.get(2), options),
                        variants,
                        Times.of(number(options, "sub", queue.size()), number(options, "run", 1)))
                .withPriority((int) number(options, "prio", 0))
                .withInterruption(new Interruption(false, 0, number(options, "grace", 0), 0))
                .withWishes(Wishes.sites(allowed)));
    }

    private static Variant variant(String text) {
        String[] parts = text.split(":");
        return Variant.of(
                new DeviceType(parts[0]), parts.length == 1 ? Rational.ONE : Rational.of(Long.parseLong(parts[1]), 1));
    }

    private static Gang gang(String text, Map<String, String> options) {
        String[] parts = text.split("x");
        return Gang.of(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                number(options, "cpu", 0),
                number(options, "mem", 0));
    }

    private static long number(Map<String, String> options, String key, long otherwise) {
        return options.containsKey(key) ? Long.parseLong(text(options, key)) : otherwise;
    }

    private static String text(Map<String, String> options, String key) {
        return Objects.requireNonNull(options.get(key));
    }
}
