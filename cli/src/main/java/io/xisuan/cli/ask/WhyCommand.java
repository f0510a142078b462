package io.xisuan.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.model.JobId;
import io.xisuan.operator.api.v1alpha1.InquiryJob;
import io.xisuan.operator.api.v1alpha1.InquirySpec;
import io.xisuan.operator.inquiry.Answer;
import io.xisuan.operator.inquiry.JobSeen;
import io.xisuan.operator.inquiry.StoreReading;
import io.xisuan.operator.inquiry.WhyAnswers;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code why JOB}: why a job stands where it stands, decision by decision. */
@Command(
        name = "why",
        description = "Says why a job waits, runs where it runs, or ended: every decision on it with its whole reason.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: xisuan why first-gang -n example"})
public final class WhyCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private AskOption ask = new AskOption();

    @Mixin
    private Progress progress = new Progress();

    @Parameters(paramLabel = "JOB", description = "The job's name; also of one that was deleted after it ran.")
    private String job = "";

    @Override
    public void run() {
        print(
                ask.answer(new InquirySpec(null, new InquiryJob(job), null, null), this::read, progress),
                output.output(),
                output.language());
    }

    private Answer read(Store store) {
        StoreReading reading = new StoreReading(store);
        Optional<JobId> known = reading.history().lastNamed(ask.namespace(), job);
        return known.map(id -> WhyAnswers.answer(
                        new JobSeen(id, Optional.empty()),
                        StoreAsker.ofJob(store, id),
                        reading.past(id),
                        System.currentTimeMillis()))
                .orElseGet(() -> WhyAnswers.noJob(StoreAsker.nobody(ask.namespace()), job));
    }

    private static void print(JsonNode answer, Output output, Language lang) {
        output.say(WhyPage.headline(answer, lang));
        output.print(answer, WhyPage.story(answer, lang));
        if (!answer.path("attempts").isEmpty()) {
            output.alsoForPeople(lang.of("各次运行", "Attempts"), WhyPage.attempts(answer.path("attempts"), lang));
        }
    }
}
