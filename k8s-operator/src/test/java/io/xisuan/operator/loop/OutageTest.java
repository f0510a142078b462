package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.OutageBook;
import io.xisuan.billing.store.Outcome;
import io.xisuan.billing.store.ShownQuote;
import io.xisuan.model.Interval;
import io.xisuan.operator.report.ResourceRef;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that runs past its money while no operator is there, or one that sees nothing. Eight devices at 12.00 an hour, 30 % of it by a voucher of 100,000.00:
 * that lasts for 3,472.2 hours, and everybody is away for 150 days.
 */
class OutageTest {
    private static final String UID = "uid-life-00000";
    private static final long AWAY = Duration.ofDays(150).toMillis();

    @TempDir
    Path folder;

    private LoopGround ground;

    @BeforeEach
    void begin() {
        ground = new LoopGround(folder, 4);
    }

    @AfterEach
    void end() {
        ground.close();
    }

    @Test
    void a_tenant_that_wanted_to_pause_pays_until_its_money_ended_and_the_provider_bears_the_rest() {
        Outcome outcome = away("pause", 0);
        assertThat(outcome.text()).startsWith("PausedWithoutMoney");
        // 100,000.00 is 30 % of it, to the second and to half a fen of rounding.
        assertThat(outcome.gross().fen()).isBetween(33_333_300L, 33_333_337L);
        assertThat(outcome.gross().minus(outcome.payable()).fen()).isBetween(9_999_990L, 10_000_000L);
    }

    /** Else it would start for a moment, again and again, on what is left of its voucher because it left in time. */
    @Test
    void who_paused_waits_for_a_voucher_and_says_so() {
        away("pause", 0);
        for (int i = 0; i < 30; i++) {
            step(1_000);
        }
        assertThat(ground.store.intents(UID)).hasSize(1);
        assertThat(ground.board
                        .verdict(ResourceRef.to(ground.jobs().getFirst()))
                        .orElseThrow()
                        .toString())
                .contains("Queued", "PausedWithoutMoney", "waits until vouchers bear");
    }

    @Test
    void a_leader_that_dies_after_it_noted_this_changes_nothing() {
        Outcome once = away("stop", 0);
        ground.close();
        ground = new LoopGround(folder.resolve("again"), 4);
        assertThat(away("stop", 1)).isEqualTo(once);
    }

    @Test
    void a_tenant_that_pays_itself_pays_for_all_of_it() {
        begun("self-pay", 0);
        assertThat(new OutageBook(ground.store).live()).isEmpty();
        assertThat(last().state()).isEqualTo(IntentState.OBSERVED);
    }

    @Test
    void a_leader_that_saw_nothing_meanwhile_and_leads_on_finds_the_same_as_a_new_one() {
        Outcome dead = away("pause", 0);
        ground.close();
        ground = new LoopGround(folder.resolve("blind"), 4);
        running("pause");
        ground.seen(false);
        step(AWAY / 2);
        step(AWAY - AWAY / 2);
        ground.seen(true);
        step(1_000);
        assertThat(new OutageBook(ground.store).live()).hasSize(1);
        assertThat(closed()).isEqualTo(dead);
    }

    @Test
    void a_leader_that_missed_a_few_steps_only_bears_nothing() {
        running("pause");
        step(OutageDesk.BLIND_MILLIS + 5_000);
        assertThat(new OutageBook(ground.store).live()).isEmpty();
        assertThat(last().state()).isEqualTo(IntentState.OBSERVED);
    }

    @Test
    void what_was_asked_after_the_start_chooses_nothing_for_a_job_that_is_gone() {
        running("self-pay");
        ShownQuote named = ground.store.quotes().ofAttempt(last().attempt()).orElseThrow();
        ground.store
                .quotes()
                .record(new ShownQuote(
                        "f".repeat(64),
                        named.job(),
                        named.tenant(),
                        named.contract(),
                        new Interval(ground.now(), ground.now() + 600_000),
                        named.json().replace("SELF_PAY", "PAUSE")));
        assertThat(ground.store.quotes().lastOf(named.job()).orElseThrow().json())
                .contains("PAUSE");
        ground.delete("life-00000");
        ground.after(AWAY);
        ground.cluster.live();
        ground.killed();
        step(1_000);
        assertThat(new OutageBook(ground.store).live()).isEmpty();
    }

    /** Returns what the attempt came to whose job ran on while nobody was there. */
    private Outcome away(String choice, int kills) {
        begun(choice, kills);
        return closed();
    }

    private Outcome closed() {
        for (int i = 0; i < 60 && last().state() != IntentState.CLOSED; i++) {
            step(1_000);
        }
        assertThat(ground.store.intents(UID)).hasSize(1);
        return last().outcome().orElseThrow();
    }

    private void begun(String choice, int kills) {
        running(choice);
        ground.after(AWAY);
        ground.cluster.live();
        for (int i = 0; i <= kills; i++) {
            ground.killed();
            step(1_000);
        }
    }

    private void running(String choice) {
        ground.submit("life", "86400000s", spec -> spec.put("onHoldExhausted", choice));
        for (int i = 0; i < 20; i++) {
            step(1_000);
        }
        assertThat(last().state()).isEqualTo(IntentState.OBSERVED);
    }

    private void step(long millis) {
        ground.after(millis);
        ground.cluster.live();
        ground.step();
    }

    private Intent last() {
        return ground.store.intents(UID).getLast();
    }
}
