package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import org.junit.jupiter.api.Test;

class GangNamesTest {
    private static final String UID = "1d6f0a52-0f4b-4b4e-9a53-2f2b2f6f2a11";
    private static final String DNS_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";

    @Test
    void a_plain_name_stays_as_it_is() {
        assertThat(GangNames.pod(attempt("llm-7b", 3), 12)).isEqualTo("llm-7b-3-12");
        assertThat(GangNames.service(attempt("llm-7b", 3))).isEqualTo("llm-7b-3");
    }

    @Test
    void a_name_that_is_no_label_is_cut_and_told_apart_by_the_uid() {
        assertThat(GangNames.pod(attempt("7b.v2", 1), 0)).isEqualTo("j-7b-v2-1d6f0a52-1-0");
        String longest = GangNames.pod(attempt("a".repeat(253), 99_999_999), 4095);
        assertThat(longest).matches(DNS_LABEL).hasSizeLessThanOrEqualTo(63).contains("-1d6f0a52-");
        assertThat(GangNames.pod(attempt("a".repeat(44) + ".b", 1), 0)).matches(DNS_LABEL);
    }

    @Test
    void a_label_takes_a_long_name_cut_at_a_letter() {
        String name = "a".repeat(62) + "-".repeat(5) + "b";
        assertThat(GangNames.labelValue(name)).isEqualTo("a".repeat(62));
    }

    @Test
    void the_master_is_found_by_the_gangs_service() {
        assertThat(GangNames.master(attempt("llm", 1))).isEqualTo("llm-1-0.llm-1.tenant-a.svc");
    }

    private static AttemptKey attempt(String name, int attempt) {
        return new AttemptKey(new JobId("tenant-a", name, UID), attempt);
    }
}
