package io.xisuan.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.NoAnswer;
import io.xisuan.cli.output.Progress;
import io.xisuan.operator.api.v1alpha1.InquirySpec;
import io.xisuan.operator.inquiry.Answer;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whom a question goes to, mixed into each command that asks one: the hub, or the store that is named. */
public final class AskOption {
    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Ask this store instead of the hub, as operations and finance can: jdbc:sqlite:FILE.")
    private Optional<String> database = Optional.empty();

    /** Returns the namespace that is asked about. */
    public String namespace() {
        return cluster.namespace();
    }

    /** Says whether a store was named. */
    public boolean atStore() {
        return database.isPresent();
    }

    /** Returns the hub's answer, or what the store that was named comes to. */
    public JsonNode answer(InquirySpec spec, Function<Store, Answer> read, Progress progress) {
        if (database.isEmpty()) {
            return hub(spec, progress);
        }
        try (Store store = Store.openReadOnly(database.get())) {
            return switch (read.apply(store)) {
                case Answer.Given given -> given.document();
                case Answer.Refused refused -> throw new NoAnswer(ExitCode.ANSWER_IS_NO, refused.text());
            };
        }
    }

    private JsonNode hub(InquirySpec spec, Progress progress) {
        try (KubernetesClient client = cluster.open()) {
            return new Hub(client, namespace(), progress).ask(spec);
        }
    }
}
