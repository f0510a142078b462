package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.billing.store.ShownQuote;
import io.xisuan.operator.api.v1alpha1.Accelerator;
import io.xisuan.operator.api.v1alpha1.Inquiry;
import io.xisuan.operator.api.v1alpha1.InquiryJob;
import io.xisuan.operator.api.v1alpha1.InquiryQuote;
import io.xisuan.operator.api.v1alpha1.InquirySpec;
import io.xisuan.operator.api.v1alpha1.InquirySpend;
import io.xisuan.operator.api.v1alpha1.InquiryWish;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.report.InquiryVerdict;
import io.xisuan.operator.report.ResourceRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tenants ask, answered beside the whole loop, on a cluster in memory and in virtual time. */
class InquiryDeskTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "example";

    @TempDir
    private Path folder = Path.of(".");

    private LoopGround ground;

    @BeforeEach
    void open() {
        ground = new LoopGround(folder, 4);
        run(10_000);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    @Test
    void a_quote_says_what_a_job_costs_at_each_site_when_it_starts_there_and_is_kept_for_its_start() {
        TrainingJob wanted = job("later");
        JsonNode answer = answered(asked(quote(wanted.getSpec())));

        assertThat(places(answer)).containsExactly("east", "west");
        assertThat(answer.at("/places/0/start/when").asText()).isEqualTo("NOW");
        assertThat(answer.at("/places/0/starts/0/payableNow/fen").asLong()).isPositive();
        assertThat(answer.at("/places/0/carbon/why").asText()).contains("declares no carbon factor");
        assertThat(answer.at("/best/site").asText()).isEqualTo("east");
        Optional<ShownQuote> kept = ground.store.quotes().lastOf("example/later-00000");
        assertThat(kept).map(ShownQuote::id).contains(answer.path("id").asText());
        assertThat(kept).map(ShownQuote::json).contains(answer.path("quote").toString());
        assertThat(ground.store.liveIntents()).as("a question starts nothing").isEmpty();
        assertThat(ground.store.books().holds()).as("and holds nothing").isEmpty();

        ground.submit(1, "later", 8, "3600s");
        run(10_000);
        String uid = "uid-later-00000";
        assertThat(ground.store.decisions(uid).getLast().text())
                .contains("as offered by quote " + answer.path("id").asText().substring(0, 12));
    }

    @Test
    void a_quote_that_asks_for_more_than_is_free_says_by_when_the_others_have_ended() {
        ground.submit(2, "first", 8, "36000s");
        run(20_000);
        assertThat(ground.store.liveIntents()).hasSize(2);
        JsonNode answer = answered(asked(quote(job("next").getSpec())));

        assertThat(answer.at("/best/when").asText()).isEqualTo("EXPECTED");
        assertThat(answer.at("/best/cause").asText()).isEqualTo("JOBS_END");
        assertThat(answer.at("/best/startMillis").asLong()).isGreaterThan(ground.now());
        assertThat(answer.at("/places/0/starts/0/startMillis").asLong())
                .as("priced at the start that is likely")
                .isEqualTo(answer.at("/places/0/start/startMillis").asLong());
    }

    @Test
    void a_wish_without_a_contract_is_quoted_under_the_only_one_and_kept_for_nobody() {
        InquiryWish wish = new InquiryWish(Accelerator.NVIDIA_H800, 16, "48h", null);
        JsonNode answer =
                answered(asked(new InquirySpec(new InquiryQuote(null, null, wish, "east", null), null, null, null)));

        assertThat(answer.at("/quote/contract").asText()).isEqualTo("c-example");
        assertThat(answer.at("/quote/devices").asInt()).isEqualTo(16);
        assertThat(places(answer)).containsExactly("east");
        assertThat(ground.store.quotes().last(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void what_cannot_be_answered_is_refused_with_what_to_do() {
        InquiryWish wish = new InquiryWish(Accelerator.NVIDIA_H800, 16, "48h", null);
        Inquiry nowhere = asked(new InquirySpec(new InquiryQuote(null, null, wish, "nowhere", null), null, null, null));
        Inquiry unknown = asked(new InquirySpec(null, new InquiryJob("nobody"), null, null));
        run(2_000);
        Inquiry strange = ground.ask("default", new InquirySpec(null, null, null, new InquirySpend(null)));
        run(2_000);

        assertThat(refused(nowhere)).isEqualTo("SiteNotFound: there is no site nowhere; there are east, west");
        assertThat(refused(unknown)).startsWith("JobNotFound: namespace example has no job nobody");
        assertThat(refused(strange)).startsWith("TenantNotFound: this namespace is no tenant's");
    }

    @Test
    void why_tells_every_decision_on_a_job_and_eta_when_one_that_waits_starts() {
        ground.submit(4, "first", 8, "36000s");
        run(20_000);
        ground.submit(1, "next", 8, "3600s");
        run(10_000);
        JsonNode why = answered(asked(new InquirySpec(null, new InquiryJob("first-00000"), null, null)));
        JsonNode eta = answered(asked(new InquirySpec(null, null, new InquiryJob("next-00000"), null)));

        assertThat(why.path("phase").asText()).isEqualTo("Running");
        assertThat(why.at("/story/0/kind").asText()).isEqualTo("start");
        assertThat(why.at("/attempts/0/state").asText()).isEqualTo("OBSERVED");
        assertThat(eta.path("phase").asText()).isEqualTo("Queued");
        assertThat(eta.at("/start/when").asText()).isEqualTo("EXPECTED");
        assertThat(eta.at("/range/why").asText()).startsWith("fewer than 20 runs");
    }

    @Test
    void a_group_that_is_full_is_told_to_a_tenant_without_its_name_and_without_what_others_hold() {
        ground.grouped("holding", 12);
        run(20_000);
        assertThat(ground.store.liveIntents()).as("of rival").hasSize(1);
        ground.submit(1, "next", 8, "3600s");
        run(10_000);
        JsonNode why = answered(asked(new InquirySpec(null, new InquiryJob("next-00000"), null, null)));
        JsonNode eta = answered(asked(new InquirySpec(null, null, new InquiryJob("next-00000"), null)));

        assertThat(why.path("text").asText())
                .isEqualTo("the group of its queue may not hold the 8 devices needed beside what it holds");
        assertThat(why.toString() + eta.toString()).doesNotContain("holding", "rival", "theirs");
        assertThat(eta.path("waiting").asInt()).as("its own jobs that wait").isEqualTo(1);
    }

    @Test
    void enough_runs_behind_us_give_a_range_and_the_shorter_they_were_than_said_the_earlier_it_is() {
        for (int i = 0; i < 11; i++) {
            ground.submit(2, "past" + i, 8, "8s");
            run(30_000);
        }
        ground.submit(2, "first", 8, "36000s");
        run(20_000);
        ground.submit(1, "next", 8, "3600s");
        run(10_000);
        JsonNode eta = answered(asked(new InquirySpec(null, null, new InquiryJob("next-00000"), null)));

        assertThat(eta.at("/range/runs").asInt()).isEqualTo(22);
        assertThat(eta.at("/range/early/runsPerMille").asInt()).isLessThan(100);
        assertThat(eta.at("/range/early/startMillis").asLong())
                .isLessThanOrEqualTo(eta.at("/range/late/startMillis").asLong());
        assertThat(eta.at("/range/late/startMillis").asLong())
                .isBetween(ground.now() - 5_000, eta.at("/start/startMillis").asLong() - 1);
    }

    @Test
    void spend_adds_up_what_ended_and_bounds_what_is_under_way() {
        ground.submit(1, "short", 8, "8s");
        run(60_000);
        ground.submit(1, "long", 8, "36000s");
        run(20_000);
        JsonNode spend = answered(asked(new InquirySpec(null, null, null, new InquirySpend(null))));

        assertThat(spend.at("/ended/0/job").asText()).isEqualTo("example/short-00000");
        assertThat(spend.at("/sums/endedPayable/fen").asLong())
                .isEqualTo(spend.at("/ended/0/payableNow/fen").asLong());
        assertThat(spend.at("/sums/underWayAtMost/fen").asLong())
                .isEqualTo(spend.at("/underWay/0/payableAtMost/fen").asLong())
                .isPositive();
        assertThat(spend.at("/vouchers/0/held/fen").asLong()).isPositive();
        assertThat(spend.at("/credit/available/fen").asLong()).isPositive();
    }

    @Test
    void many_questions_of_one_namespace_are_taken_in_a_few_at_a_time_and_twenty_a_minute() {
        for (int i = 0; i < 30; i++) {
            ground.ask(NAMESPACE, new InquirySpec(null, null, null, new InquirySpend(null)));
        }
        ground.step();
        assertThat(said()).isEqualTo(InquiryDesk.MOST_OF_NAMESPACE);
        run(40_000);
        assertThat(said()).isEqualTo(InquiryDesk.MOST_A_MINUTE);
        run(60_000);
        assertThat(said()).isEqualTo(30);
    }

    @Test
    void a_question_is_deleted_ten_minutes_later_and_a_new_leader_answers_what_the_last_one_did_not() {
        Inquiry inquiry = ground.ask(NAMESPACE, new InquirySpec(null, null, null, new InquirySpend(null)));
        ground.killed();
        run(2_000);
        assertThat(verdict(inquiry)).get().isInstanceOf(InquiryVerdict.Answered.class);
        run(InquiryDesk.LIVES_MILLIS - 60_000);
        assertThat(ground.cluster.removedInquiries()).isEmpty();
        run(70_000);
        assertThat(ground.cluster.removedInquiries())
                .containsExactly(NAMESPACE + "/" + inquiry.getMetadata().getName());
    }

    @Test
    void an_answer_whose_inquiry_was_deleted_before_it_was_given_is_forgotten() {
        List<Runnable> thoughts = new ArrayList<>();
        ground.thinks(thoughts::add);
        Inquiry inquiry = asked(new InquirySpec(null, null, null, new InquirySpend(null)));
        ground.withdraw(inquiry);
        run(2_000);
        thoughts.forEach(Runnable::run);
        assertThat(verdict(inquiry)).as("given too late").isPresent();
        run(1_000);
        assertThat(verdict(inquiry)).isEmpty();
    }

    @Test
    void of_a_tenant_that_only_asks_a_bounded_number_of_quotes_is_kept_a_day() {
        TrainingJobSpec spec = job("later").getSpec();
        JsonNode first = answered(asked(quote(spec)));
        ShownQuote shown = ground.store.quotes().lastOf("example/later-00000").orElseThrow();
        for (int i = 1; i < InquiryWork.MOST_KEPT_A_DAY; i++) {
            ground.store
                    .quotes()
                    .record(new ShownQuote(
                            "%064d".formatted(i),
                            shown.job(),
                            shown.tenant(),
                            shown.contract(),
                            shown.stands(),
                            shown.json()));
        }
        JsonNode more = answered(asked(quote(spec)));

        assertThat(first.path("kept").asBoolean()).isTrue();
        assertThat(more.path("kept").asBoolean(true)).isFalse();
        assertThat(ground.store.quotes().startingWith(more.path("id").asText())).isEmpty();
        ground.after(86_400_000);
        ground.cluster.live();
        assertThat(answered(asked(quote(spec))).path("kept").asBoolean()).isTrue();
    }

    private InquirySpec quote(TrainingJobSpec spec) {
        return new InquirySpec(new InquiryQuote("later-00000", spec, null, null, "24h"), null, null, null);
    }

    /** Returns a job as it would be submitted; it is not. */
    private TrainingJob job(String name) {
        ground.submit(1, name, 8, "3600s");
        TrainingJob job = ground.jobs().stream()
                .filter(one -> one.getMetadata().getName().equals(name + "-00000"))
                .findFirst()
                .orElseThrow();
        ground.delete(name + "-00000");
        return job;
    }

    private Inquiry asked(InquirySpec spec) {
        Inquiry inquiry = ground.ask(NAMESPACE, spec);
        run(2_000);
        return inquiry;
    }

    private JsonNode answered(Inquiry inquiry) {
        InquiryVerdict verdict = verdict(inquiry).orElseThrow();
        assertThat(verdict).isInstanceOf(InquiryVerdict.Answered.class);
        try {
            return JSON.readTree(((InquiryVerdict.Answered) verdict).json());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private String refused(Inquiry inquiry) {
        assertThat(verdict(inquiry)).get().isInstanceOf(InquiryVerdict.Refused.class);
        InquiryVerdict.Refused no = (InquiryVerdict.Refused) verdict(inquiry).orElseThrow();
        return no.reason().word() + ": " + no.reason().text();
    }

    private Optional<InquiryVerdict> verdict(Inquiry inquiry) {
        return ground.board.verdict(ResourceRef.to(inquiry)).map(InquiryVerdict.class::cast);
    }

    private long said() {
        return ground.inquiries().stream()
                .filter(one -> verdict(one).isPresent())
                .count();
    }

    private static List<String> places(JsonNode answer) {
        return answer.path("places").findValuesAsText("site").stream()
                .distinct()
                .toList();
    }

    private void run(long millis) {
        long until = ground.now() + millis;
        while (ground.now() < until) {
            ground.after(1_000);
            ground.cluster.live();
            ground.step();
        }
    }
}
