package io.xisuan.operator.loop;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.AttemptMark;
import io.xisuan.operator.act.ClusterActs;
import io.xisuan.operator.act.GangOrder;
import io.xisuan.operator.act.NamedObject;
import io.xisuan.operator.act.Presence;
import io.xisuan.operator.act.Swept;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The acts of a cluster that never keep the loop's thread longer than a bound a step, so that a slow API server slows what it is asked
 * and not the metering. What is not answered in time goes on beside the loop, and its answer is given to who orders the same again.
 *
 * <p>Starts and releases are passed on as they are: {@link Hands} has them done in other threads.
 */
final class PromptActs implements ClusterActs {
    /** The answer while there is none. */
    static final ActAnswer.Unreachable UNDER_WAY =
            new ActAnswer.Unreachable("the API server is slow; the order is under way");

    private static final long STEP_NANOS = 2_000_000_000L;

    private final ClusterActs acts;
    private final Patience patience;
    private final Errands<ActAnswer> orders;
    private final Errands<Swept> sweeps;
    private final Errands<Presence> looks;

    /**
     * @param threads carry out what is asked
     * @param nanos a clock that only runs
     */
    PromptActs(ClusterActs acts, Executor threads, LongSupplier nanos) {
        this.acts = acts;
        this.patience = new Patience(STEP_NANOS, nanos);
        this.orders = new Errands<>(threads, nanos, patience);
        this.sweeps = new Errands<>(threads, nanos, patience);
        this.looks = new Errands<>(threads, nanos, patience);
    }

    /** Begins a step of the loop. */
    void begin() {
        patience.begin();
        orders.begin();
        sweeps.begin();
        looks.begin();
    }

    @Override
    public ActAnswer start(GangOrder order) {
        return acts.start(order);
    }

    @Override
    public ActAnswer releaseFinalizer(String namespace, String podName, String podUid) {
        return acts.releaseFinalizer(namespace, podName, podUid);
    }

    @Override
    public ActAnswer stop(AttemptKey attempt, long graceSeconds, Set<String> ended) {
        Set<String> spared = Set.copyOf(ended);
        return ordered(
                "stop %s within %d".formatted(named(attempt), graceSeconds),
                () -> acts.stop(attempt, graceSeconds, spared));
    }

    @Override
    public ActAnswer signal(AttemptKey attempt, long byMillis, Set<String> told) {
        Set<String> known = Set.copyOf(told);
        return ordered(
                "signal %s by %d".formatted(named(attempt), byMillis), () -> acts.signal(attempt, byMillis, known));
    }

    @Override
    public ActAnswer remove(JobId job) {
        return ordered("remove " + job.uid(), () -> acts.remove(job));
    }

    @Override
    public ActAnswer removeInquiry(String namespace, String name, String uid) {
        return ordered("remove inquiry " + uid, () -> acts.removeInquiry(namespace, name, uid));
    }

    @Override
    public ActAnswer writeFile(AttemptKey attempt, String file, String text) {
        return ordered("write %s of %s".formatted(file, named(attempt)), () -> acts.writeFile(attempt, file, text));
    }

    private static String named(AttemptKey attempt) {
        return "%s of %s".formatted(attempt.attempt(), attempt.job().uid());
    }

    private ActAnswer ordered(String name, Supplier<ActAnswer> act) {
        return orders.ask(name, act).orElse(UNDER_WAY);
    }

    /** One that is late does no harm: what this leader began is never swept, and of what others began ever less lives. */
    @Override
    public Swept sweep(SortedSet<AttemptMark> live) {
        SortedSet<AttemptMark> spared = new TreeSet<>(live);
        return sweeps.ask("sweep", () -> acts.sweep(spared)).orElse(new Swept(0, 0, 0, UNDER_WAY));
    }

    @Override
    public Presence presence(NamedObject object) {
        return looks.ask(object.toString(), () -> acts.presence(object)).orElse(new Presence.NotYet());
    }
}
