package io.xisuan.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.InquirySpec;
import io.xisuan.operator.api.v1alpha1.InquirySpend;
import io.xisuan.operator.inquiry.Answer;
import io.xisuan.operator.inquiry.SpendAnswers;
import io.xisuan.operator.inquiry.StoreReading;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code spend}: what a tenant spent in a month, and what is left. */
@Command(
        name = "spend",
        description =
                "Says what was spent in a month: documents, what jobs came to, what those under way may come to, vouchers and credit.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: xisuan spend --month 2026-11 -n example"})
public final class SpendCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private AskOption ask = new AskOption();

    @Mixin
    private Progress progress = new Progress();

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "Which month (default: the present one).")
    private Optional<String> month = Optional.empty();

    @Option(names = "--tenant", paramLabel = "ID", description = "Of which tenant; only with --db.")
    private Optional<String> tenant = Optional.empty();

    @Override
    public void run() {
        if (ask.atStore() != tenant.isPresent()) {
            throw InputException.of(
                    ask.atStore()
                            ? "spend: a store has many tenants: name one with --tenant"
                            : "spend: the hub answers about the tenant of the namespace: leave --tenant out, or name a store with --db");
        }
        month.ifPresent(BillingPeriod::parse);
        JsonNode answer = ask.answer(
                new InquirySpec(null, null, null, new InquirySpend(month.orElse(null))), this::read, progress);
        print(answer, output.output(), output.language());
    }

    private Answer read(Store store) {
        long now = System.currentTimeMillis();
        BillingPeriod period = month.map(BillingPeriod::parse).orElseGet(() -> BillingPeriod.of(now));
        TenantId who = new TenantId(tenant.orElseThrow());
        return SpendAnswers.answer(
                StoreAsker.asker(who, ask.namespace()),
                new StoreReading(store).month(who, period, Optional.empty(), now),
                now);
    }

    private static void print(JsonNode answer, Output output, Language lang) {
        output.say("%s  %s".formatted(AnswerText.text(answer, "tenant"), AnswerText.text(answer, "month")));
        output.print(answer, SpendPage.sums(answer, lang));
        SpendPage.rest(answer, lang).forEach(output::alsoForPeople);
        String leftOut = SpendPage.leftOut(answer, lang);
        if (!leftOut.isEmpty()) {
            output.say(leftOut);
        }
        output.say("");
        output.say(
                lang.of(
                        "票据为最终金额；已结束的作业按计量估算，开票前不是最终；运行中的以报价上限计。票据与已结束的作业说的可能是同一段时间，不可相加。",
                        "Documents are final; what ended is metered and an estimate until invoiced; what is under way is bounded by its quote. Documents and what ended may speak of the same time: never add them up."));
    }
}
