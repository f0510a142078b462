package io.xisuan.operator.inquiry;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xisuan.billing.party.Contract;
import io.xisuan.model.BillingPeriod;
import io.xisuan.operator.api.v1alpha1.InquiryQuote;
import io.xisuan.operator.api.v1alpha1.InquiryWish;
import io.xisuan.operator.api.v1alpha1.JobVariant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.market.JobSource;
import io.xisuan.operator.translate.Submission;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The job that a quote is asked for, as if it were submitted now.
 *
 * @param named whether it was asked for under its name: then the quote stands for it
 */
record QuotedJob(JobSource source, boolean named) {
    private static final String UNNAMED = "quoted";
    /** The largest machines that are sold have so many devices. */
    private static final int MOST_A_WORKER = 8;

    static QuotedJob of(InquiryQuote quote, Asker asker, String inquiryUid, long nowMillis, TrainingJobSpec spec) {
        TrainingJob job = new TrainingJob();
        String name = quote.name() == null ? UNNAMED : quote.name();
        job.setMetadata(new ObjectMetaBuilder()
                .withNamespace(asker.namespace())
                .withName(name)
                .withUid(inquiryUid)
                .build());
        job.setSpec(spec);
        return new QuotedJob(new JobSource(job, new Submission(inquiryUid, nowMillis)), quote.name() != null);
    }

    /** Returns so many devices as a gang of equal workers, of which each has as many as one machine may. */
    static TrainingJobSpec spec(InquiryWish wish, String contract) {
        int each = IntStream.iterate(MOST_A_WORKER, most -> most - 1)
                .filter(count -> wish.devices() % count == 0)
                .findFirst()
                .orElse(1);
        return TrainingJobSpec.of(
                wish.devices() / each,
                each,
                List.of(JobVariant.of(wish.accelerator(), UNNAMED)),
                wish.runTime(),
                contract);
    }

    /** Returns the tenant's only contract that holds now, or empty when there are several or none. */
    static Optional<Contract> only(List<Contract> held) {
        return held.size() == 1 ? Optional.of(held.getFirst()) : Optional.empty();
    }

    static List<Contract> held(Moment moment, Asker asker) {
        LocalDate today = BillingPeriod.dayOf(moment.nowMillis());
        return moment.input().books().contracts().stream()
                .filter(contract -> contract.tenant().equals(asker.tenant()))
                .filter(contract -> !contract.term().from().isAfter(today)
                        && !contract.term().to().isBefore(today))
                .toList();
    }

    static Answer.Refused unnamed(List<Contract> held) {
        String names = held.stream().map(contract -> contract.id().value()).collect(Collectors.joining(", "));
        return new Answer.Refused(
                Answer.Why.CONTRACT_NOT_FOUND,
                held.isEmpty()
                        ? "there is no contract that holds today: finance imports it with xisuan contracts import"
                        : "name one of your contracts: %s".formatted(names));
    }
}
