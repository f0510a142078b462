package io.xisuan.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client against gRPC's own Java server on a real unix socket, and against servers that are none. */
class KubeletClientTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-10-16T08:00:00Z"));
    private static final SimulatedPod TRAIN =
            SimulatedPod.holding("team-a", "train-0", "nvidia.com/gpu", "GPU-1", "GPU-2");

    @TempDir
    Path folder;

    private Path socket() {
        return folder.resolve("kubelet.sock");
    }

    private KubeletView read() {
        return new KubeletClient(socket(), KubeletClient.DEADLINE, CLOCK).read();
    }

    private KubeletView readWithin(Duration deadline) {
        return new KubeletClient(socket(), deadline, CLOCK).read();
    }

    private static KubeletFault fault(KubeletView view) {
        return switch (view) {
            case KubeletView.Failed failed -> failed.fault();
            case KubeletView.Read read -> throw new AssertionError("it was read: " + read);
        };
    }

    private static KubeletView.Read understood(KubeletView view) {
        return switch (view) {
            case KubeletView.Read read -> read;
            case KubeletView.Failed failed -> throw new AssertionError("it failed: " + failed);
        };
    }

    @ParameterizedTest
    @EnumSource(KubeletGeneration.class)
    void kubelets_of_every_generation_are_read(KubeletGeneration generation) {
        SimulatedPod finished = SimulatedPod.holding("team-a", "done-0", "nvidia.com/gpu", "GPU-2")
                .ended();
        try (SimulatedKubelet kubelet = SimulatedKubelet.start(socket(), generation)) {
            kubelet.pods(List.of(TRAIN, finished));
            kubelet.allocatable(List.of(new ContainerDevices("nvidia.com/gpu", List.of("GPU-1", "GPU-2"))));
            KubeletView.Read read = understood(read());
            assertThat(read.api()).isEqualTo(generation.servesV1() ? "v1" : "v1alpha1");
            assertThat(read.pods().stream().map(PodResources::name))
                    .isEqualTo(generation.listsTerminalPods() ? List.of("train-0", "done-0") : List.of("train-0"));
            assertThat(read.pods().getFirst().containers().getFirst().devices())
                    .containsExactly(new ContainerDevices("nvidia.com/gpu", List.of("GPU-1", "GPU-2")));
            boolean served = generation.servesV1() && generation.allocatable() == KubeletGeneration.Allocatable.SERVED;
            assertThat(read.allocatable().isPresent()).isEqualTo(served);
            assertThat(read.allocatableNote().isEmpty()).isEqualTo(served);
            assertThat(read.readMillis()).isEqualTo(CLOCK.millis());
        }
    }

    @Test
    void what_dynamic_resource_allocation_gave_is_read_with_sidecars() {
        DynamicClaim claim = new DynamicClaim(
                "team-a",
                "claim-1",
                List.of(new ClaimedDevice(
                        "gpu.nvidia.com", "node-1", "gpu-0", "share-7", List.of("nvidia.com/gpu=0"))));
        SimulatedContainer sidecar = new SimulatedContainer(
                SimulatedContainer.Role.SIDECAR, new ContainerResources("proxy", List.of(), List.of(claim)));
        SimulatedContainer init = new SimulatedContainer(
                SimulatedContainer.Role.INIT,
                new ContainerResources(
                        "fetch", List.of(new ContainerDevices("nvidia.com/gpu", List.of("GPU-9"))), List.of()));
        try (SimulatedKubelet kubelet = SimulatedKubelet.start(socket())) {
            kubelet.pods(List.of(new SimulatedPod(
                    "team-a", "train-0", false, List.of(init, sidecar, SimulatedContainer.claiming("worker", claim)))));
            assertThat(understood(read()).pods().getFirst().containers())
                    .extracting(ContainerResources::name)
                    .containsExactly("proxy", "worker");
            assertThat(understood(read())
                            .pods()
                            .getFirst()
                            .containers()
                            .getLast()
                            .claims())
                    .containsExactly(claim);
        }
    }

    @Test
    void an_answer_of_many_frames_is_read_whole() {
        List<SimulatedPod> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            many.add(SimulatedPod.holding(
                    "a-namespace-of-a-team", "a-pod-with-a-long-name-" + i, "nvidia.com/gpu", "GPU-" + i));
        }
        try (SimulatedKubelet kubelet = SimulatedKubelet.start(socket())) {
            kubelet.pods(many);
            assertThat(understood(read()).pods()).hasSize(20_000);
        }
    }

    @Test
    void each_failure_has_its_name() throws IOException {
        assertThat(fault(read())).isEqualTo(KubeletFault.SOCKET_MISSING);
        try (SimulatedKubelet kubelet = SimulatedKubelet.start(socket())) {
            kubelet.pods(List.of(TRAIN));
            kubelet.misbehave(Misbehaviour.GARBAGE);
            assertThat(fault(read())).isEqualTo(KubeletFault.GARBLED);
            kubelet.misbehave(Misbehaviour.TRUNCATED);
            assertThat(fault(read())).isEqualTo(KubeletFault.GARBLED);
            kubelet.misbehave(Misbehaviour.HUGE);
            assertThat(fault(read())).isEqualTo(KubeletFault.TOO_LARGE);
            kubelet.misbehave(Misbehaviour.FAILING);
            assertThat(fault(read())).isEqualTo(KubeletFault.REFUSED);
            assertThat(read().toString()).contains("gRPC status 14: the device manager is not ready");
            kubelet.misbehave(Misbehaviour.RATE_LIMITED);
            assertThat(read().toString()).contains("gRPC status 8", "rate limiter");
            kubelet.misbehave(Misbehaviour.SILENT);
            assertThat(fault(readWithin(Duration.ofMillis(300)))).isEqualTo(KubeletFault.DEADLINE_EXCEEDED);
            kubelet.misbehave(Misbehaviour.HANGING_UP);
            assertThat(fault(read())).isIn(KubeletFault.CUT_OFF, KubeletFault.REFUSED);
            kubelet.crash();
            assertThat(fault(read())).isEqualTo(KubeletFault.SOCKET_REFUSED);
            kubelet.stop();
            assertThat(fault(read())).isEqualTo(KubeletFault.SOCKET_MISSING);
            kubelet.misbehave(Misbehaviour.NONE);
            kubelet.restart();
            assertThat(understood(read()).pods()).hasSize(1);
        }
        Files.writeString(folder.resolve("file"), "no socket", StandardCharsets.UTF_8);
        assertThat(fault(new KubeletClient(folder.resolve("file"), KubeletClient.DEADLINE, CLOCK).read()))
                .isEqualTo(KubeletFault.SOCKET_REFUSED);
    }

    @Test
    void a_server_that_speaks_something_else_is_garbled_and_never_a_hang() throws IOException {
        assertThat(faultOf("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                .get()
                .isIn(KubeletFault.GARBLED, KubeletFault.CUT_OFF); // it may hang up before it has read our request
        assertThat(faultOf(new byte[0])).contains(KubeletFault.CUT_OFF);
        long seed = 119423;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length > 2 && random.nextInt(2) == 0) {
                noise[0] = 0; // a frame of a length that is allowed
                noise[1] = 0;
            }
            assertThat(faultOf(noise)).as("seed %d round %d", seed, round).isPresent();
        }
    }

    /** Reads a server that sends the bytes and hangs up. */
    private Optional<KubeletFault> faultOf(byte[] bytes) throws IOException {
        Files.deleteIfExists(socket());
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket()));
            Thread speaker = Thread.ofPlatform().start(() -> {
                try (SocketChannel client = server.accept()) {
                    client.write(ByteBuffer.wrap(bytes));
                } catch (IOException e) {
                    throw new AssertionError("the server could not speak", e);
                }
            });
            KubeletView view = readWithin(Duration.ofSeconds(5));
            join(speaker);
            return view instanceof KubeletView.Failed failed ? Optional.of(failed.fault()) : Optional.empty();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
