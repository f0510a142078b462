package io.xisuan.billing.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.report.AsOf;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatementTest {
    private static final TenantId TENANT = new TenantId("t-1");
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    private static final int DAYS = 40;

    /** Entries of two tenants on random days; later entries may count for earlier days. */
    private static List<AsOf.Booked> entries(SplittableRandom random) {
        String[] accounts = {"AR/t-1", "DISPUTED/t-1", "PREPAID/t-1", "AR/t-12", "BANK", "PREPAID/t-2"};
        List<AsOf.Booked> entries = new ArrayList<>();
        for (int seq = 1; seq <= 60; seq++) {
            LocalDate day = FIRST.plusDays(random.nextInt(DAYS));
            Money amount = Money.ofFen(random.nextLong(1, 1_000));
            PostingSet set = PostingSet.netted(
                    "money-receipt",
                    "M-%06d/%s".formatted(seq, "ab".repeat(32)),
                    day,
                    List.of(new Posting(accounts[random.nextInt(6)], amount), new Posting("OTHER", amount.negated())));
            entries.add(new AsOf.Booked(seq, day, seq * 10L, set));
        }
        return entries;
    }

    @Test
    void P22_statements_that_follow_on_each_other_are_the_statement_of_both_times() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<AsOf.Booked> entries = entries(random);
            LocalDate a = FIRST.plusDays(random.nextInt(DAYS));
            LocalDate b = a.plusDays(random.nextInt(20));
            LocalDate c = b.plusDays(random.nextInt(20));
            Statement whole = Statement.of(TENANT, a, c, entries);
            Statement first = Statement.of(TENANT, a, b, entries);
            Statement second = Statement.of(TENANT, b, c, entries);
            assertThat(first.and(second)).as("seed %d", seed).isEqualTo(whole);
            Standing sum =
                    whole.movements().stream().map(Statement.Movement::change).reduce(whole.opening(), Standing::plus);
            assertThat(whole.closing()).as("seed %d", seed).isEqualTo(sum);
        }
    }

    @Test
    void P22_a_statement_of_all_days_closes_at_the_balances_of_the_books() {
        for (long seed = 0; seed < 100; seed++) {
            List<AsOf.Booked> entries = entries(new SplittableRandom(seed));
            Statement all = Statement.of(TENANT, FIRST, FIRST.plusDays(DAYS), entries);
            Money owed = entries.stream()
                    .flatMap(entry -> entry.postings().postings().stream())
                    .filter(posting -> posting.account().equals("AR/t-1"))
                    .map(Posting::amount)
                    .reduce(Money.ZERO, Money::plus);
            assertThat(all.opening()).isEqualTo(Standing.NONE);
            assertThat(all.closing().owed()).as("seed %d", seed).isEqualTo(owed);
        }
    }

    @Test
    void a_statement_that_does_not_add_up_or_follow_cannot_be() {
        Standing owing = new Standing(Money.ofFen(5), Money.ZERO, Money.ZERO);
        assertThatThrownBy(() -> new Statement(TENANT, FIRST, FIRST, Standing.NONE, List.of(), owing))
                .hasMessageContaining("opening and movements come to");
        assertThatThrownBy(() -> Statement.of(TENANT, FIRST, FIRST.minusDays(1), List.of()))
                .hasMessageContaining("does not go from");
        Statement one = Statement.of(TENANT, FIRST, FIRST.plusDays(2), List.of());
        assertThatThrownBy(() -> one.and(one)).hasMessageContaining("does not follow on");
    }

    @Test
    void references_of_money_are_shown_without_their_digests() {
        PostingSet set = PostingSet.netted(
                "money-receipt",
                "M-000001/" + "ab".repeat(32),
                FIRST,
                List.of(new Posting("BANK", Money.ofFen(9)), new Posting("PREPAID/t-1", Money.ofFen(-9))));
        Statement statement =
                Statement.of(TENANT, FIRST, FIRST.plusDays(1), List.of(new AsOf.Booked(1, FIRST, 10, set)));
        assertThat(statement.movements())
                .extracting(Statement.Movement::reference)
                .containsExactly("M-000001");
        assertThat(statement.closing().prepaid()).isEqualTo(Money.ofFen(9));
        assertThat(statement.closing().balance()).isEqualTo(Money.ofFen(-9));
    }
}
