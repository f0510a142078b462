package io.xisuan.operator.metering.simulated;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One node: its devices, and the exporters and the agent that speak of them. */
public final class SimulatedNode implements AutoCloseable {
    private final DeviceWorld world;
    private final LongSupplier clock;
    private final List<SimulatedExporter> exporters = new ArrayList<>();
    private final List<SimulatedAgent> agents = new ArrayList<>();

    /** Makes a node of devices that were always there, with the exporter that its maker's devices usually have. */
    public SimulatedNode(Make make, String name, int devices, LongSupplier clock, long seed) {
        this.world = new DeviceWorld(make, name, devices, clock.getAsLong(), seed);
        this.clock = clock;
        add(ExporterShape.usual(make));
    }

    public String name() {
        return world.node();
    }

    public DeviceWorld world() {
        return world;
    }

    /** Starts a further exporter on the node, as where two collectors were installed. */
    public SimulatedExporter add(ExporterShape shape) {
        SimulatedExporter exporter = new SimulatedExporter(shape, world, clock);
        exporters.add(exporter);
        return exporter;
    }

    /** Returns the exporter that it had first. */
    public SimulatedExporter exporter() {
        return exporters.getFirst();
    }

    /** Starts the agent on the node; the folder of its socket has a short path. */
    public SimulatedAgent startAgent(Path folder) {
        SimulatedAgent started = new SimulatedAgent(world, clock, folder);
        agents.add(started);
        return started;
    }

    /** Returns what the node's annotation {@code xisuan.io/exporters} says. */
    public String announcement() {
        return Stream.concat(
                        exporters.stream().map(SimulatedExporter::announcement),
                        agents.stream().map(SimulatedAgent::announcement))
                .collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        agents.forEach(SimulatedAgent::close);
        exporters.forEach(SimulatedExporter::close);
    }
}
