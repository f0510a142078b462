package io.xisuan.billing.store;

import static io.xisuan.billing.store.StoreFixture.VOUCHER;
import static io.xisuan.billing.store.StoreFixture.attempt;
import static io.xisuan.billing.store.StoreFixture.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.model.Money;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class StartsTest {
    @TempDir
    private Path folder;

    private Store store;
    private long epoch;

    @BeforeEach
    void open() {
        store = Store.open(StoreFixture.url(folder));
        epoch = StoreFixture.openBalances(store, 1_000);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = Store.open(StoreFixture.url(folder));
    }

    private Account voucher() {
        return store.books().account(VOUCHER).orElseThrow();
    }

    private List<StartAnswer> commit(StartProposal... proposals) {
        return store.commitStarts(epoch, List.of(proposals), 100);
    }

    @Test
    void a_refused_hold_drops_only_its_own_start() {
        List<StartAnswer> answers =
                commit(start(attempt("a", 1), 600), start(attempt("b", 1), 500), start(attempt("c", 1), 400));
        assertThat(answers).extracting(StartAnswer::committed).containsExactly(true, false, true);
        assertThat(((StartAnswer.Refused) answers.get(1)).reason()).isEqualTo(StartAnswer.Reason.HOLD_REFUSED);
        reopen();
        assertThat(store.liveIntents())
                .extracting(intent -> intent.attempt().job().uid())
                .containsExactly("a", "c");
        assertThat(voucher().pending()).isEqualTo(Money.ofFen(1_000));
        assertThat(store.decisions("a")).extracting(DecisionRecord::kind).containsExactly("start");
        assertThat(store.decisions("b")).isEmpty();
    }

    @Test
    void a_start_that_is_repeated_is_the_same_start() {
        StartAnswer first = commit(start(attempt("a", 1), 600)).getFirst();
        reopen();
        assertThat(commit(start(attempt("a", 1), 600)).getFirst()).isEqualTo(first);
        assertThat(voucher().pending()).isEqualTo(Money.ofFen(600));
        assertThat(store.decisions("a")).hasSize(1);
    }

    @Test
    void a_job_has_one_live_attempt_and_its_attempts_count_on() {
        commit(start(attempt("a", 1), 100));
        assertThat(commit(start(attempt("a", 2), 100)).getFirst())
                .isInstanceOfSatisfying(
                        StartAnswer.Refused.class,
                        no -> assertThat(no.reason()).isEqualTo(StartAnswer.Reason.JOB_IS_LIVE));
        store.advance(epoch, IntentStep.aborted(attempt("a", 1), 200));
        assertThat(store.nextAttempt("a")).isEqualTo(2);
        assertThat(commit(start(attempt("a", 1), 100)).getFirst())
                .isInstanceOfSatisfying(
                        StartAnswer.Refused.class,
                        no -> assertThat(no.reason()).isEqualTo(StartAnswer.Reason.ATTEMPT_OUT_OF_ORDER));
        assertThat(commit(start(attempt("a", 2), 100)).getFirst().committed()).isTrue();
        assertThat(store.intents("a"))
                .extracting(Intent::state)
                .containsExactly(IntentState.ABORTED, IntentState.PLANNED);
        assertThat(voucher().pending()).isEqualTo(Money.ofFen(100));
    }

    @Test
    void an_attempt_goes_from_plan_to_close_with_its_money() {
        Intent planned =
                ((StartAnswer.Committed) commit(start(attempt("a", 1), 600)).getFirst()).intent();
        String holdId = planned.holdId().orElseThrow();
        store.advance(epoch, IntentStep.acted(planned.attempt(), 200));
        assertThat(store.hold(holdId).orElseThrow().state()).isEqualTo(Hold.State.ACTIVE);
        store.advance(epoch, IntentStep.observed(planned.attempt(), 300));
        Outcome outcome = new Outcome("Succeeded", Money.ofFen(900), Money.ofFen(700), Money.ZERO);
        IntentStep close = IntentStep.closed(
                planned.attempt(), 400, List.of(new Command.Trim("trim", holdId, 0, Money.ofFen(200))), outcome);
        assertThat(store.advance(epoch, close)).isInstanceOf(StepAnswer.Stepped.class);
        assertThat(store.advance(epoch, close)).isInstanceOf(StepAnswer.AlreadyThere.class);
        assertThat(store.endedHolds()).containsExactly(holdId);
        reopen();
        Intent closed = store.intent(planned.attempt()).orElseThrow();
        assertThat(closed.outcome()).contains(outcome);
        assertThat(closed.workers()).isEqualTo(planned.workers());
        assertThat(store.liveIntents()).isEmpty();
        assertThat(voucher().pending()).isEqualTo(Money.ofFen(200));
        assertThat(store.advance(epoch, IntentStep.aborted(planned.attempt(), 500))
                        .reached())
                .isFalse();
    }

    @Test
    void an_attempt_that_held_devices_before_it_was_noted_as_begun_is_closed_from_its_plan() {
        Intent planned =
                ((StartAnswer.Committed) commit(start(attempt("a", 1), 600)).getFirst()).intent();
        String holdId = planned.holdId().orElseThrow();
        Outcome outcome = new Outcome("WorkerFailed: exit code 1", Money.ofFen(300), Money.ofFen(100), Money.ZERO);
        List<Command> trims = List.of(new Command.Trim("trim", holdId, 0, Money.ofFen(200)));
        IntentStep close = IntentStep.closed(planned.attempt(), 400, trims, outcome);
        assertThat(store.advance(epoch, close)).isInstanceOf(StepAnswer.Stepped.class);
        reopen();
        assertThat(store.advance(epoch, close)).isInstanceOf(StepAnswer.AlreadyThere.class);
        assertThat(store.intent(planned.attempt()).orElseThrow().outcome()).contains(outcome);
        assertThat(store.liveIntents()).isEmpty();
        assertThat(store.hold(holdId).orElseThrow().state()).isEqualTo(Hold.State.ACTIVE);
        assertThat(store.endedHolds()).containsExactly(holdId);
        assertThat(voucher().pending()).isEqualTo(Money.ofFen(200));
    }

    @Test
    void a_plan_of_which_nothing_can_be_billed_is_closed_and_its_hold_given_back_at_once() {
        Intent planned =
                ((StartAnswer.Committed) commit(start(attempt("a", 1), 600)).getFirst()).intent();
        String holdId = planned.holdId().orElseThrow();
        Outcome nothing = new Outcome("RefusedByCluster: quota", Money.ZERO, Money.ZERO, Money.ZERO);
        List<Command> back = List.of(new Command.Resolve("unbilled/" + holdId, holdId));
        assertThat(store.advance(epoch, IntentStep.closed(planned.attempt(), 400, back, nothing))
                        .reached())
                .isTrue();
        assertThat(store.hold(holdId).orElseThrow().state()).isEqualTo(Hold.State.RESOLVED);
        assertThat(voucher().pending()).isEqualTo(Money.ZERO);
        assertThat(commit(start(attempt("a", 2), 100)).getFirst().committed()).isTrue();
    }

    @Test
    void a_closing_from_the_plan_whose_money_is_refused_leaves_the_plan_and_its_hold() {
        Intent planned =
                ((StartAnswer.Committed) commit(start(attempt("a", 1), 600)).getFirst()).intent();
        String holdId = planned.holdId().orElseThrow();
        Outcome outcome = new Outcome("WorkerFailed: 1", Money.ZERO, Money.ZERO, Money.ZERO);
        List<Command> wrong = List.of(new Command.Trim("trim", holdId, 7, Money.ZERO));
        assertThat(store.advance(epoch, IntentStep.closed(planned.attempt(), 400, wrong, outcome)))
                .isInstanceOf(StepAnswer.Refused.class);
        assertThat(store.intent(planned.attempt()).orElseThrow().state()).isEqualTo(IntentState.PLANNED);
        assertThat(store.hold(holdId).orElseThrow().state()).isEqualTo(Hold.State.HELD);
        assertThat(voucher().pending()).isEqualTo(Money.ofFen(600));
    }

    @Test
    void a_step_whose_money_is_refused_changes_nothing() {
        commit(start(attempt("a", 1), 600));
        IntentStep step = new IntentStep(
                attempt("a", 1),
                IntentState.ACTED,
                200,
                List.of(
                        new Command.Revoke("some", VOUCHER, Money.ofFen(100)),
                        new Command.Revoke("too much", VOUCHER, Money.ofFen(301))),
                java.util.Optional.empty());
        assertThat(store.advance(epoch, step)).isInstanceOf(StepAnswer.Refused.class);
        assertThat(store.intent(attempt("a", 1)).orElseThrow().state()).isEqualTo(IntentState.PLANNED);
        assertThat(voucher().free()).isEqualTo(Money.ofFen(400));
        assertThat(store.advance(epoch, IntentStep.acted(attempt("a", 1), 300)).reached())
                .isTrue();
    }

    @Test
    void what_was_decided_is_kept_when_it_changes() {
        DecisionRecord wait = new DecisionRecord(StoreFixture.job("a"), 1, "wait", "NoRoom", "no 16 devices");
        DecisionRecord later = new DecisionRecord(StoreFixture.job("a"), 2, "wait", "NoRoom", "no 16 devices");
        DecisionRecord other = new DecisionRecord(StoreFixture.job("a"), 3, "wait", "Quota", "beyond the quota");
        store.appendDecisions(epoch, List.of(wait, later, other, wait));
        store.appendDecisions(epoch, List.of(wait));
        assertThat(store.decisions("a")).containsExactly(wait, other, wait);
    }

    @Test
    void nobody_edits_or_deletes_a_start_or_its_money() {
        commit(start(attempt("a", 1), 600));
        for (String sql : List.of(
                "UPDATE intent SET site = 'elsewhere'",
                "DELETE FROM intent",
                "UPDATE hold SET held = 1",
                "DELETE FROM hold",
                "DELETE FROM account",
                "UPDATE account SET pending = 1001",
                "UPDATE decision SET text = ''",
                "DELETE FROM decision",
                "UPDATE shown_quote SET body = ''",
                "UPDATE leader SET epoch = 0")) {
            assertThatThrownBy(() -> StoreFixture.tamper(folder, sql))
                    .as(sql)
                    .isInstanceOf(java.sql.SQLException.class);
        }
    }
}
