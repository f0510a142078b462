package io.xisuan.operator.agent;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The pod-resources side of a kubelet: gRPC's own Java server on a real unix socket, answering as kubelets of a generation do, and
 * misbehaving on demand. It binds the path that it is given and is closed by what started it.
 */
public final class SimulatedKubelet implements AutoCloseable {
    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private final Path socket;
    private final KubeletGeneration generation;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicLong lists = new AtomicLong();
    private volatile List<SimulatedPod> pods = List.of();
    private volatile List<ContainerDevices> allocatable = List.of();
    private volatile Misbehaviour misbehaviour = Misbehaviour.NONE;
    private Server server;

    private SimulatedKubelet(Path socket, KubeletGeneration generation) {
        this.socket = socket;
        this.generation = generation;
        this.server = serve();
    }

    /** Starts a kubelet of today on the path, which must be short enough for a unix socket (about 100 characters). */
    public static SimulatedKubelet start(Path socket) {
        return start(socket, KubeletGeneration.V1_34);
    }

    /** Starts a kubelet of a generation on the path. */
    public static SimulatedKubelet start(Path socket, KubeletGeneration generation) {
        return new SimulatedKubelet(socket, generation);
    }

    public Path socket() {
        return socket;
    }

    /** Sets what runs on the node, from the next call on. */
    public void pods(List<SimulatedPod> now) {
        pods = List.copyOf(now);
    }

    /** Sets which devices the plugins offer, from the next call on. */
    public void allocatable(List<ContainerDevices> now) {
        allocatable = List.copyOf(now);
    }

    /** Sets what List does wrong, from the next call on. */
    public void misbehave(Misbehaviour now) {
        misbehaviour = now;
    }

    /** Returns how often List was called. */
    public long lists() {
        return lists.get();
    }

    /** Ends as a kubelet that is stopped: calls under way are cut off and the socket file goes. */
    public void stop() {
        end();
        remove();
    }

    /** Ends as a kubelet that is killed: nobody listens, and the socket file stays. */
    public void crash() {
        stop();
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comes up again on the same path, removing a file left behind as kubelets do. */
    public void restart() {
        end();
        remove();
        server = serve();
    }

    @Override
    public void close() {
        stop();
        Future<?> ended = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        if (!ended.awaitUninterruptibly(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the threads of the simulated kubelet on %s do not end".formatted(socket));
        }
    }

    private void end() {
        server.shutdownNow();
        try {
            if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the simulated kubelet on %s does not end".formatted(socket));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the simulated kubelet ended", e);
        }
    }

    private void remove() {
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Server serve() {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                .channelType(NioServerDomainSocketChannel.class)
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop)
                .directExecutor()
                .addService(service("v1alpha1", false));
        if (generation.servesV1()) {
            builder.addService(service("v1", generation.allocatable() != KubeletGeneration.Allocatable.UNKNOWN_METHOD));
        }
        try {
            return builder.build().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerServiceDefinition service(String version, boolean withAllocatable) {
        String name = version + ".PodResourcesLister";
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(name)
                .addMethod(
                        method(name, "List"),
                        ServerCalls.asyncUnaryCall((byte[] asked, StreamObserver<byte[]> answer) -> list(answer)));
        if (withAllocatable) {
            service.addMethod(
                    method(name, "GetAllocatableResources"),
                    ServerCalls.asyncUnaryCall((byte[] asked, StreamObserver<byte[]> answer) -> allocatable(answer)));
        }
        return service.build();
    }

    private static MethodDescriptor<byte[], byte[]> method(String service, String name) {
        return MethodDescriptor.<byte[], byte[]>newBuilder(BYTES, BYTES)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(service, name))
                .build();
    }

    private void list(StreamObserver<byte[]> answer) {
        lists.incrementAndGet();
        switch (misbehaviour) {
            case NONE -> say(answer, PodResourcesWire.list(listed()));
            case SILENT -> {}
            case GARBAGE -> say(answer, new byte[] {(byte) 0xff, (byte) 0xff, 7, 99, 12, 0, 33});
            case TRUNCATED -> say(answer, truncated());
            case HUGE -> say(answer, new byte[40 << 20]);
            case FAILING ->
                answer.onError(Status.UNAVAILABLE
                        .withDescription("the device manager is not ready")
                        .asException());
            case RATE_LIMITED ->
                answer.onError(Status.RESOURCE_EXHAUSTED
                        .withDescription("grpc: the request is rejected by the rate limiter")
                        .asException());
            case HANGING_UP -> server.shutdownNow();
        }
    }

    private byte[] truncated() {
        byte[] whole = PodResourcesWire.list(List.of(new PodResources("a-namespace", "a-pod", List.of())));
        return Arrays.copyOf(whole, whole.length - 4);
    }

    private void allocatable(StreamObserver<byte[]> answer) {
        switch (generation.allocatable()) {
            case UNKNOWN_METHOD -> answer.onError(Status.UNIMPLEMENTED.asException());
            case DISABLED ->
                answer.onError(Status.UNKNOWN
                        .withDescription("Pod Resources API GetAllocatableResources disabled")
                        .asException());
            case SERVED -> say(answer, PodResourcesWire.allocatable(allocatable));
        }
    }

    private static void say(StreamObserver<byte[]> answer, byte[] message) {
        answer.onNext(message);
        answer.onCompleted();
    }

    /** Returns the pods as this generation lists them. */
    private List<PodResources> listed() {
        return pods.stream()
                .filter(pod -> !pod.terminal() || generation.listsTerminalPods())
                .map(pod -> new PodResources(
                        pod.namespace(),
                        pod.name(),
                        pod.containers().stream()
                                .filter(container -> listed(container.role()))
                                .map(container -> known(container.resources()))
                                .toList()))
                .toList();
    }

    private boolean listed(SimulatedContainer.Role role) {
        return switch (role) {
            case ORDINARY -> true;
            case SIDECAR -> generation.dynamicResourcesAndSidecars();
            case INIT -> false;
        };
    }

    private ContainerResources known(ContainerResources whole) {
        return generation.dynamicResourcesAndSidecars()
                ? whole
                : new ContainerResources(whole.name(), whole.devices(), List.of());
    }
}
