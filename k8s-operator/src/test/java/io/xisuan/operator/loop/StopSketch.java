package io.xisuan.operator.loop;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Outcome;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.billing.store.StartProposal;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.ContractId;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodEnd;
import io.xisuan.operator.observe.PodMarks;
import io.xisuan.operator.observe.PodName;
import io.xisuan.operator.observe.PodPhase;
import io.xisuan.operator.observe.PodSaving;
import io.xisuan.operator.observe.PodTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Jobs, attempts and their pods in few words, for tests of how attempts are stopped. */
final class StopSketch {
    static final JobId JOB = new JobId("team", "train", "uid-1");
    static final long PLANNED = 1_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private StopSketch() {}

    /** Returns a job of two workers whose spec has these fields besides, as JSON. */
    static TrainingJob job(String more) {
        String fields = more.strip().substring(1);
        String rest = fields.equals("}") ? "}" : "," + fields;
        try {
            return JSON.readValue("""
                    {"metadata":{"namespace":"team","name":"train","uid":"uid-1"},"spec":{"workers":2,"devicesPerWorker":8,
                     "variants":[{"accelerator":"nvidia-h800-80g","image":"i"}],"runTime":"1h","contractRef":"c-team"%s}
                    """.formatted(rest), TrainingJob.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Intent intent(int attempt, IntentState state, long changedMillis, Optional<Outcome> outcome) {
        return intent("uid-1", attempt, state, changedMillis, outcome);
    }

    static Intent intent(String uid, int attempt, IntentState state, long changedMillis, Optional<Outcome> outcome) {
        return intent(uid, "team", attempt, state, changedMillis, outcome);
    }

    static Intent intent(
            String uid, String tenant, int attempt, IntentState state, long changedMillis, Optional<Outcome> outcome) {
        return new Intent(
                new AttemptKey(new JobId("team", "train", uid), attempt),
                new TenantId(tenant),
                new ContractId("c-team"),
                new SupplierId("seller"),
                new ClusterId("local"),
                new SiteId("east"),
                "nvidia-h800-80g",
                8,
                StartProposal.WHOLE,
                List.of(new PlannedWorker(0, new NodeName("n0")), new PlannedWorker(1, new NodeName("n1"))),
                3_600_000,
                Optional.empty(),
                state,
                1,
                PLANNED,
                changedMillis,
                outcome);
    }

    static StopOrder order(int attempt, EndReason reason, long atMillis, long byMillis) {
        return new StopOrder(
                new AttemptKey(JOB, attempt), reason.word(), "because", atMillis, byMillis, Optional.empty());
    }

    static GangPods gang(ObservedPod... pods) {
        return new GangPods(2, List.of(pods), List.of());
    }

    static ObservedPod pending(int rank) {
        return pod(rank, PodPhase.PENDING, OptionalLong.empty(), PodEnd.NONE, PodSaving.UNTOLD);
    }

    static ObservedPod running(int rank, PodSaving saving) {
        return pod(rank, PodPhase.RUNNING, OptionalLong.empty(), PodEnd.NONE, saving);
    }

    static ObservedPod deleted(int rank, PodSaving saving) {
        return pod(rank, PodPhase.RUNNING, OptionalLong.of(PLANNED + 9_000), PodEnd.NONE, saving);
    }

    static ObservedPod ended(int rank, int code, PodSaving saving) {
        PodEnd end = new PodEnd(OptionalInt.of(code), code == 0 ? "Completed" : "Error", "");
        PodPhase phase = code == 0 ? PodPhase.SUCCEEDED : PodPhase.FAILED;
        return pod(rank, phase, OptionalLong.of(PLANNED + 9_000), end, saving);
    }

    private static ObservedPod pod(int rank, PodPhase phase, OptionalLong deletion, PodEnd end, PodSaving saving) {
        OptionalLong started = phase == PodPhase.PENDING ? OptionalLong.empty() : OptionalLong.of(PLANNED + 1_000);
        OptionalLong finished = phase.terminal() ? OptionalLong.of(PLANNED + 60_000) : OptionalLong.empty();
        return new ObservedPod(
                new PodName("team", "train-1-" + rank, "pod-" + rank),
                new PodMarks("uid-1", "train", 1, rank, 1, Optional.of("east")),
                Optional.of(new NodeName("n" + rank)),
                phase,
                new PodTimes(PLANNED, OptionalLong.of(PLANNED), started, finished, deletion),
                end,
                true,
                Optional.empty(),
                false,
                ObservedPod.Given.NONE,
                saving);
    }
}
