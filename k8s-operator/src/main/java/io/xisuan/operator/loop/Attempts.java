package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentStep;
import io.xisuan.billing.store.StepAnswer;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.GangOrder;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.metering.live.MeterStep;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings every live attempt on by one deed: orders its pods, notes that it runs, or takes it down. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    /** An API server that fails is asked again so seldom at last. */
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private final Store store;
    private final long epoch;
    private final SortedMap<ClusterId, ClusterLink> clusters;
    private final JobRecords jobs;
    private final AttemptCourse course;
    private final Hands hands;
    private final OrderPace pace = new OrderPace(LONGEST_PAUSE_MILLIS);

    Attempts(Parts parts, Hands hands) {
        this.hands = hands;
        this.store = parts.store();
        this.epoch = parts.epoch();
        this.clusters = new TreeMap<>(parts.clusters());
        this.jobs = parts.jobs();
        this.course = new AttemptCourse(parts.limits());
    }

    /** Does the next deed of every live attempt; each is decided from what the sight shows, and done again until it shows. */
    void bringOn(Sight sight) {
        List<IntentStep> observed = new ArrayList<>();
        pace.keepOnly(jobs.live());
        for (Intent intent : jobs.live()) {
            if (hands.starts(intent.attempt())) {
                continue;
            }
            GangPods gang = sight.gangs().of(intent);
            String uid = intent.attempt().job().uid();
            Optional<TrainingJob> job = sight.job(uid);
            // A decision to stop is stored first, and acted on by the same step.
            Deed deed = next(intent, gang, job, sight);
            if (deed instanceof Deed.Order(Ending ending, long grace)) {
                end(intent, ending, grace, sight.nowMillis());
                deed = next(intent, gang, job, sight);
            }
            if (deed instanceof Deed.NoteRunning) {
                observed.add(IntentStep.observed(intent.attempt(), sight.nowMillis()));
            } else {
                act(deed, intent, gang, job, sight);
            }
        }
        steps(observed);
    }

    private Deed next(Intent intent, GangPods gang, Optional<TrainingJob> job, Sight sight) {
        StopTerms terms = StopTerms.of(job);
        return jobs.of(intent.attempt().job().uid())
                .order()
                .map(order -> StopCourse.next(order, terms, gang, sight.nowMillis()))
                .orElseGet(() -> {
                    Deed own = course.next(intent, gang, job, sight.nowMillis());
                    Optional<Ending> stopped = Wanted.stopped(
                            Optional.ofNullable(sight.market().tenants().get(intent.tenant())));
                    return own instanceof Deed.Order || stopped.isEmpty()
                            ? own
                            : new Deed.Order(stopped.get(), terms.graceMillis());
                });
    }

    private void act(Deed deed, Intent intent, GangPods gang, Optional<TrainingJob> job, Sight sight) {
        switch (deed) {
            case Deed.Act act ->
                job.filter(wish -> pace.due(intent.attempt(), sight.nowMillis()))
                        .ifPresent(wish -> order(intent, wish, sight));
            case Deed.Signal signal ->
                heed(
                        link(intent).actor().signal(intent.attempt(), signal.byMillis(), told(gang)),
                        intent.attempt().toString());
            case Deed.Stop stop -> stop(intent, gang, stop.graceSeconds());
            case Deed.Order order -> throw new IllegalStateException("%s was ordered to stop twice".formatted(intent));
            case Deed.NoteRunning running ->
                throw new IllegalStateException("%s is noted with others".formatted(intent));
            case Deed.Leave leave -> {}
        }
    }

    /** Orders an attempt's pods, which others create beside the loop; an order that was carried out before changes nothing. */
    void order(Intent intent, TrainingJob job, Sight sight) {
        switch (Orders.order(intent, job, sight.wishes().sites())) {
            case Translation.Refused<GangOrder>(var problem) ->
                end(
                        intent,
                        new Ending(EndReason.REFUSED_BY_CLUSTER, problem.field() + ": " + problem.problem()),
                        0,
                        sight.nowMillis());
            case Translation.Done<GangOrder>(GangOrder order) ->
                hands.start(intent, link(intent).actor(), order);
        }
    }

    /** Takes what became of the orders that were given: a gang that exists is noted, one that is refused is ended. */
    void heedAnswers(long nowMillis) {
        List<IntentStep> acted = new ArrayList<>();
        for (Hands.Started started : hands.started()) {
            Intent intent = started.intent();
            switch (started.answer()) {
                case ActAnswer.Done done -> acted.add(IntentStep.acted(intent.attempt(), nowMillis));
                case ActAnswer.Refused refused ->
                    end(
                            intent,
                            new Ending(EndReason.REFUSED_BY_CLUSTER, refused.reason() + ": " + refused.message()),
                            0,
                            nowMillis);
                case ActAnswer.Unreachable lost -> {
                    LOG.warn("{}: {}; trying again", intent.attempt(), lost.message());
                    pace.failed(intent.attempt(), nowMillis);
                }
                case ActAnswer.Fenced fenced -> throw new SteppedDown(fenced.message());
            }
        }
        steps(acted);
        hands.released(nowMillis)
                .forEach(released -> heed(released.answer(), released.pod().toString()));
    }

    /** Moves intents on in one transaction, and remembers them as they then are; returns what became of each. */
    List<StepAnswer> steps(List<IntentStep> steps) {
        List<StepAnswer> answers = store.advance(epoch, steps);
        for (int i = 0; i < steps.size(); i++) {
            heed(steps.get(i), answers.get(i));
        }
        return answers;
    }

    private void heed(IntentStep step, StepAnswer answer) {
        switch (answer) {
            case StepAnswer.Stepped stepped -> jobs.put(stepped.intent());
            case StepAnswer.AlreadyThere there -> jobs.put(there.intent());
            case StepAnswer.Refused refused ->
                LOG.error("{} does not become {}: {}", step.attempt(), step.to(), refused.detail());
        }
    }

    /** Stores why an attempt is being ended, before anything acts on it; the first reason stays. */
    void end(Intent intent, Ending ending, long graceMillis, long nowMillis) {
        if (jobs.of(intent.attempt().job().uid()).order().isEmpty()) {
            LOG.info("{} is being ended: {}", intent.attempt(), JobRecord.text(ending));
            StopOrder order = new StopOrder(
                    intent.attempt(),
                    ending.reason().word(),
                    ending.text(),
                    nowMillis,
                    nowMillis + graceMillis + StopCourse.AFTERWARDS_SECONDS * 1_000,
                    Optional.empty());
            store.stops().order(epoch, List.of(order), List.of());
            jobs.put(new StopRecord(order, Optional.empty()));
        }
    }

    /** Ends attempts of which a node is lost with a pod on it. */
    void nodeLost(List<MeterStep.BrokenPod> broken, long nowMillis) {
        broken.forEach(lost -> end(lost, "its node is lost", nowMillis));
    }

    /** Ends attempts of which a device failed; the node of that device is doubted for it. */
    void deviceFailed(List<MeterStep.BrokenPod> broken, long nowMillis) {
        broken.forEach(faulty -> end(faulty, "a device of it failed", nowMillis));
    }

    private void end(MeterStep.BrokenPod broken, String what, long nowMillis) {
        jobs.of(broken.attempt().job().uid())
                .live()
                .ifPresent(intent -> end(intent, Ending.on(EndReason.WORKER_LOST, broken.pod(), what), 0, nowMillis));
    }

    /** Takes down what has not been told to end yet; the metering finalizer keeps each pod until its time is written. */
    private void stop(Intent intent, GangPods gang, long graceSeconds) {
        boolean untold = gang.pods().stream()
                .anyMatch(pod -> pod.deletionMillis().isEmpty() && !pod.phase().terminal());
        if (untold || !gang.complete()) {
            ActAnswer answer = link(intent).actor().stop(intent.attempt(), graceSeconds, ended(gang));
            heed(answer, intent.attempt().toString());
            if (answer instanceof ActAnswer.Done) {
                link(intent).meter().abandon(intent.attempt());
            }
        } else {
            link(intent).meter().abandon(intent.attempt());
        }
    }

    private static Set<String> told(GangPods gang) {
        return gang.pods().stream()
                .filter(pod -> pod.phase().terminal() || pod.saving().byMillis().isPresent())
                .map(ObservedPod::uid)
                .collect(Collectors.toSet());
    }

    private static Set<String> ended(GangPods gang) {
        return gang.pods().stream()
                .filter(pod -> pod.phase().terminal())
                .map(ObservedPod::uid)
                .collect(Collectors.toSet());
    }

    /** Has what a stopped gang leaves behind taken down once all its pods have ended: its Service and its files. */
    void tidy(Intent over, GangPods gang, long nowMillis) {
        boolean ended = gang.pods().stream().allMatch(pod -> pod.phase().terminal());
        if (ended && jobs.of(over.attempt().job().uid()).stop(over).isPresent()) {
            hands.end(link(over).actor(), over.attempt(), ended(gang), nowMillis);
        }
    }

    /** Takes an answer to an act that is repeated by itself until it shows. */
    void heed(ActAnswer answer, String what) {
        switch (answer) {
            case ActAnswer.Done done -> {}
            case ActAnswer.Refused refused -> LOG.warn("{}: {} {}", what, refused.reason(), refused.message());
            case ActAnswer.Unreachable late when late.equals(PromptActs.UNDER_WAY) -> {}
            case ActAnswer.Unreachable lost -> LOG.warn("{}: {}; trying again", what, lost.message());
            case ActAnswer.Fenced fenced -> throw new SteppedDown(fenced.message());
        }
    }

    private ClusterLink link(Intent intent) {
        ClusterLink link = clusters.get(intent.cluster());
        if (link == null) {
            throw new IllegalStateException("%s was placed in cluster %s, which this operator does not know"
                    .formatted(intent.attempt(), intent.cluster()));
        }
        return link;
    }
}
