package io.xisuan.benchmarks;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.placement.policy.FleetOutline;
import io.xisuan.scheduler.placement.policy.TypicalMix;
import io.xisuan.scheduler.placement.policy.WorkerNeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Alibaba's GPU cluster trace of 2023 (openb) as "Beware of Fragmentation" (USENIX ATC'23) replays it: machines, pods in the order of
 * their names, and for each seed the rows that arrive.
 *
 * @param orders rows of {@code pods} by seed
 */
record OpenbTrace(List<Machine> machines, List<OpenbPod> pods, SortedMap<Integer, List<Integer>> orders) {
    /** A machine as listed. */
    record Machine(DeviceType type, int devices, long cpuMillis, long memoryMib) {}

    /** A row by the names of its columns. */
    private record Row(Map<String, String> fields) {
        String text(String column) {
            return fields.getOrDefault(column, "");
        }

        int number(String column) {
            return Integer.parseInt(text(column));
        }
    }

    OpenbTrace {
        machines = List.copyOf(machines);
        pods = List.copyOf(pods);
    }

    /** Reads the trace with the pods of a mix. */
    static OpenbTrace read(PublicData data, String mix) {
        String pods = "openb/openb_pod_list_%s.csv".formatted(mix);
        boolean plain = mix.equals("default");
        return of(
                data.lines("openb/openb_node_list_gpu_node.csv"),
                data.lines(plain ? pods : pods + ".gz"),
                data.lines("fgd/arrival-orders/%s.csv.gz".formatted(mix)));
    }

    /** Returns the trace of three lists. */
    static OpenbTrace of(List<String> machines, List<String> pods, List<String> orders) {
        return new OpenbTrace(
                rows(machines).stream().map(OpenbTrace::machine).toList(), pods(rows(pods)), orders(orders));
    }

    private static List<Row> rows(List<String> lines) {
        List<String> columns = cells(lines.getFirst());
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            if (cells.size() != columns.size()) {
                throw InputException.of("\"%s\" has %d columns, not %d".formatted(line, cells.size(), columns.size()));
            }
            Map<String, String> fields = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                fields.put(columns.get(i), cells.get(i));
            }
            rows.add(new Row(fields));
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split(",", -1));
    }

    private static Machine machine(Row row) {
        return new Machine(
                new DeviceType(row.text("model")),
                row.number("gpu"),
                row.number("cpu_milli"),
                row.number("memory_mib"));
    }

    private static List<OpenbPod> pods(List<Row> rows) {
        Map<WorkerNeed, Integer> shapes = new LinkedHashMap<>();
        List<OpenbPod> pods = new ArrayList<>();
        for (Row row : rows.stream()
                .sorted(Comparator.comparing(row -> row.text("name")))
                .toList()) {
            WorkerNeed need = need(row);
            int next = shapes.size();
            int shape = shapes.computeIfAbsent(need, fresh -> next);
            pods.add(new OpenbPod(need, shape, row.number("memory_mib")));
        }
        return pods;
    }

    private static WorkerNeed need(Row row) {
        int devices = row.number("num_gpu");
        if (devices == 0) {
            return WorkerNeed.of(row.number("cpu_milli"), 0, 0);
        }
        TreeSet<DeviceType> types = new TreeSet<>();
        for (String type : row.text("gpu_spec").split("\\|")) {
            if (!type.isEmpty()) {
                types.add(new DeviceType(type));
            }
        }
        return new WorkerNeed(row.number("cpu_milli"), devices, row.number("gpu_milli"), types);
    }

    private static SortedMap<Integer, List<Integer>> orders(List<String> lines) {
        SortedMap<Integer, List<Integer>> orders = new TreeMap<>();
        for (String line : lines) {
            if (!line.startsWith("#")) {
                List<Integer> numbers =
                        cells(line).stream().map(Integer::valueOf).toList();
                orders.put(numbers.getFirst(), numbers.subList(1, numbers.size()));
            }
        }
        return orders;
    }

    /** Returns the pods that arrive under a seed, in order. */
    List<OpenbPod> arrivals(int seed) {
        List<Integer> order = orders.get(seed);
        if (order == null) {
            throw new NotMeasured(
                    "there is no arrival order of seed %d; there are those of %s".formatted(seed, orders.keySet()));
        }
        return order.stream().map(pods::get).toList();
    }

    /** Returns thousandths of devices of all machines. */
    long capacityMilli() {
        return machines.stream().mapToLong(machine -> 1000L * machine.devices()).sum();
    }

    /** Returns how many different needs there are. */
    int shapes() {
        return 1 + pods.stream().mapToInt(OpenbPod::shape).max().orElse(-1);
    }

    /** Returns what policies may know beforehand: the machines, and how frequent each need is in the list of pods. */
    FleetOutline outline() {
        SortedMap<DeviceType, Long> devices = new TreeMap<>();
        machines.forEach(machine -> devices.merge(machine.type(), (long) machine.devices(), Long::sum));
        return new FleetOutline(
                TypicalMix.of(pods.stream().map(OpenbPod::need).toList()),
                new FleetOutline.Largest(
                        machines.stream().mapToLong(Machine::cpuMillis).max().orElse(1),
                        machines.stream().mapToInt(Machine::devices).max().orElse(1)),
                devices);
    }
}
