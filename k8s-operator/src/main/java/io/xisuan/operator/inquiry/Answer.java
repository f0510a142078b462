package io.xisuan.operator.inquiry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.store.ShownQuote;
import java.util.Optional;

/** What is said to a question. */
public sealed interface Answer {
    /**
     * The answer.
     *
     * @param document what the command line prints with {@code -o json}
     * @param offer the quote that it shows of a job, to be kept so that the job's start can name it
     */
    record Given(ObjectNode document, Optional<ShownQuote> offer) implements Answer {
        /** An answer that offers nothing. */
        public Given(ObjectNode document) {
            this(document, Optional.empty());
        }
    }

    /** There is no answer to the question as it was asked. */
    record Refused(Why why, String text) implements Answer {}

    /** Why there is none; also the reason of the inquiry's status. */
    enum Why {
        /** The namespace is no tenant's. */
        TENANT_NOT_FOUND,
        /** There is no such job of the tenant. */
        JOB_NOT_FOUND,
        /** The tenant has no such contract, or several and none is named. */
        CONTRACT_NOT_FOUND,
        /** There is no such site, or the job does not go there. */
        SITE_NOT_FOUND,
        /** The job or the question cannot be understood. */
        INVALID,
        /** The answer is longer than an object of the API server may be. */
        ANSWER_TOO_LONG,
        /** A defect: nothing was changed. */
        DEFECT
    }
}
