package io.xisuan.operator.testbed;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.operator.act.ClusterConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real control plane on loopback for one test class, brought up by {@code deploy/testbed/testbed} under a name of its own and
 * taken down with it, also when the test fails or the JVM is told to end.
 */
public final class Testbed implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));

    /** What a command said and how it ended. */
    public record Answer(int code, String text) {
        /** Returns what was said. */
        public String done() {
            if (code != 0) {
                throw new IllegalStateException("exit code %d: %s".formatted(code, text));
            }
            return text;
        }
    }

    private final String name;
    private final Thread hook;
    private boolean down;

    private Testbed(String name) {
        this.name = name;
        this.hook = new Thread(this::takeDown, "testbed-down");
    }

    /** Brings a cluster up; options are those of {@code testbed up}. */
    public static Testbed up(String purpose, String... options) {
        Testbed testbed = new Testbed(
                "%s-%d-%d".formatted(purpose, ProcessHandle.current().pid(), COUNT.incrementAndGet()));
        Runtime.getRuntime().addShutdownHook(testbed.hook);
        List<String> arguments = new ArrayList<>(List.of("up", "--name", testbed.name));
        arguments.addAll(List.of(options));
        testbed.run(arguments).done();
        return testbed;
    }

    public String name() {
        return name;
    }

    /** Returns the file with which a user of the testbed reaches the cluster. */
    public Path kubeconfig(String user) {
        return Path.of(run(List.of("kubeconfig", "--name", name, "--user", user))
                .done()
                .strip());
    }

    /** Returns a client of a user; the caller closes it. */
    public KubernetesClient client(String user) {
        return ClusterConnection.open(kubeconfig(user));
    }

    /** Runs kubectl as a user and returns what it said, on both outputs together. */
    public Answer kubectl(String user, String... arguments) {
        List<String> all = new ArrayList<>(List.of("kubectl", "--name", name, "--user", user, "--"));
        all.addAll(List.of(arguments));
        return run(all);
    }

    /** Kills a program of the cluster, as {@code etcd}, and starts it again with what it kept. */
    public void restart(String part) {
        run(List.of("restart", "--name", name, "--part", part)).done();
    }

    @Override
    public void close() {
        takeDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The JVM is ending and the hook runs already; taking down twice is harmless.
            down = true;
        }
    }

    private synchronized void takeDown() {
        if (!down) {
            down = true;
            run(List.of("down", "--name", name)).done();
        }
    }

    private Answer run(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(ROOT.resolve("deploy/testbed/testbed").toString());
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                return new Answer(process.waitFor(), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s ran".formatted(command), e);
        }
    }
}
