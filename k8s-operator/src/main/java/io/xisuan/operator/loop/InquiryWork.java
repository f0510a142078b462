package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.store.Store;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.InquirySpec;
import io.xisuan.operator.api.v1alpha1.InquirySpend;
import io.xisuan.operator.api.v1alpha1.InquiryStatus;
import io.xisuan.operator.inquiry.Answer;
import io.xisuan.operator.inquiry.Asker;
import io.xisuan.operator.inquiry.EtaAnswers;
import io.xisuan.operator.inquiry.JobSeen;
import io.xisuan.operator.inquiry.Moment;
import io.xisuan.operator.inquiry.NextPlan;
import io.xisuan.operator.inquiry.QuoteAnswers;
import io.xisuan.operator.inquiry.SpendAnswers;
import io.xisuan.operator.inquiry.StoreReading;
import io.xisuan.operator.inquiry.WhyAnswers;
import io.xisuan.operator.translate.TenantAccount;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one question after the other, beside the loop; for one thread. It changes nothing but that the quote of a job is kept, so that the
 * job's start names the offer that its tenant saw.
 */
final class InquiryWork {
    private static final Logger LOG = LoggerFactory.getLogger(InquiryWork.class);

    /** After so long no further place is foreseen for a quote. */
    private static final long FORESEEN_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** So many quotes of a tenant that started nothing are kept within a day; further ones are answered and not kept. */
    static final int MOST_KEPT_A_DAY = 200;

    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final Store store;
    private final StoreReading reading;
    private final QuoteAnswers quotes = new QuoteAnswers();

    InquiryWork(Store store) {
        this.store = store;
        this.reading = new StoreReading(store);
    }

    /**
     * A question as it was taken in.
     *
     * @param asker empty where the namespace is no tenant's
     * @param job the job that is asked about; empty where there is none of that name now
     * @param next present where somebody asks what would be
     */
    record Question(
            String uid,
            InquirySpec spec,
            Optional<Asker> asker,
            Optional<JobSeen> job,
            Moment moment,
            Optional<NextPlan> next) {}

    /** Returns the balances as they stand; for the loop's thread. */
    SortedMap<AccountId, Account> balances() {
        return store.balances();
    }

    /** Returns the name of the job that is asked about. */
    static Optional<String> named(InquirySpec spec) {
        return Stream.of(Optional.ofNullable(spec.why()), Optional.ofNullable(spec.eta()))
                .flatMap(Optional::stream)
                .map(asked -> asked.job())
                .findFirst();
    }

    Answer answer(Question question) {
        try {
            return question.asker()
                    .map(asker -> bounded(answer(question, asker)))
                    .orElseGet(InquiryWork::nobody);
        } catch (InputException unclear) {
            return new Answer.Refused(Answer.Why.INVALID, String.valueOf(unclear.getMessage()));
        } catch (RuntimeException defect) {
            // Nobody's jobs stop because of a question, whatever it is.
            LOG.error("inquiry {} cannot be answered", question.uid(), defect);
            return new Answer.Refused(Answer.Why.DEFECT, "a defect of Xisuan, nothing was changed: tell operations");
        }
    }

    private Answer answer(Question question, Asker asker) {
        InquirySpec spec = question.spec();
        if (spec.quote() != null) {
            long began = System.nanoTime();
            return kept(
                    quotes.answer(
                            spec.quote(),
                            asker,
                            question.uid(),
                            question.moment(),
                            question.next().orElseThrow(),
                            () -> System.nanoTime() - began < FORESEEN_NANOS),
                    question.moment().nowMillis());
        }
        if (spec.why() != null) {
            return why(question, asker, spec.why().job());
        }
        if (spec.eta() != null) {
            return eta(question, asker, spec.eta().job());
        }
        return spend(question, asker, Optional.ofNullable(spec.spend()));
    }

    /** Keeps the offer of an answer, and says in the answer whether it is kept; who asks and never starts fills no books. */
    private Answer kept(Answer answer, long nowMillis) {
        if (answer instanceof Answer.Given given) {
            given.offer()
                    .ifPresent(offer -> given.document()
                            .put("kept", store.quotes().record(offer, MOST_KEPT_A_DAY, nowMillis - DAY_MILLIS)));
        }
        return answer;
    }

    /** A job that was deleted is known by what ran of it. */
    private Answer why(Question question, Asker asker, String name) {
        Optional<JobSeen> seen = question.job()
                .or(() -> reading.history()
                        .lastNamed(asker.namespace(), name)
                        .filter(job -> !store.intents(job.uid()).isEmpty())
                        .map(job -> new JobSeen(job, Optional.empty())));
        return seen.map(job -> WhyAnswers.answer(
                        job, asker, reading.past(job.job()), question.moment().nowMillis()))
                .orElseGet(() -> WhyAnswers.noJob(asker, name));
    }

    private Answer eta(Question question, Asker asker, String name) {
        return question.job()
                .map(job -> EtaAnswers.answer(
                        job,
                        asker,
                        question.moment(),
                        question.next().orElseThrow(),
                        reading.history().lastEnded(EtaAnswers.ownEnd(), EtaAnswers.mostRuns())))
                .orElseGet(() -> WhyAnswers.noJob(asker, name));
    }

    private Answer spend(Question question, Asker asker, Optional<InquirySpend> asked) {
        long now = question.moment().nowMillis();
        BillingPeriod period = asked.flatMap(spend -> Optional.ofNullable(spend.month()))
                .map(BillingPeriod::parse)
                .orElseGet(() -> BillingPeriod.of(now));
        Optional<TenantAccount> account =
                Optional.ofNullable(question.moment().market().tenants().get(asker.tenant()));
        return SpendAnswers.answer(
                asker, reading.month(asker.tenant(), period, account.map(TenantAccount::creditLimit), now), now);
    }

    /** An object of the API server holds so much and no more. */
    private static Answer bounded(Answer answer) {
        return answer instanceof Answer.Given given
                        && given.document().toString().length() > InquiryStatus.MOST_ANSWER
                ? new Answer.Refused(
                        Answer.Why.ANSWER_TOO_LONG,
                        "the answer is longer than %d characters: of a quote ask about one site, of all else ask finance"
                                .formatted(InquiryStatus.MOST_ANSWER))
                : answer;
    }

    private static Answer nobody() {
        return new Answer.Refused(
                Answer.Why.TENANT_NOT_FOUND,
                "this namespace is no tenant's that is understood: operations label it with xisuan tenant create, or repair the Tenant");
    }
}
