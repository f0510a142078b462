package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.RankTable;
import io.xisuan.operator.api.v1alpha1.Launcher;
import io.xisuan.operator.observe.ObservedPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the rank tables of Ascend gangs, once every pod was given its devices. What is complete is remembered; after a restart the
 * table is looked at once more, and written only when it differs.
 */
final class RankTableDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RankTableDesk.class);

    private final SortedMap<ClusterId, ClusterLink> clusters;
    private final JobRecords jobs;
    private final Set<AttemptKey> done = new TreeSet<>();

    RankTableDesk(Parts parts) {
        this.clusters = new TreeMap<>(parts.clusters());
        this.jobs = parts.jobs();
    }

    void tend(Sight sight) {
        Set<AttemptKey> live = new TreeSet<>();
        for (Intent intent : jobs.live()) {
            if (waits(intent, sight)) {
                live.add(intent.attempt());
                if (!done.contains(intent.attempt())) {
                    notes(sight.gangs().of(intent)).ifPresent(notes -> complete(intent, notes));
                }
            }
        }
        done.retainAll(live);
    }

    private static boolean waits(Intent intent, Sight sight) {
        return intent.state() != IntentState.PLANNED
                && sight.job(intent.attempt().job().uid())
                        .filter(job -> job.getSpec().launcher() == Launcher.RANK_TABLE)
                        .isPresent();
    }

    /** Returns what the device plugin wrote on each pod, by rank, once it wrote on all. */
    private static Optional<List<String>> notes(GangPods gang) {
        List<String> notes = new ArrayList<>();
        for (ObservedPod pod : gang.pods()) {
            String note = pod.given().ascend();
            if (pod.rank() != notes.size() || note.isEmpty()) {
                return Optional.empty();
            }
            notes.add(note);
        }
        return gang.complete() ? Optional.of(notes) : Optional.empty();
    }

    private void complete(Intent intent, List<String> notes) {
        switch (RankTable.of(notes, intent.devicesPerWorker())) {
            case RankTable.Outcome.Unreadable(int rank, String why) -> {
                // The gang is given up when it has not run within its limit; its workers wait for the table until then.
                LOG.error("{}: the device plugin's note on worker {} means nothing: {}", intent.attempt(), rank, why);
                done.add(intent.attempt());
            }
            case RankTable.Outcome.Completed(String json) -> write(intent, json);
        }
    }

    private void write(Intent intent, String json) {
        ActAnswer answer = Optional.ofNullable(clusters.get(intent.cluster()))
                .orElseThrow()
                .actor()
                .writeFile(intent.attempt(), RankTable.FILE, json);
        switch (answer) {
            case ActAnswer.Done written -> done.add(intent.attempt());
            case ActAnswer.Refused refused ->
                LOG.warn("{}: {} {}", intent.attempt(), refused.reason(), refused.message());
            case ActAnswer.Unreachable late when late.equals(PromptActs.UNDER_WAY) -> {}
            case ActAnswer.Unreachable lost -> LOG.warn("{}: {}; trying again", intent.attempt(), lost.message());
            case ActAnswer.Fenced fenced -> throw new SteppedDown(fenced.message());
        }
    }
}
