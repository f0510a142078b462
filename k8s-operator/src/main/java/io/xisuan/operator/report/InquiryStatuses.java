package io.xisuan.operator.report;

import io.xisuan.operator.api.v1alpha1.Inquiry;
import io.xisuan.operator.api.v1alpha1.InquiryState;
import io.xisuan.operator.api.v1alpha1.InquiryStatus;

/** An inquiry and the answer to its status: pure. */
final class InquiryStatuses {
    private InquiryStatuses() {}

    static InquiryStatus of(Inquiry inquiry, InquiryVerdict verdict) {
        Long generation = inquiry.getMetadata().getGeneration();
        long observed = generation == null ? 0 : generation;
        String answered = StatusText.instant(verdict.answeredAt());
        String expires = StatusText.instant(verdict.expiresAt());
        return switch (verdict) {
            case InquiryVerdict.Answered(String json, var at, var until) ->
                new InquiryStatus(observed, InquiryState.ANSWERED, null, null, answered, expires, json);
            case InquiryVerdict.Refused(Reason reason, var at, var until) ->
                new InquiryStatus(
                        observed,
                        InquiryState.REFUSED,
                        reason.word(),
                        StatusText.cut(reason.text(), InquiryStatus.MOST_MESSAGE),
                        answered,
                        expires,
                        null);
        };
    }
}
