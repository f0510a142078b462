package io.xisuan.cli.quote;

import io.xisuan.operator.api.v1alpha1.InquiryQuote;
import io.xisuan.operator.api.v1alpha1.InquirySpec;
import io.xisuan.operator.api.v1alpha1.InquiryWish;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.Optional;

/** What is asked of the hub about prices. */
final class Questions {
    private Questions() {}

    static InquirySpec quote(TrainingJob job, Optional<String> site, String within) {
        return asked(new InquiryQuote(job.getMetadata().getName(), job.getSpec(), null, site.orElse(null), within));
    }

    static InquirySpec quote(InquiryWish wish, Optional<String> site, String within) {
        return asked(new InquiryQuote(null, null, wish, site.orElse(null), within));
    }

    private static InquirySpec asked(InquiryQuote quote) {
        return new InquirySpec(quote, null, null, null);
    }
}
