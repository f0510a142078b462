package io.xisuan.operator.inquiry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.Outcome;

/** One attempt of a job as answers show it. */
final class Attempts {
    private Attempts() {}

    static void into(ObjectNode node, Intent intent, Asker asker) {
        node.put("job", intent.attempt().job().toString());
        node.put("attempt", intent.attempt().attempt());
        node.put("site", intent.site().value());
        node.put("model", intent.acceleratorModelId());
        node.put("devices", intent.devicesPerWorker() * intent.workers().size());
        node.put("contract", intent.contract().value());
        node.put("state", intent.state().name());
        node.put("plannedMillis", intent.plannedAtMillis());
        if (!intent.state().live()) {
            node.put("endedMillis", intent.changedAtMillis());
        }
        intent.outcome().ifPresent(outcome -> {
            node.put("reason", reason(outcome));
            node.put("outcome", asker.heard(outcome.text()));
            node.set("gross", Nodes.money(outcome.gross()));
            node.set("payableNow", Nodes.money(outcome.payable()));
            node.set("expectedLater", Nodes.money(outcome.later()));
        });
    }

    /** An outcome's text begins with its one word. */
    private static String reason(Outcome outcome) {
        int colon = outcome.text().indexOf(':');
        return colon < 0 ? outcome.text() : outcome.text().substring(0, colon);
    }
}
