package io.xisuan.operator.loop;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.store.FencedException;
import io.xisuan.billing.store.StoreException;
import io.xisuan.operator.act.ClusterConnection;
import io.xisuan.operator.elect.Candidacy;
import io.xisuan.operator.elect.Office;
import io.xisuan.operator.metering.journal.JournalException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator as a whole: opened in the order in which one thing leans on another, run until it is stopped, and closed in the
 * reverse order. It stands by with its eyes open until it leads, and acts only while it is certain that nobody else does.
 */
public final class Operator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
    private static final String USER_AGENT = "xisuan-operator/0.1";

    /** Changes that come close together are looked at once. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private final OperatorOptions options;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private final Opened opened = new Opened();
    private final Bell bell = new Bell();
    private final Office office;
    private final Grounds own;
    private final Eyes eyes;
    private final Console console;
    private final StepWatch steps = new StepWatch(System::nanoTime);
    private volatile boolean stopping;
    private volatile Optional<String> fenced = Optional.empty();
    private Optional<Candidacy> candidacy = Optional.empty();
    private Optional<OperatorLoop> loop = Optional.empty();
    private String saidStandby = "";

    private Operator(OperatorOptions options, InstantSource clock, Consumer<String> progress) {
        this.options = options;
        this.clock = clock;
        this.progress = progress;
        this.office = new Office(System::nanoTime, options.lease().renewBy());
        Reach reach = Reach.begin(this::config, options.cluster());
        try {
            // 1. What is ours alone: folder, store, journal; they must tell one story.
            this.own = Grounds.open(options, opened);
            // 2. The cluster, and what it needs before anything acts there.
            KubernetesClient client = opened.keep(reach.found().client());
            SetUp.of(reach.found(), options, progress);
            // 3. Eyes, warm before anything is led.
            this.eyes =
                    Eyes.open(client, options, clock, office, new Eyes.Ears(bell::ring, this::fencedElsewhere), opened);
            this.console = Console.open(options, own, eyes, office, opened);
        } catch (RuntimeException e) {
            opened.close();
            reach.connected().ifPresent(KubernetesClient::close);
            throw e;
        }
    }

    /**
     * Opens the operator: afterwards it knows the world, and {@link #run} stands for leadership.
     *
     * @param progress takes lines for people who wait
     * @throws CannotRun when the cluster cannot be reached or refuses, or store and journal are of two times
     * @throws io.xisuan.model.InputException when an option, the store or the journal is not as it must be
     */
    public static Operator open(OperatorOptions options, InstantSource clock, Consumer<String> progress) {
        return new Operator(options, clock, progress);
    }

    /**
     * Runs until {@link #stop}.
     *
     * @throws CannotRun when a newer leader has taken over
     */
    public void run() throws InterruptedException {
        try {
            console.address()
                    .ifPresent(at -> progress.accept("health and metrics at http://%s:%d/"
                            .formatted(at.getAddress().getHostAddress(), at.getPort())));
            while (!stopping) {
                turn();
                if (bell.await(options.pause()) && !stopping) {
                    bell.gather(QUIET);
                }
            }
            LOG.info("asked to end: the step that was under way is done");
        } catch (SteppedDown | FencedException e) {
            throw new CannotRun(
                    CannotRun.Cause.STEPPED_DOWN,
                    (steps.gaveUp() ? "this leader has resigned: " : "a newer leader has taken over: ")
                            + e.getMessage());
        } catch (StoreException e) {
            // What is remembered may not be what is stored: only a new process knows again.
            throw new CannotRun(
                    office.held() ? CannotRun.Cause.UNREACHABLE : CannotRun.Cause.STEPPED_DOWN,
                    (office.held()
                                    ? "the store failed: "
                                    : "this leader stood still, and the store let it go for a new one: ")
                            + e.getMessage());
        } catch (JournalException e) {
            LOG.error("metering has stopped", e);
            throw new CannotRun(CannotRun.Cause.DISK, String.valueOf(e.getMessage()));
        }
    }

    /** Does what the moment allows: leads, rests while that is not certain, or stands by. */
    private void turn() {
        fenced.or(office::lost).ifPresent(message -> {
            throw new SteppedDown(message);
        });
        if (office.held()) {
            OperatorLoop leading = loop.orElseGet(this::accede);
            steps.begin();
            leading.step(clock.millis());
            console.stepped(steps.end());
        } else if (loop.isPresent()) {
            loop.get().rest(clock.millis());
        } else {
            standBy();
        }
        console.turned();
    }

    private OperatorLoop accede() {
        OperatorLoop leading = new Accession(options, clock, progress, opened, console).accede(own, eyes, office);
        loop = Optional.of(leading);
        return leading;
    }

    /** Stands for the office once everything is seen, and says who leads. */
    private void standBy() {
        if (candidacy.isEmpty() && eyes.synced()) {
            candidacy = Optional.of(stand());
        }
        candidacy.ifPresent(standing -> {
            if (standing.holder().isPresent()) {
                console.standing();
            }
            String leader = standing.holder().orElse("");
            if (standing.contested() && !own.journal().beside()) {
                throw new CannotRun(
                        CannotRun.Cause.REFUSED,
                        "cluster %s is led by %s, and a store in a file has one operator: stop that one, or give both one store on PostgreSQL (--db)"
                                .formatted(options.cluster(), leader));
            }
            if (!leader.isEmpty() && !leader.equals(saidStandby)) {
                saidStandby = leader;
                progress.accept("standing by: cluster %s was last led by %s".formatted(options.cluster(), leader));
            }
        });
    }

    private Candidacy stand() {
        KubernetesClient punctual = opened.keep(
                ClusterConnection.punctual(config(), options.lease().renewBy().dividedBy(2)));
        Candidacy.Candidate self = new Candidacy.Candidate(
                own.folder().candidate(), options.lease(), clock, System::nanoTime, steps::overdue);
        return opened.keep(Candidacy.start(punctual, self, office, bell::ring));
    }

    /** Asks {@link #run} to return after the step that is under way. */
    public void stop() {
        stopping = true;
        bell.ring();
    }

    /** Closes everything; the Lease is released once the journal is closed, so that the next leader finds it whole. */
    @Override
    public void close() {
        opened.close();
    }

    private void fencedElsewhere(String message) {
        fenced = Optional.of(message);
        bell.ring();
    }

    private Config config() {
        Config config = ClusterConnection.config(options.kubeconfig(), Optional.empty());
        return new ConfigBuilder(config).withUserAgent(USER_AGENT).build();
    }
}
