package io.xisuan.scheduler.twin;

import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.Tenancy;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.DeviceMode;
import io.xisuan.scheduler.cluster.Facility;
import io.xisuan.scheduler.cluster.HeadroomStep;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.Route;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.cluster.Trial;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.CpuArchitecture;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.fairness.PastUse;
import io.xisuan.scheduler.fairness.Queue;
import io.xisuan.scheduler.fairness.QueueTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A situation as text, one fact a line; times are milliseconds and now is 0.
 *
 * <pre>
 * site S [headroom=TYPE:N,..] [calendar=AT:TYPE:N,..] [reclaim=MS] [selling=no] [sold=no] [price=FEN a device]
 *        [jurisdiction=CN/GZ] [pue=1200] [carbon=G a kWh] [routes=SITE:MIB a second:FEN a GiB,..]
 * node S NAME TYPE DEVICES [bg=N] [bgcpu=N] [cpu=N] [mem=N] [devmem=MIB] [rack=R] [nvlink=D] [arch=arm64]
 *        [mode=shared|partitioned] [others=NAME:N,..] [cordoned] [lost]
 * queue T [parent=T] [guaranteed=DEVICES] [limit=DEVICES] [weight=N]
 * age MS                  a job that waited so long counts one priority more
 * job  J GANG TYPE[:THROUGHPUT][@arm64],.. run=MS [kill=MS] [sub=MS] [not-before=MS] [deadline=MS] [prio=N] [tenant=T]
 *        [sites=A,B] [jurisdictions=CN,..] [cpu=N] [mem=N] [others=NAME:N,..] [topology=node|nvlink|rack|site, with ? preferred]
 *        [data=SITE:GIB] [checkpoint=SITE:GIB] [avoided=N,..] [budget=FEN]
 *        [preemptible] [checkpoint-every=MS] [grace=MS] [restart=MS] [workers=2..8] [share=500m] [mem-share=MIB] [mig=3g.40gb]
 * run  J S TYPE GANG NODE,NODE,.. until=MS [since=MS] [leaves=MS] [interruptions=N] and what a job has
 * voucher T FEN           a balance that pays any cost
 * </pre>
 *
 * A gang is {@code 2x4}, two workers of four devices; {@code 2x500m}, {@code 2x2048Mi}, {@code 2x3g.40gb} of parts;
 * {@code 2..8x1} elastic; {@code worker:2x4+ps:1x0} of roles.
 */
public final class Facts {
    private final List<SiteShape> sites = new ArrayList<>();
    private final List<NodeShape> nodes = new ArrayList<>();
    private final List<JobRequest> jobs = new ArrayList<>();
    private final List<Line> runs = new ArrayList<>();
    private final List<Line> flagged = new ArrayList<>();
    private final List<Queue> queues = new ArrayList<>();
    private final SortedMap<SiteId, Long> prices = new TreeMap<>();
    private final SortedMap<TenantId, Money> vouchers = new TreeMap<>();
    private long ageMillis = Tenancy.DEFAULT_AGE_MILLIS;

    /** Reads facts; empty lines are passed over. */
    public static Facts of(List<String> lines) {
        Facts facts = new Facts();
        lines.stream().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> facts.read(new Line(line)));
        return facts;
    }

    public List<SiteShape> sites() {
        return List.copyOf(sites);
    }

    public List<NodeShape> nodes() {
        return List.copyOf(nodes);
    }

    /** Returns the waiting jobs in the order of their lines. */
    public List<JobRequest> jobs() {
        return List.copyOf(jobs);
    }

    public List<Queue> queues() {
        return List.copyOf(queues);
    }

    public Map<SiteId, Long> prices() {
        return prices;
    }

    public Map<TenantId, Money> vouchers() {
        return vouchers;
    }

    public long ageMillis() {
        return ageMillis;
    }

    public Tenancy tenancy() {
        return new Tenancy(QueueTree.of(queues), PastUse.none(), ageMillis);
    }

    /** Returns the cluster with what runs there. */
    public ClusterState state() {
        ClusterState state = ClusterState.of(sites, nodes);
        runs.forEach(line -> state.start(running(state, line)));
        for (Line line : flagged) {
            SiteId site = new SiteId(line.word(1));
            NodeName node = new NodeName(line.word(2));
            state.setCordoned(site, node, line.flag("cordoned"));
            state.setLost(site, node, line.flag("lost"));
        }
        return state;
    }

    public static JobId jobId(String name) {
        return JobLine.id(name);
    }

    private void read(Line line) {
        switch (line.word(0)) {
            case "site" -> site(line);
            case "node" -> node(line);
            case "queue" -> queues.add(queue(line));
            case "run" -> runs.add(line);
            case "job" -> jobs.add(job(line, jobs.size()));
            case "age" -> ageMillis = Long.parseLong(line.word(1));
            case "voucher" -> vouchers.put(new TenantId(line.word(1)), Money.ofFen(Long.parseLong(line.word(2))));
            default ->
                throw new IllegalArgumentException("Neither site, node, queue, run, job, age nor voucher: " + line);
        }
    }

    static JobRequest job(Line line, long submitted) {
        return JobLine.job(line, line.word(2), line.word(3), submitted, 1);
    }

    private void site(Line line) {
        SiteId id = new SiteId(line.word(1));
        TreeMap<DeviceType, Integer> headroom = new TreeMap<>();
        line.list("headroom", kept -> kept.split(":"))
                .forEach(kept -> headroom.put(new DeviceType(kept[0]), Integer.parseInt(kept[1])));
        sites.add(new SiteShape(
                id,
                line.option("jurisdiction").orElse(""),
                headroom,
                line.list("calendar", Facts::step),
                line.number("reclaim", SiteShape.DEFAULT_RECLAIM_WITHIN_MILLIS),
                !line.denies("selling"),
                new Facility(line.count("pue", 1000), line.count("carbon", 0)),
                line.list("routes", Facts::route)));
        if (!line.denies("sold")) {
            prices.put(id, line.number("price", 100));
        }
    }

    private static HeadroomStep step(String text) {
        String[] parts = text.split(":");
        return new HeadroomStep(Long.parseLong(parts[0]), new DeviceType(parts[1]), Integer.parseInt(parts[2]));
    }

    private static Route route(String text) {
        String[] parts = text.split(":");
        return new Route(new SiteId(parts[0]), Long.parseLong(parts[1]), Money.ofFen(Long.parseLong(parts[2])));
    }

    private void node(Line line) {
        TreeMap<String, Long> others = new TreeMap<>();
        line.list("others", other -> other.split(":")).forEach(other -> others.put(other[0], Long.parseLong(other[1])));
        nodes.add(new NodeShape(
                new SiteId(line.word(1)),
                new NodeName(line.word(2)),
                new DeviceType(line.word(3)),
                new Capacity(
                        Integer.parseInt(line.word(4)),
                        line.count("devmem", 0),
                        line.number("cpu", 1_000_000),
                        line.number("mem", 1_000_000),
                        others),
                new NodeTraits(
                        CpuArchitecture.valueOf(
                                line.option("arch").orElse("amd64").toUpperCase(Locale.ROOT)),
                        DeviceMode.valueOf(line.option("mode").orElse("whole").toUpperCase(Locale.ROOT)),
                        line.option("rack").orElse(""),
                        line.option("nvlink").orElse("")),
                new NodeLoad(line.count("bg", 0), line.number("bgcpu", 0), line.number("bgmem", 0))));
        if (line.flag("cordoned") || line.flag("lost")) {
            flagged.add(line);
        }
    }

    private static Queue queue(Line line) {
        return new Queue(
                new TenantId(line.word(1)),
                line.option("parent").map(TenantId::new),
                line.number("guaranteed", 0) * 1000,
                line.option("limit")
                        .map(limit -> OptionalLong.of(Long.parseLong(limit) * 1000))
                        .orElse(OptionalLong.empty()),
                line.count("weight", 1));
    }

    private static RunningJob running(ClusterState state, Line line) {
        SiteId site = new SiteId(line.word(2));
        DeviceType type = new DeviceType(line.word(3));
        long until = line.number("until", 0);
        long since = line.number("since", 0);
        JobRequest request = JobLine.job(line, line.word(4), line.word(3), since, Math.max(1, until - since));
        Pool pool = state.pool(site, type).orElseThrow();
        String[] nodes = line.word(5).split(",");
        Gang gang = placed(request.gang(), nodes.length);
        List<WorkerPlacement> workers = new ArrayList<>();
        try (Trial trial = pool.trial()) {
            for (String node : nodes) {
                workers.add(
                        trial.take(state.nodeOf(site, new NodeName(node)), gang.shape(workers.size()), workers.size()));
            }
        }
        return new RunningJob(
                request,
                new Allocation(request.id(), site, type, gang, workers),
                since,
                until,
                line.option("leaves")
                        .map(at -> OptionalLong.of(Long.parseLong(at)))
                        .orElse(OptionalLong.empty()),
                line.count("interruptions", 0));
    }

    /** Returns an elastic gang with just so many workers in all. */
    private static Gang placed(Gang gang, int workers) {
        if (!gang.isElastic()) {
            return gang;
        }
        int most = gang.roles().stream()
                .filter(Role::isElastic)
                .mapToInt(Role::maxWorkers)
                .sum();
        return gang.sized(most - (gang.workers() - workers));
    }
}
