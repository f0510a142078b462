package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.xisuan.benchmarks.NotMeasured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A control plane of one measurement on free ports of loopback, with a folder and everything that was started beside it; all of it is
 * taken down in the reverse order, also when the measurement fails or the program is told to end.
 */
final class Lab implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final Path folder;
    private final Duration limit;
    private final Optional<Path> logs;
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();
    private final Thread hook = new Thread(this::takeDown, "lab-down");
    private boolean down;

    private Lab(String name, Path folder, Duration limit, Optional<Path> logs) {
        this.name = name;
        this.folder = folder;
        this.limit = limit;
        this.logs = logs;
    }

    /**
     * Brings a control plane up.
     *
     * @param limit how long anything that is awaited there may take
     * @param logs where the logs of what was started are kept when all is taken down
     * @param options of {@code testbed up}
     */
    static Lab up(String purpose, Duration limit, Optional<Path> logs, List<String> options) {
        Lab lab = new Lab(
                "bench-%s-%d-%d".formatted(purpose, ProcessHandle.current().pid(), COUNT.incrementAndGet()),
                folderOf(purpose),
                limit,
                logs);
        Runtime.getRuntime().addShutdownHook(lab.hook);
        try {
            List<String> up = new ArrayList<>(List.of("up", "--name", lab.name));
            up.addAll(options);
            testbed(up);
            return lab;
        } catch (NotMeasured e) {
            lab.close();
            throw new NotMeasured("no control plane (deploy/testbed/testbed build makes one): " + e.reason());
        }
    }

    private static Path folderOf(String purpose) {
        try {
            return Files.createTempDirectory("xisuan-bench-" + purpose + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what has to be closed before the control plane goes. */
    synchronized <T extends AutoCloseable> T keep(T what) {
        kept.push(what);
        return what;
    }

    Path folder() {
        return folder;
    }

    Duration limit() {
        return limit;
    }

    Path kubeconfig(String user) {
        return Path.of(testbed(List.of("kubeconfig", "--name", name, "--user", user)));
    }

    /** Opens a client of the administrator, which is closed with the rest; it is patient, as the API server is made busy. */
    KubernetesClient admin() {
        Config patient = new ConfigBuilder(
                        Config.fromKubeconfig(kubeconfig("admin").toFile()))
                .withConnectionTimeout(PATIENCE_MILLIS)
                .withRequestTimeout(PATIENCE_MILLIS)
                .build();
        return keep(new KubernetesClientBuilder().withConfig(patient).build());
    }

    ProcessFacts apiServer() {
        return new ProcessFacts(Long.parseLong(part("kube-apiserver").get(1)));
    }

    URI etcd() {
        return URI.create("http://127.0.0.1:" + part("etcd").getLast());
    }

    Path auditLog() {
        return state().resolve("audit/audit.log");
    }

    private Path state() {
        return kubeconfig("admin").resolve("../..").normalize();
    }

    /** The words of a part's line: name, process, start, port. */
    private List<String> part(String part) {
        try {
            return Files.readAllLines(state().resolve("parts"), StandardCharsets.UTF_8).stream()
                    .map(line -> List.of(line.split(" ")))
                    .filter(words -> words.getFirst().equals(part))
                    .reduce((first, last) -> last)
                    .orElseThrow(() -> new NotMeasured("the testbed names no process of " + part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String testbed(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Program.home().resolve("deploy/testbed/testbed").toString());
        command.addAll(arguments);
        return lastLine(Command.said(command));
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    @Override
    public void close() {
        takeDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The program is ending and the hook runs already; taking down twice is harmless.
            down = true;
        }
    }

    private synchronized void takeDown() {
        if (down) {
            return;
        }
        down = true;
        while (!kept.isEmpty()) {
            closed(kept.pop());
        }
        testbed(List.of("down", "--name", name));
        logs.ifPresent(this::keepLogs);
        remove(folder);
    }

    private void keepLogs(Path place) {
        try (Stream<Path> files = Files.list(folder)) {
            Files.createDirectories(place);
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                Files.copy(log, place.resolve(name + "-" + log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What does not close must not keep the rest from being taken down. */
    private static void closed(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            System.err.println("could not close: " + e.getMessage());
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
