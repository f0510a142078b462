package io.xisuan.operator.metering.simulated;

import io.xisuan.operator.agent.AgentServer;
import io.xisuan.operator.agent.ApiPod;
import io.xisuan.operator.agent.ContainerDevices;
import io.xisuan.operator.agent.KubeletClient;
import io.xisuan.operator.agent.NodeAgent;
import io.xisuan.operator.agent.NodeFacts;
import io.xisuan.operator.agent.PodDirectory;
import io.xisuan.operator.agent.PodName;
import io.xisuan.operator.agent.SimulatedContainer;
import io.xisuan.operator.agent.SimulatedKubelet;
import io.xisuan.operator.agent.SimulatedPod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The real agent of a simulated node, reading a simulated kubelet on a real unix socket that lists what the world holds. */
public final class SimulatedAgent implements AutoCloseable {
    private static final long REFRESH_MILLIS = 100;

    private final DeviceWorld world;
    private final LongSupplier clock;
    private final SimulatedKubelet kubelet;
    private final AgentServer server;
    private final ScheduledExecutorService refresh = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kubelet-refresh").factory());

    /** Starts it; the folder of its socket has a short path. */
    SimulatedAgent(DeviceWorld world, LongSupplier clock, Path folder) {
        this.world = world;
        this.clock = clock;
        this.kubelet = SimulatedKubelet.start(folder.resolve(world.node() + ".sock"));
        tell();
        InstantSource source = () -> Instant.ofEpochMilli(clock.getAsLong());
        NodeAgent agent = new NodeAgent(
                new NodeFacts("test", world.node(), "boot-1"),
                new KubeletClient(kubelet.socket(), KubeletClient.DEADLINE, source),
                this::find,
                source);
        try {
            this.server = AgentServer.start(
                    agent, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), source, line -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var unused = refresh.scheduleWithFixedDelay(this::tell, REFRESH_MILLIS, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }

    public int port() {
        return server.address().getPort();
    }

    /** Returns the kubelet that it reads, so that it can misbehave. */
    public SimulatedKubelet kubelet() {
        return kubelet;
    }

    String announcement() {
        return "xisuan-agent=127.0.0.1:%d".formatted(port());
    }

    private void tell() {
        long now = clock.getAsLong();
        kubelet.pods(holding(now)
                .map(run -> new SimulatedPod(
                        run.pod().namespace(),
                        run.pod().name(),
                        false,
                        List.of(SimulatedContainer.holding(
                                run.pod().container(), world.make().resource(), devices(run, now)))))
                .toList());
        kubelet.allocatable(List.of(new ContainerDevices(
                world.make().resource(),
                world.readings(now).stream().map(DeviceReading::pluginId).toList())));
    }

    private Stream<ContainerRun> holding(long nowMillis) {
        return world.runs().stream().filter(run -> run.holds(nowMillis));
    }

    private String[] devices(ContainerRun run, long nowMillis) {
        return world.readings(nowMillis).stream()
                .filter(reading -> run.slots().contains(reading.slot()))
                .map(DeviceReading::pluginId)
                .toArray(String[]::new);
    }

    /** Answers for the API server: the pods that hold devices of this node. */
    private PodDirectory.Answer find(SortedSet<PodName> names) {
        TreeMap<PodName, ApiPod> found = new TreeMap<>();
        holding(clock.getAsLong()).forEach(run -> {
            PodName name = new PodName(run.pod().namespace(), run.pod().name());
            if (names.contains(name)) {
                found.put(
                        name,
                        new ApiPod(
                                name,
                                run.pod().uid(),
                                world.node(),
                                "Running",
                                OptionalLong.of(VirtualCluster.second(run.allocatedMillis())),
                                List.of(),
                                List.of(run.pod().container()),
                                ""));
            }
        });
        return new PodDirectory.Answer.Found(found);
    }

    @Override
    public void close() {
        refresh.shutdownNow();
        server.close();
        kubelet.close();
    }
}
