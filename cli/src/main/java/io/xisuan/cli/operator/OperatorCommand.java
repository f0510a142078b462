package io.xisuan.cli.operator;

import io.xisuan.cli.DataHome;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.ListenAddress;
import io.xisuan.model.ClusterId;
import io.xisuan.model.InputException;
import io.xisuan.operator.elect.LeaseTimes;
import io.xisuan.operator.loop.CannotRun;
import io.xisuan.operator.loop.Limits;
import io.xisuan.operator.loop.Operator;
import io.xisuan.operator.loop.OperatorOptions;
import io.xisuan.operator.metering.scrape.ExporterFile;
import io.xisuan.operator.metering.scrape.Exporters;
import io.xisuan.operator.notice.send.NoticeFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xisuan operator}: places, meters and bills the jobs of a cluster until it is stopped. */
@Command(
        name = "operator",
        description = "Runs the operator on a cluster: places, meters and bills its TrainingJobs until it is stopped.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xisuan operator --listen :9461    one operator, its store a file",
            "  xisuan operator --db jdbc:postgresql://db/xisuan --listen :9461",
            "                                    one of several: one leads"
        })
public final class OperatorCommand implements Callable<Integer> {
    private static final long STOP_SECONDS = 20;
    private static final int SHORTEST_LEASE = 6;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "How to reach the cluster (default: KUBECONFIG, or the pod's service account).")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "The store of money and intents (default: jdbc:sqlite: in the data folder).")
    private @Nullable String db;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The folder of the usage journal and its key (default: XISUAN_DATA or ~/.local/share/xisuan).")
    private @Nullable Path data;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "local",
            description = "What the hub calls this cluster (default: ${DEFAULT-VALUE}).")
    private String cluster = "local";

    @Option(
            names = "--install",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Install CRDs and policies first; needs an administrator's rights (default: ${DEFAULT-VALUE}).")
    private boolean install = true;

    @Option(
            names = "--copy",
            paramLabel = "DIR",
            description =
                    "A folder on another volume: issued documents and the signed head of the books are kept there too.")
    private @Nullable Path copy;

    @Option(
            names = "--backups",
            paramLabel = "DIR",
            description =
                    "The folder that backup create --every writes: how old its newest is becomes a metric, so that an alert can tell (default: none).")
    private @Nullable Path backups;

    @Option(
            names = "--journal-key",
            paramLabel = "FILE",
            description =
                    "The Ed25519 key that signs the journal, PEM or Base64, as a Secret is mounted (default: one of the data folder's own, made at the first start).")
    private @Nullable Path journalKey;

    @Option(
            names = "--exporters",
            paramLabel = "FILE",
            description =
                    "Which agents and exporters are asked about devices, a YAML file (default: none, usage is verified by count).")
    private @Nullable Path exportersFile;

    @Option(
            names = "--notices",
            paramLabel = "FILE",
            description =
                    "Who is told of preemptions, budgets, invoices and the like, by which channel, a YAML file (default: nobody).")
    private @Nullable Path noticesFile;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description =
                    "Serve /healthz, /readyz and /metrics there by plain HTTP; port 0 takes a free one (default: nowhere).")
    private @Nullable String listen;

    @Option(
            names = "--lease-seconds",
            paramLabel = "N",
            defaultValue = "15",
            description =
                    "After how long a silent leader is replaced, at least 6; all replicas alike (default: ${DEFAULT-VALUE}).")
    private int leaseSeconds = 15;

    @Option(
            names = "--gang-start-seconds",
            paramLabel = "N",
            defaultValue = "600",
            description = "How long a gang may take until all its workers run (default: ${DEFAULT-VALUE}).")
    private int gangStartSeconds = 600;

    @Option(
            names = "--first-retry-seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Pause before a second attempt; doubles with each further one (default: ${DEFAULT-VALUE}).")
    private int firstRetrySeconds = 60;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        CountDownLatch closed = new CountDownLatch(1);
        // A client of the pages may not take for ever to ask and to read.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        try (Operator operator =
                Operator.open(options(), InstantSource.system(), line -> err.println("xisuan: " + line))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(operator, closed), "stop"));
            operator.run();
        } catch (CannotRun cannot) {
            err.println("xisuan: " + cannot.getMessage());
            return code(cannot.what()).code();
        } finally {
            closed.countDown();
        }
        return ExitCode.DONE.code();
    }

    /** Lets the step that is under way finish and everything close, so that nothing is left half said; being asked to end is no failure. */
    private static void stop(Operator operator, CountDownLatch closed) {
        if (closed.getCount() == 0) {
            return;
        }
        operator.stop();
        try {
            if (closed.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.DONE.code());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExitCode code(CannotRun.Cause cause) {
        return switch (cause) {
            case UNREACHABLE -> ExitCode.UNREACHABLE;
            case NO_RIGHTS -> ExitCode.REFUSED;
            case DISK, OUT_OF_STEP -> ExitCode.DEPENDENCY_MISSING;
            case REFUSED, STEPPED_DOWN -> ExitCode.ANSWER_IS_NO;
        };
    }

    /** Reads the file once, so that what is wrong with it is said before anything is begun. */
    private Optional<Path> notices() {
        Optional<Path> file = Optional.ofNullable(noticesFile);
        file.ifPresent(NoticeFile::read);
        return file;
    }

    private Exporters exporters() {
        return exportersFile == null
                ? Exporters.NONE
                : ExporterFile.read(
                        exportersFile, line -> spec.commandLine().getErr().println("xisuan: " + line));
    }

    private OperatorOptions options() {
        if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
            throw InputException.of("--kubeconfig: %s cannot be read".formatted(kubeconfig));
        }
        if (gangStartSeconds < 1 || firstRetrySeconds < 0) {
            throw InputException.of("--gang-start-seconds is at least 1, --first-retry-seconds at least 0");
        }
        Path folder = DataHome.folder(data);
        return new OperatorOptions(
                folder,
                DataHome.jdbcUrl(db, folder),
                clusterId(),
                Optional.ofNullable(kubeconfig),
                install,
                Optional.ofNullable(copy),
                Optional.ofNullable(backups),
                Optional.ofNullable(journalKey),
                notices(),
                exporters(),
                new Limits(
                        Duration.ofSeconds(gangStartSeconds),
                        Limits.STANDARD.imagePull(),
                        Duration.ofSeconds(firstRetrySeconds),
                        Limits.STANDARD.longestRetry()),
                Duration.ofSeconds(1),
                lease(),
                Optional.ofNullable(listen).map(ListenAddress::parse));
    }

    /** Renewed by two thirds of the lease, tried each seventh of it: as Kubernetes' own components do with theirs. */
    private LeaseTimes lease() {
        if (leaseSeconds < SHORTEST_LEASE) {
            throw InputException.of("--lease-seconds is at least %d".formatted(SHORTEST_LEASE));
        }
        Duration lease = Duration.ofSeconds(leaseSeconds);
        return new LeaseTimes(lease, lease.multipliedBy(2).dividedBy(3), lease.dividedBy(7));
    }

    private ClusterId clusterId() {
        if (!cluster.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
            throw InputException.of(
                    "--cluster: \"%s\" is no name: write small letters, digits and -".formatted(cluster));
        }
        return new ClusterId(cluster);
    }
}
