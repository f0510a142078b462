package io.xisuan.scheduler.twin;

import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.SchedulerMemory;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.plan.Claim;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.plan.Weights;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happens to a cluster, as text, played to the scheduler and to its twin, each with a state of its own that lasts; after each
 * {@code plan} both must have said the same, and what must always hold is looked at.
 *
 * <pre>
 * the words of {@link Facts}, then in any order
 * reservations N | weigh CARBON-FEN WAIT-FEN | measures PREEMPT,.. | past S 0
 * at MS                 time goes on; what should have ended has, but for jobs named o*; who was told to stop is gone
 * job ..                a job arrives            withdraw J | end J
 * cordon S NODE yes|no | lose S NODE yes|no | background S NODE N | headroom S TYPE N
 * price S FEN | later S MS FEN
 * plan                  both plan; what they decide is done
 * </pre>
 */
public final class History {
    private static final Set<String> SETUP = Set.of("site", "node", "queue", "voucher", "age");

    private final ClusterState state;
    private final SchedulerMemory memory;
    private final PlainWorld world;
    private final Facts facts;
    private final SortedMap<JobId, JobRequest> waiting = new TreeMap<>();
    private final SortedMap<JobId, Integer> stops = new TreeMap<>();
    private final List<Claim> claims = new ArrayList<>();
    private final Set<PlanOptions.Measure> measures = EnumSet.noneOf(PlanOptions.Measure.class);
    private final StringBuilder told = new StringBuilder();
    private final Tally tally;
    private Prices prices;
    private Weights weights = Weights.COST;
    private int reservations = 16;
    private long nowMillis;
    private int plans;

    private History(List<String> lines, Tally tally) {
        this.facts = Facts.of(lines.stream()
                .filter(line -> SETUP.contains(new Line(line).word(0)))
                .toList());
        this.state = facts.state();
        this.memory = new SchedulerMemory(state);
        this.world = new PlainWorld(facts.sites(), facts.nodes());
        this.prices = new Prices(new TreeMap<>(facts.prices()), new TreeMap<>(), new TreeMap<>(facts.vouchers()));
        this.tally = tally;
    }

    /**
     * Plays a history and returns all that was decided.
     *
     * @throws Disagreement when the two differ or something does not hold
     */
    public static String play(List<String> lines, Tally tally) {
        History history = new History(lines, tally);
        for (String line : lines) {
            history.happen(new Line(line));
        }
        return history.told.toString();
    }

    private void happen(Line line) {
        switch (line.word(0)) {
            case "site", "node", "queue", "voucher", "age" -> {}
            case "reservations" -> reservations = Integer.parseInt(line.word(1));
            case "weigh" -> weights = new Weights(1000, fen(line.word(1)), 1000, fen(line.word(2)));
            case "measures" -> measures.add(PlanOptions.Measure.valueOf(line.word(1)));
            case "at" -> goOn(Math.max(nowMillis, Long.parseLong(line.word(1))));
            case "job" -> arrive(Facts.job(line, nowMillis));
            case "withdraw" -> waiting.remove(JobLine.id(line.word(1)));
            case "end" -> world.running(JobLine.id(line.word(1))).ifPresent(job -> end(job.job()));
            case "price" -> prices = prices.with(new SiteId(line.word(1)), Long.parseLong(line.word(2)));
            case "later" ->
                prices = prices.from(
                        new SiteId(line.word(1)), Long.parseLong(line.word(2)), Long.parseLong(line.word(3)));
            case "plan" -> plan();
            default -> change(line);
        }
    }

    private static Money fen(String text) {
        return Money.ofFen(Long.parseLong(text));
    }

    private void arrive(JobRequest job) {
        if (world.running(job.id()).isEmpty()) {
            waiting.put(job.id(), job);
        }
    }

    private void change(Line line) {
        SiteId site = new SiteId(line.word(1));
        NodeName node = new NodeName(line.word(2));
        boolean on = line.word(3).equals("yes");
        switch (line.word(0)) {
            case "cordon" -> {
                state.setCordoned(site, node, on);
                world.setCordoned(site, node, on);
            }
            case "lose" -> {
                state.setLost(site, node, on);
                world.setLost(site, node, on);
            }
            case "background" -> {
                NodeLoad load = NodeLoad.ofDevices(Integer.parseInt(line.word(3)));
                state.setBackground(site, node, load);
                world.setBackground(site, node, load);
            }
            case "headroom" -> {
                DeviceType type = new DeviceType(line.word(2));
                state.setHeadroom(site, type, Integer.parseInt(line.word(3)));
                world.setHeadroom(site, type, Integer.parseInt(line.word(3)));
            }
            default -> throw new IllegalArgumentException("Nothing that happens: " + line);
        }
    }

    private void goOn(long instant) {
        nowMillis = instant;
        for (RunningJob job : List.copyOf(world.running())) {
            OptionalLong leaves = job.leavesMillis();
            boolean left = leaves.isPresent() && leaves.getAsLong() <= nowMillis;
            boolean ended =
                    job.expectedEndMillis() <= nowMillis && !job.job().name().startsWith("o");
            if (left || ended) {
                end(job.job());
            }
            if (left && !ended) {
                waiting.put(job.job(), job.request());
                stops.put(job.job(), job.interruptions());
            }
        }
    }

    private void end(JobId job) {
        state.end(job);
        world.end(job);
    }

    private void plan() {
        PlanOptions options = new PlanOptions(QueueOrder.FAIR, reservations, Integer.MAX_VALUE, true)
                .weighing(weights)
                .with(measures);
        List<JobRequest> queue = List.copyOf(waiting.values());
        Scheduler.Situation situation =
                new Scheduler.Situation(state, queue, facts.tenancy(), List.copyOf(claims), prices, nowMillis);
        Plan plan = Scheduler.plan(situation, options, memory);
        String fast = DecisionText.of(plan.decisions());
        String plain = plain(queue);
        if (!fast.equals(plain)) {
            throw new Disagreement("At %d the scheduler says%n%s%nbut its twin%n%s".formatted(nowMillis, fast, plain));
        }
        // A scheduler that remembers nothing costs as much as the rest together: it is asked every now and then.
        String again = plans++ % 4 == 0
                ? DecisionText.of(Scheduler.plan(situation, options).decisions())
                : fast;
        if (!fast.equals(again)) {
            throw new Disagreement("At %d with memory%n%s%nbut without%n%s".formatted(nowMillis, fast, again));
        }
        told.append("at ").append(nowMillis).append('\n').append(fast).append('\n');
        Invariants.ofPlan(plan, queue);
        Promises promises = new Promises(world, facts.queues(), nowMillis);
        promises.guaranteesHold(plan, claims, queue);
        List<PlainPool> before = world.pools(nowMillis);
        act(plan);
        Invariants.ofState(world, state, nowMillis);
        promises.limitsHold();
        promises.headroomHolds(before);
        promises.seatsAreKept(plan, claims);
    }

    private String plain(List<JobRequest> queue) {
        return DecisionText.of(new PlainScheduler(
                        world,
                        new PlainScheduler.Asked(
                                queue,
                                facts.queues(),
                                facts.ageMillis(),
                                List.copyOf(claims),
                                measures,
                                prices,
                                weights,
                                reservations,
                                nowMillis))
                .decisions());
    }

    private void act(Plan plan) {
        claims.removeIf(claim -> plan.decisions().stream()
                .noneMatch(decision -> decision instanceof Decision.Wait wait
                        && wait.job().equals(claim.job())
                        && wait.reason() == Refusal.LEAVING));
        for (Decision decision : plan.decisions()) {
            tally.count(decision);
            switch (decision) {
                case Decision.Start start -> start(start);
                case Decision.Preempt preempt -> preempt(preempt);
                case Decision.Never never -> waiting.remove(never.job());
                case Decision.Wait wait -> {}
                case Decision.Resize resize -> {}
                case Decision.Move move -> {}
            }
        }
    }

    private void start(Decision.Start start) {
        RunningJob job = new RunningJob(
                start.request(),
                start.allocation(),
                nowMillis,
                start.expectedEndMillis(),
                OptionalLong.empty(),
                stops.getOrDefault(start.job(), 0));
        state.start(job);
        world.start(job);
        waiting.remove(start.job());
        prices = (Prices) prices.started(start);
    }

    private void preempt(Decision.Preempt preempt) {
        preempt.victims().forEach(victim -> {
            long by = nowMillis + Math.max(1, victim.graceMillis());
            state.stopBy(victim.job(), by);
            world.stopBy(victim.job(), by);
        });
        claims.add(Claim.of(preempt));
    }
}
