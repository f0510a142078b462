package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentStep;
import io.xisuan.billing.store.StepAnswer;
import io.xisuan.billing.store.Store;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.GangOrder;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.translate.Translation;
import io.xisuan.operator.translate.WorkerTranslation;
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

    /** What a worker gets to save itself whose job is deleted, and with it what it asked for. */
    private static final long DEFAULT_GRACE_SECONDS = 30;

    private final Store store;
    private final long epoch;
    private final SortedMap<ClusterId, ClusterLink> clusters;
    private final JobRecords jobs;
    private final AttemptCourse course;

    Attempts(Parts parts) {
        this.store = parts.store();
        this.epoch = parts.epoch();
        this.clusters = new TreeMap<>(parts.clusters());
        this.jobs = parts.jobs();
        this.course = new AttemptCourse(parts.limits());
    }

    /** Does the next deed of every live attempt; each is decided from what the sight shows, and done again until it shows. */
    void bringOn(Sight sight) {
        for (Intent intent : jobs.live()) {
            GangPods gang = sight.gangs().of(intent);
            Optional<TrainingJob> job = sight.job(intent.attempt().job().uid());
            JobRecord known = jobs.of(intent.attempt().job().uid());
            Deed deed = course.next(intent, gang, job.isPresent(), known.ending(), sight.nowMillis());
            switch (deed) {
                case Deed.Act act -> job.ifPresent(wish -> order(intent, wish, sight.nowMillis()));
                case Deed.NoteRunning running -> step(IntentStep.observed(intent.attempt(), sight.nowMillis()));
                case Deed.Stop stop -> stop(intent, gang, stop.ending(), job, sight.nowMillis());
                case Deed.Leave leave -> {}
            }
        }
    }

    /** Orders an attempt's pods; an order that was carried out before changes nothing. */
    void order(Intent intent, TrainingJob job, long nowMillis) {
        switch (Orders.order(intent, job)) {
            case Translation.Refused<GangOrder>(var problem) ->
                end(
                        intent,
                        new Ending(EndReason.REFUSED_BY_CLUSTER, problem.field() + ": " + problem.problem()),
                        nowMillis);
            case Translation.Done<GangOrder>(GangOrder order) -> {
                switch (link(intent).actor().start(order)) {
                    case ActAnswer.Done done -> step(IntentStep.acted(intent.attempt(), nowMillis));
                    case ActAnswer.Refused refused ->
                        end(
                                intent,
                                new Ending(EndReason.REFUSED_BY_CLUSTER, refused.reason() + ": " + refused.message()),
                                nowMillis);
                    case ActAnswer.Unreachable lost ->
                        LOG.warn("{}: {}; trying again", intent.attempt(), lost.message());
                    case ActAnswer.Fenced fenced -> throw new SteppedDown(fenced.message());
                }
            }
        }
    }

    /** Moves an intent on in the store, and remembers it as it then is. */
    boolean step(IntentStep step) {
        return switch (store.advance(epoch, step)) {
            case StepAnswer.Stepped stepped -> {
                jobs.put(stepped.intent());
                yield true;
            }
            case StepAnswer.AlreadyThere there -> {
                jobs.put(there.intent());
                yield true;
            }
            case StepAnswer.Refused refused -> {
                LOG.error("{} does not become {}: {}", step.attempt(), step.to(), refused.detail());
                yield false;
            }
        };
    }

    /** Notes why an attempt is being ended; the first reason stays. */
    void end(Intent intent, Ending ending, long nowMillis) {
        JobRecord known = jobs.of(intent.attempt().job().uid());
        if (known.ending().isEmpty()) {
            LOG.info("{} is being ended: {}", intent.attempt(), JobRecord.text(ending));
            known.end(ending, nowMillis);
        }
    }

    /** Takes down what has not been told to end yet; the metering finalizer keeps each pod until its time is written. */
    private void stop(Intent intent, GangPods gang, Ending ending, Optional<TrainingJob> job, long nowMillis) {
        end(intent, ending, nowMillis);
        boolean untold = gang.pods().stream()
                .anyMatch(pod -> pod.deletionMillis().isEmpty() && !pod.phase().terminal());
        if (untold || !gang.complete()) {
            long grace = job.map(WorkerTranslation::graceSeconds)
                    .map(known ->
                            known instanceof Translation.Done<Long>(Long seconds) ? seconds : DEFAULT_GRACE_SECONDS)
                    .orElse(DEFAULT_GRACE_SECONDS);
            ActAnswer answer = link(intent).actor().stop(intent.attempt(), grace, ended(gang));
            heed(answer, intent.attempt().toString());
            if (answer instanceof ActAnswer.Done) {
                link(intent).meter().abandon(intent.attempt());
            }
        } else {
            link(intent).meter().abandon(intent.attempt());
        }
    }

    private static Set<String> ended(GangPods gang) {
        return gang.pods().stream()
                .filter(pod -> pod.phase().terminal())
                .map(ObservedPod::uid)
                .collect(Collectors.toSet());
    }

    /** Takes an answer to an act that is repeated by itself until it shows. */
    void heed(ActAnswer answer, String what) {
        switch (answer) {
            case ActAnswer.Done done -> {}
            case ActAnswer.Refused refused -> LOG.warn("{}: {} {}", what, refused.reason(), refused.message());
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
