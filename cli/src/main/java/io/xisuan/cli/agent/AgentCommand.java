package io.xisuan.cli.agent;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.ListenAddress;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.shell.Build;
import io.xisuan.model.InputException;
import io.xisuan.operator.agent.AgentServer;
import io.xisuan.operator.agent.KubeletClient;
import io.xisuan.operator.agent.KubeletFault;
import io.xisuan.operator.agent.KubeletView;
import io.xisuan.operator.agent.NodeAgent;
import io.xisuan.operator.agent.NodeFacts;
import io.xisuan.operator.agent.NodeOwners;
import io.xisuan.operator.agent.OwnersJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xisuan agent}: says which container holds which device of this node, once or as a service. */
@Command(
        name = AgentCommand.NAME,
        description = "Reads from this node's kubelet which container holds which device, and serves it at"
                + " /metrics, /owners (JSON), /healthz and /readyz until it is stopped.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xisuan agent --once --api none   what this machine's kubelet says now",
            "  xisuan agent --node gpu-7        serve it, as deploy/samples/agent.yaml does"
        })
public final class AgentCommand implements Callable<Integer> {
    /** The command's name. */
    public static final String NAME = "agent";

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    @Option(
            names = "--node",
            paramLabel = "NAME",
            description = "The node's name in the cluster (default: NODE_NAME, else this machine's name).")
    private @Nullable String node;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            defaultValue = "/var/lib/kubelet/pod-resources/kubelet.sock",
            description = "The kubelet's socket (default: ${DEFAULT-VALUE}).")
    private Path socket = Path.of("/var/lib/kubelet/pod-resources/kubelet.sock");

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = ":9460",
            description = "Where to serve; without a host on all addresses (default: ${DEFAULT-VALUE}).")
    private String listen = ":9460";

    @Option(names = "--once", description = "Print what the kubelet says now, and end.")
    private boolean once;

    @Mixin
    private ApiOption api = new ApiOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        String name = nodeName();
        NodeAgent agent = new NodeAgent(
                new NodeFacts(Build.here().version(), name, bootId()),
                new KubeletClient(socket, KubeletClient.DEADLINE, InstantSource.system()),
                api.directory(name, System.getenv()),
                InstantSource.system());
        return (once ? look(agent) : serve(agent)).code();
    }

    private ExitCode look(NodeAgent agent) {
        NodeOwners known = agent.poll();
        PrintWriter err = spec.commandLine().getErr();
        if (known.kubelet() instanceof KubeletView.Failed failed) {
            err.println(
                    "xisuan: the kubelet cannot be read: %s; %s".formatted(failed.detail(), advice(failed.fault())));
            return ExitCode.UNREACHABLE;
        }
        if (!known.apiNote().isEmpty()) {
            err.println("xisuan: the pods' uids are not known: the API server does not answer: " + known.apiNote());
        }
        output.print(OwnersJson.of(agent.facts(), known, InstantSource.system().millis()), OwnersTable.of(known));
        return ExitCode.DONE;
    }

    private static String advice(KubeletFault fault) {
        return switch (fault) {
            case SOCKET_MISSING ->
                "run it on a node whose kubelet runs, mount the folder /var/lib/kubelet/pod-resources, or name the socket with --socket";
            case NO_RIGHTS -> "run it as root, or as the user that owns the socket";
            case SOCKET_REFUSED -> "nobody listens there: see whether the kubelet runs (systemctl status kubelet)";
            case DEADLINE_EXCEEDED, CUT_OFF, REFUSED -> "try again, and look into the kubelet's log when it stays so";
            case TOO_LARGE, GARBLED -> "see whether --socket names the kubelet's pod-resources socket";
        };
    }

    private ExitCode serve(NodeAgent agent) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        InetSocketAddress address = ListenAddress.parse(listen);
        CountDownLatch stop = new CountDownLatch(1);
        // What a client may take its time for, so that a few slow ones cannot occupy the two threads for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        try (AgentServer server =
                AgentServer.start(agent, address, InstantSource.system(), line -> err.println("xisuan: " + line))) {
            err.println("xisuan: the agent of node %s serves http://%s/metrics"
                    .formatted(agent.facts().node(), shown(server.address())));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, server), "stop"));
            stop.await();
        } catch (IOException e) {
            throw InputException.of("--listen %s: %s; name another port".formatted(listen, e.getMessage()));
        }
        return ExitCode.DONE;
    }

    /** Being asked to end is no failure. */
    private static void stop(CountDownLatch stop, AgentServer server) {
        server.close();
        stop.countDown();
        Runtime.getRuntime().halt(ExitCode.DONE.code());
    }

    private static String shown(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                ? "0.0.0.0:" + address.getPort()
                : address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private String nodeName() {
        String name = node != null ? node : System.getenv().getOrDefault("NODE_NAME", "");
        if (name.isEmpty()) {
            name = read(Path.of("/proc/sys/kernel/hostname"));
        }
        if (!name.matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")) {
            throw InputException.of(
                    "--node: \"%s\" is no node's name; give it as kubectl get nodes shows it".formatted(name));
        }
        return name;
    }

    private static String bootId() {
        return read(BOOT_ID);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
