package io.xisuan.operator.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Reads the kubelet on its socket: List and, where it is served, GetAllocatableResources of v1; List of v1alpha1 where v1 is not known.
 * Each read is whole in itself, so that a restarted kubelet needs no repair.
 */
public final class KubeletClient {
    /** The deadline of one read; dcgm-exporter and others give the kubelet as long. */
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Path socket;
    private final Duration deadline;
    private final InstantSource clock;

    public KubeletClient(Path socket, Duration deadline, InstantSource clock) {
        this.socket = socket;
        this.deadline = deadline;
        this.clock = clock;
    }

    /** Reads the kubelet; what fails is a value. */
    public KubeletView read() {
        long now = clock.millis();
        long until = System.nanoTime() + deadline.toNanos();
        String api = "v1";
        CallOutcome list = UnaryCall.call(socket, "/v1.PodResourcesLister/List", until);
        if (list instanceof CallOutcome.Status status && status.code() == CallOutcome.Status.UNIMPLEMENTED) {
            api = "v1alpha1";
            list = UnaryCall.call(socket, "/v1alpha1.PodResourcesLister/List", until);
        }
        return switch (list) {
            case CallOutcome.Broken broken -> new KubeletView.Failed(now, broken.fault(), broken.detail());
            case CallOutcome.Status status -> new KubeletView.Failed(now, KubeletFault.REFUSED, said(status));
            case CallOutcome.Message message -> answered(now, api, message.bytes(), until);
        };
    }

    private KubeletView answered(long now, String api, byte[] message, long until) {
        List<PodResources> pods;
        try {
            pods = PodResourcesCodec.pods(message);
        } catch (IOException e) {
            return new KubeletView.Failed(now, KubeletFault.GARBLED, String.valueOf(e.getMessage()));
        }
        if (!api.equals("v1")) {
            return new KubeletView.Read(now, api, pods, Optional.empty(), "this kubelet serves v1alpha1 alone");
        }
        return switch (UnaryCall.call(socket, "/v1.PodResourcesLister/GetAllocatableResources", until)) {
            case CallOutcome.Broken broken ->
                new KubeletView.Read(
                        now, api, pods, Optional.empty(), "%s: %s".formatted(broken.fault(), broken.detail()));
            case CallOutcome.Status status -> new KubeletView.Read(now, api, pods, Optional.empty(), said(status));
            case CallOutcome.Message allocatable -> offered(now, api, pods, allocatable.bytes());
        };
    }

    private static KubeletView offered(long now, String api, List<PodResources> pods, byte[] message) {
        try {
            return new KubeletView.Read(now, api, pods, Optional.of(PodResourcesCodec.allocatable(message)), "");
        } catch (IOException e) {
            return new KubeletView.Read(now, api, pods, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static String said(CallOutcome.Status status) {
        return "gRPC status %d: %s".formatted(status.code(), status.message());
    }
}
