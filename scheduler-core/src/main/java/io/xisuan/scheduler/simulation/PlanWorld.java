package io.xisuan.scheduler.simulation;

import io.xisuan.model.HourlyPrice;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.Wishes;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.simulation.ListPrices.Offer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A domain of a trace in the terms of the product's scheduler. */
final class PlanWorld {
    /** The device type of nodes whose trace names none. */
    private static final String UNNAMED_MODEL = "unnamed";

    private final Domain domain;
    private final List<TraceNode> nodes;
    private final List<Variant> everyVariant;
    private final int largestNode;

    PlanWorld(Domain domain) {
        this.domain = domain;
        Machines machines = domain.machines();
        int[] sites = Arrays.stream(domain.jobs())
                .map(job -> domain.workload().shape(job).site())
                .distinct()
                .toArray();
        boolean all = Arrays.stream(sites).anyMatch(site -> site == Shape.ANY_SITE);
        int[] used = all ? IntStream.range(0, machines.siteCount()).toArray() : sites;
        nodes = new ArrayList<>();
        for (int site : used) {
            nodes.addAll(machines.nodesOf(site));
        }
        largestNode = nodes.stream().mapToInt(TraceNode::devices).max().orElse(0);
        TreeSet<DeviceType> types = new TreeSet<>();
        nodes.forEach(node -> types.add(type(node.model())));
        everyVariant = types.stream().map(Variant::of).toList();
    }

    private static DeviceType type(String model) {
        return new DeviceType(model.isEmpty() ? UNNAMED_MODEL : model);
    }

    ClusterState emptyState() {
        List<SiteShape> sites = nodes.stream()
                .map(TraceNode::site)
                .distinct()
                .map(site -> SiteShape.of(new SiteId(site)))
                .toList();
        return ClusterState.of(sites, nodes.stream().map(PlanWorld::shape).toList());
    }

    private static NodeShape shape(TraceNode node) {
        return new NodeShape(
                new SiteId(node.site()),
                new NodeName(node.name()),
                type(node.model()),
                Capacity.of(node.devices(), node.cpuMilli(), node.memoryMib()),
                node.traits(),
                NodeLoad.NONE);
    }

    ListPrices prices() {
        Map<Offer, HourlyPrice> prices = new LinkedHashMap<>();
        for (TraceNode node : nodes) {
            node.price().ifPresent(price -> prices.put(new Offer(new SiteId(node.site()), type(node.model())), price));
        }
        return new ListPrices(prices);
    }

    /** Returns the job as the scheduler sees it; its uid is the index of the job. */
    JobRequest request(int job) {
        TraceJob source = domain.workload().job(job);
        List<Variant> variants = source.demand().models().isEmpty()
                ? everyVariant
                : source.demand().models().stream()
                        .distinct()
                        .map(model -> Variant.of(type(model)))
                        .toList();
        return JobRequest.of(
                        new JobId("trace", source.name(), Integer.toString(job)),
                        new TenantId(source.tenant()),
                        gang(source),
                        variants,
                        times(source, source.durationMillis()))
                .withPriority(source.terms().priority())
                .withInterruption(source.terms().interruption())
                .withWishes(Wishes.sites(source.site().isEmpty() ? List.of() : List.of(new SiteId(source.site())))
                        .near(source.terms().topology()));
    }

    /** Returns the job once more after it was stopped, with so much left to run, the restart included. */
    JobRequest request(int job, long restMillis) {
        return request(job).withTimes(times(domain.workload().job(job), restMillis));
    }

    private static Times times(TraceJob job, long runMillis) {
        Times times = Times.of(job.submitMillis(), Math.max(1, runMillis));
        OptionalLong deadline = job.terms().deadlineMillis();
        return deadline.isPresent() ? times.by(deadline.getAsLong()) : times;
    }

    private Gang gang(TraceJob job) {
        Demand demand = job.demand();
        if (demand.milliPerDevice() < Demand.WHOLE && isSharedFor(job)) {
            return Gang.of(
                    1,
                    WorkerShape.of(
                            new Accelerators.Share(demand.milliPerDevice()), demand.cpuMilli(), demand.memoryMib()));
        }
        Gang gang = gang(demand);
        WorkerShape shape = gang.roles().getFirst().shape();
        int fewest = job.terms().minWorkers();
        return fewest == 0 || fewest >= gang.workers()
                ? gang
                : new Gang(List.of(new Role(Gang.WORKER, fewest, gang.workers(), shape)));
    }

    /** Says whether a node that the job can use shares its devices; where none does, the job takes a whole one. */
    private boolean isSharedFor(TraceJob job) {
        return nodes.stream()
                .anyMatch(node -> node.shares()
                        && (job.site().isEmpty() || job.site().equals(node.site()))
                        && (job.demand().models().isEmpty()
                                || job.demand().models().contains(node.model())));
    }

    private Gang gang(Demand demand) {
        int workers = workers(demand);
        int perWorker = workers == 0 ? 0 : demand.devices() / workers;
        long cpu = perWorker == 0 && demand.cpuMilli() == 0 && demand.memoryMib() == 0 ? 1 : demand.cpuMilli();
        return Gang.of(Math.max(1, workers), perWorker, cpu, demand.memoryMib());
    }

    /** Returns the fewest equal workers that fit one node each, where the trace does not say. */
    private int workers(Demand demand) {
        if (demand.devicesPerWorker() > 0) {
            return demand.devices() / demand.devicesPerWorker();
        }
        if (demand.devices() <= largestNode) {
            return 1;
        }
        int workers = (demand.devices() + largestNode - 1) / largestNode;
        while (demand.devices() % workers != 0) {
            workers++;
        }
        return workers;
    }
}
