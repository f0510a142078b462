package io.xisuan.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.xisuan.benchmarks.cluster.PaddedPods;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ClusterConnection;
import io.xisuan.operator.observe.ClusterObserver;
import io.xisuan.operator.observe.NarrowPod;
import io.xisuan.operator.observe.NarrowPodList;
import io.xisuan.operator.observe.ObserveOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What it costs to know many pods of others: Fabric8's informer with whole pods, the same with narrow types, and our observer; all
 * list in pages of 500 from the real API server that the kubeconfig names.
 */
final class InformersRun implements Run {
    private static final long PAGE = 500;
    private static final double GIGA = 1e9;
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    /** Something that knows the pods once it is synced. */
    private record Subject(AutoCloseable held, BooleanSupplier synced) {}

    @Override
    public String name() {
        return "informers";
    }

    @Override
    public String about() {
        return "memory, time and bytes of knowing many pods of others on a real API server";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("kubeconfig", "");
        defaults.put("etcd", "");
        defaults.put("pods", "50000");
        defaults.put("variants", "observer,narrow,full");
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        if (parameters.text("kubeconfig").isEmpty() || !Files.isReadable(parameters.path("kubeconfig"))) {
            throw new NotMeasured("it needs a cluster: --kubeconfig FILE (testbed up --nodes 500 prints one)");
        }
        Path kubeconfig = parameters.path("kubeconfig");
        int pods = parameters.count("pods", 1, 1_000_000);
        List<String> notes = new ArrayList<>();
        seed(parameters, kubeconfig, pods, notes, progress);
        List<Figure> figures = new ArrayList<>();
        for (String variant : parameters.list("variants")) {
            progress.accept("measuring " + variant);
            figures.addAll(measure(variant, kubeconfig, pods));
        }
        notes.add("Heap is what stays after a collection, less what was used before the client opened; a stopped"
                + " informer is held by a timer for minutes, so give each variant a program of its own to compare heaps; RSS is this program's"
                + " and includes what earlier variants left.");
        notes.add("Sync is the first list of a fresh client; again is the same in a warm program, as a relist is.");
        return new Measured(figures, notes);
    }

    private static void seed(
            Parameters parameters, Path kubeconfig, int pods, List<String> notes, Consumer<String> progress) {
        try (KubernetesClient client = ClusterConnection.open(kubeconfig)) {
            if (parameters.text("etcd").isEmpty()) {
                notes.add("The pods were there already.");
                return;
            }
            int bytes = new PaddedPods(client, URI.create(parameters.text("etcd")))
                    .write(pods, PaddedPods.Size.REAL, progress);
            notes.add("%d pods of %d bytes of JSON each were written.".formatted(pods, bytes));
        }
    }

    private static List<Figure> measure(String variant, Path kubeconfig, int pods) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        URI server = URI.create(config.getMasterUrl());
        try (CountingProxy proxy = CountingProxy.before(new InetSocketAddress(server.getHost(), server.getPort()))) {
            Config proxied = new ConfigBuilder(config)
                    .withMasterUrl("https://127.0.0.1:%d/".formatted(proxy.port()))
                    .build();
            warm(proxied);
            Seen first = seen(variant, proxied, proxy);
            Seen again = seen(variant, proxied, proxy);
            return List.of(
                    once("bytes-per-pod-" + variant, first.heapMb() * 1e6 / pods, "B"),
                    once("sync-seconds-" + variant, first.seconds(), "s"),
                    once("sync-again-seconds-" + variant, again.seconds(), "s"),
                    once("cpu-seconds-" + variant, first.cpuSeconds(), "s"),
                    once("wire-mb-" + variant, first.wireMb(), "MB"),
                    once("rss-mb-" + variant, first.rssMb(), "MB"));
        }
    }

    private static Figure once(String metric, double value, String unit) {
        return Figure.once(metric, value, unit, Optional.empty());
    }

    /** What one sync took. */
    private record Seen(double heapMb, double seconds, double cpuSeconds, double wireMb, double rssMb) {}

    private static Seen seen(String variant, Config config, CountingProxy proxy) {
        double before = Heap.usedMb(config);
        long bytes = proxy.received();
        double cpu = cpuSeconds();
        long began = System.nanoTime();
        try (KubernetesClient client = ClusterConnection.open(config)) {
            Subject subject = start(variant, client);
            try (AutoCloseable held = subject.held()) {
                await(subject.synced());
                double seconds = (System.nanoTime() - began) / GIGA;
                double spent = cpuSeconds() - cpu;
                double wire = (proxy.received() - bytes) / 1e6;
                double rss = rssMb();
                return new Seen(Heap.usedMb(held) - before, seconds, spent, wire, rss);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Loads what every variant needs, so that it is not counted as theirs. */
    private static void warm(Config config) {
        try (KubernetesClient client = ClusterConnection.open(config);
                SharedIndexInformer<?> informer =
                        client.pods().inNamespace("kube-system").runnableInformer(0)) {
            informer.start();
            await(informer::isWatching);
        }
    }

    private static Subject start(String variant, KubernetesClient client) {
        return switch (variant) {
            case "full" -> informer(client.pods().inAnyNamespace());
            case "narrow" ->
                informer(client.resources(NarrowPod.class, NarrowPodList.class).inAnyNamespace());
            case "observer" -> {
                ClusterObserver observer = ClusterObserver.start(
                        client, new ClusterId("measured"), ObserveOptions.hub(InstantSource.system()), () -> {});
                yield new Subject(observer, observer::synced);
            }
            default -> throw new NotMeasured("--variants has full, narrow and observer, not " + variant);
        };
    }

    private static <T extends HasMetadata> Subject informer(Informable<T> watched) {
        SharedIndexInformer<T> informer = watched.withLimit(PAGE).runnableInformer(0);
        informer.start();
        return new Subject(informer, () -> informer.hasSynced() && informer.isWatching());
    }

    private static void await(BooleanSupplier synced) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!synced.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new NotMeasured("the pods were not all known after ten minutes");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / GIGA;
    }

    private static double rssMb() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
