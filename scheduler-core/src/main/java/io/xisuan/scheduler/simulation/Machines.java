package io.xisuan.scheduler.simulation;

import io.xisuan.model.HourlyPrice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes of a replay as arrays, grouped by site in the order of the file; never changes. */
final class Machines {
    private final List<String> sites;
    private final int[] firstOfSite;
    private final List<TraceNode> nodes = new ArrayList<>();
    private final int[] siteOf;
    private final int[] largest;
    private final int[] devices;
    private final long[] cpuMilli;
    private final long[] memoryMib;
    private final long[] modelBit;
    private final long[] priceMicros;
    private final Map<String, Long> models = new LinkedHashMap<>();

    Machines(List<TraceNode> unordered) {
        Map<String, List<TraceNode>> bySite = new LinkedHashMap<>();
        unordered.forEach(node ->
                bySite.computeIfAbsent(node.site(), site -> new ArrayList<>()).add(node));
        sites = List.copyOf(bySite.keySet());
        firstOfSite = new int[sites.size() + 1];
        largest = new int[sites.size()];
        siteOf = new int[unordered.size()];
        devices = new int[unordered.size()];
        cpuMilli = new long[unordered.size()];
        memoryMib = new long[unordered.size()];
        modelBit = new long[unordered.size()];
        priceMicros = new long[unordered.size()];
        for (int site = 0; site < sites.size(); site++) {
            firstOfSite[site] = nodes.size();
            for (TraceNode node : bySite.getOrDefault(sites.get(site), List.of())) {
                add(site, node);
            }
        }
        firstOfSite[sites.size()] = nodes.size();
    }

    private void add(int site, TraceNode node) {
        int index = nodes.size();
        nodes.add(node);
        siteOf[index] = site;
        devices[index] = node.devices();
        largest[site] = Math.max(largest[site], node.devices());
        cpuMilli[index] = node.cpuMilli();
        memoryMib[index] = node.memoryMib();
        modelBit[index] = models.computeIfAbsent(node.model(), model -> bit(models.size()));
        priceMicros[index] = node.price().map(HourlyPrice::microsPerDeviceHour).orElse(0L);
    }

    private static long bit(int position) {
        if (position >= TraceNode.MAX_MODELS) {
            throw new IllegalArgumentException("More than %d accelerator models".formatted(TraceNode.MAX_MODELS));
        }
        return 1L << position;
    }

    /** Returns the shape of a demand here. */
    Shape shape(Demand demand, int site) {
        long allowed = demand.models().isEmpty() ? -1L : 0L;
        for (String model : demand.models()) {
            allowed |= models.getOrDefault(model, 0L);
        }
        return new Shape(
                demand.devices(),
                demand.devicesPerWorker(),
                demand.milliPerDevice(),
                demand.cpuMilli(),
                demand.memoryMib(),
                allowed,
                site);
    }

    /** Returns micro-CNY per hour times 1000 of what a job holds. */
    long rate(Allocation allocation, Shape shape) {
        if (allocation.slot() != Allocation.NO_SLOT) {
            return Math.multiplyExact(priceMicros[allocation.nodes()[0]], (long) shape.milli());
        }
        long sum = 0;
        for (int i = 0; i < allocation.nodes().length; i++) {
            long devicesMilli = (long) allocation.devices()[i] * Demand.WHOLE;
            sum = Math.addExact(sum, Math.multiplyExact(priceMicros[allocation.nodes()[i]], devicesMilli));
        }
        return sum;
    }

    List<String> sites() {
        return sites;
    }

    int siteCount() {
        return sites.size();
    }

    /** Returns the nodes of a site in the order of the file. */
    List<TraceNode> nodesOf(int site) {
        return nodes.subList(firstOfSite[site], firstOfSite[site + 1]);
    }

    int first(int site) {
        return firstOfSite[site];
    }

    int largestNode(int site) {
        return largest[site];
    }

    int siteOf(int node) {
        return siteOf[node];
    }

    int[] devices() {
        return devices;
    }

    long[] cpuMilli() {
        return cpuMilli;
    }

    long[] memoryMib() {
        return memoryMib;
    }

    long modelBit(int node) {
        return modelBit[node];
    }

    long totalDevices() {
        long total = 0;
        for (int count : devices) {
            total += count;
        }
        return total;
    }
}
