package io.xisuan.operator.inquiry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.store.DecisionRecord;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.Store;
import io.xisuan.model.JobId;
import java.util.List;
import java.util.Optional;

/** What the store alone knows of a job's start: the last decision on it. When it will start only the hub can say, which sees the nodes. */
public final class StoreEta {
    private StoreEta() {}

    public static Answer answer(Store store, String namespace, String name, long nowMillis) {
        Optional<JobId> job = new StoreReading(store).history().lastNamed(namespace, name);
        if (job.isEmpty()) {
            return new Answer.Refused(
                    Answer.Why.JOB_NOT_FOUND,
                    "nothing was ever decided on a job %s in namespace %s".formatted(name, namespace));
        }
        ObjectNode root = Nodes.object("eta", nowMillis);
        root.put("job", job.get().toString());
        List<Intent> attempts = store.intents(job.get().uid());
        Optional<Intent> last = attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
        Optional<DecisionRecord> said = last(store.decisions(job.get().uid()));
        ObjectNode start = root.putObject("start");
        if (last.filter(intent -> intent.state().live()).isPresent()) {
            root.put("phase", last.get().state().name());
            start.put("when", "STARTED").put("startMillis", last.get().plannedAtMillis());
        } else {
            root.put("phase", said.map(DecisionRecord::kind).orElse("wait"));
            start.put("when", Prospect.When.UNKNOWN.name());
            said.ifPresent(decision -> start.put("reason", decision.reason()).put("why", decision.text()));
        }
        last.ifPresent(intent -> start.put("site", intent.site().value()));
        return new Answer.Given(root);
    }

    private static Optional<DecisionRecord> last(List<DecisionRecord> decisions) {
        return decisions.isEmpty() ? Optional.empty() : Optional.of(decisions.getLast());
    }
}
