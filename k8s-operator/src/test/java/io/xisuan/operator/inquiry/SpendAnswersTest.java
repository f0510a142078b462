package io.xisuan.operator.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Outcome;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ClusterId;
import io.xisuan.model.ContractId;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.InquiryStatus;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpendAnswersTest {
    private static final TenantId TENANT = new TenantId("example");
    private static final Asker ASKER = new Asker(TENANT, "example", new TreeSet<>());

    @Test
    void a_busy_month_is_answered_with_sums_over_all_and_the_last_two_hundred_of_each_list() {
        JsonNode answer = answer(5_000, 1_000);
        assertThat(answer.toString().length()).isLessThan(InquiryStatus.MOST_ANSWER);
        assertThat(answer.at("/sums/endedPayable/fen").asLong()).isEqualTo(5_000 * 700);
        assertThat(answer.at("/sums/underWayAtMost/fen").asLong()).isEqualTo(1_000 * 900);
        assertThat(answer.path("ended")).hasSize(200);
        assertThat(answer.at("/ended/199/endedMillis").asLong())
                .as("the last to end is last")
                .isEqualTo(4_999);
        assertThat(answer.at("/leftOut/ended").asInt()).isEqualTo(4_800);
        assertThat(answer.at("/leftOut/underWay").asInt()).isEqualTo(800);
    }

    @Test
    void a_quiet_month_leaves_nothing_out() {
        JsonNode answer = answer(3, 2);
        assertThat(answer.path("ended")).hasSize(3);
        assertThat(answer.path("underWay")).hasSize(2);
        assertThat(answer.path("leftOut"))
                .allSatisfy(number -> assertThat(number.asInt()).isZero());
    }

    private static JsonNode answer(int ended, int underWay) {
        List<SpendAnswers.Run> runs = Stream.concat(
                        IntStream.range(0, ended)
                                .mapToObj(i -> new SpendAnswers.Run(run(ended - 1 - i, true), Optional.empty())),
                        IntStream.range(0, underWay)
                                .mapToObj(i -> new SpendAnswers.Run(run(i, false), Optional.of(Money.ofFen(900)))))
                .toList();
        SpendAnswers.Month month =
                new SpendAnswers.Month(BillingPeriod.parse("2026-11"), List.of(), runs, List.of(), Optional.empty());
        return ((Answer.Given) SpendAnswers.answer(ASKER, month, 0)).document();
    }

    private static Intent run(int number, boolean ended) {
        return new Intent(
                new AttemptKey(
                        new JobId("example", "a-job-with-a-long-name-" + number, "uid-%s-%d".formatted(ended, number)),
                        1),
                TENANT,
                new ContractId("c-example"),
                new SupplierId("supplier"),
                new ClusterId("local"),
                new SiteId("east"),
                "nvidia-h800-80g",
                8,
                "",
                List.of(new PlannedWorker(0, new NodeName("node-00000"))),
                3_600_000,
                Optional.empty(),
                ended ? IntentState.CLOSED : IntentState.OBSERVED,
                1,
                0,
                number,
                ended
                        ? Optional.of(new Outcome("Succeeded", Money.ofFen(1_000), Money.ofFen(700), Money.ZERO))
                        : Optional.empty());
    }
}
