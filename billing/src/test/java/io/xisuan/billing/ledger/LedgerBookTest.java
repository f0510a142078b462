package io.xisuan.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LedgerBookTest {
    private static final LocalDate DAY = LocalDate.of(2025, 4, 3);

    @Test
    void balances_follow_from_the_postings() {
        LedgerBook book = new LedgerBook();
        book.append(set("1", "AR/t", 67_200, "AR-GOV/p", 28_800, "REVENUE", -90_566, "VAT-OUT", -5_434), 7);
        assertThat(book.balance("AR/t")).isEqualTo(Money.parseYuan("672.00"));
        assertThat(book.balances().values().stream().reduce(Money.ZERO, Money::plus))
                .isEqualTo(Money.ZERO);
    }

    @Test
    void postings_that_do_not_sum_to_zero_cannot_be() {
        assertThatThrownBy(() -> set("1", "A", 5, "B", -4)).hasMessageContaining("sum to 0.01 CNY, not to zero");
    }

    @Test
    void nothing_is_posted_twice() {
        LedgerBook book = new LedgerBook();
        book.append(set("1", "A", 5, "B", -5), 7);
        assertThatThrownBy(() -> book.append(set("1", "A", 5, "B", -5), 7))
                .hasMessageContaining("in the books already");
        assertThat(book.entries()).hasSize(1);
    }

    @Test
    void a_change_a_gap_and_a_swap_are_found_where_they_are() {
        LedgerBook book = new LedgerBook();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20; i++) {
            long fen = random.nextLong(1_000);
            book.append(set("r" + i, "A", fen, "B", -fen), 7);
        }
        List<LedgerEntry> entries = book.entries();
        assertThat(LedgerBook.verify(entries)).isEmpty();
        assertThat(LedgerBook.of(entries).headHash()).isEqualTo(book.headHash());

        List<LedgerEntry> changed = new ArrayList<>(entries);
        changed.set(6, LedgerEntry.after(entries.get(5).hash(), 7, OptionalLong.of(7), set("r6", "A", 1, "B", -1)));
        assertThat(LedgerBook.verify(changed).orElseThrow().seq()).isEqualTo(8);
        List<LedgerEntry> gap = new ArrayList<>(entries);
        gap.remove(10);
        assertThat(LedgerBook.verify(gap).orElseThrow().seq()).isEqualTo(11);
        List<LedgerEntry> swapped = new ArrayList<>(entries);
        swapped.set(3, entries.get(4));
        swapped.set(4, entries.get(3));
        assertThat(LedgerBook.verify(swapped).orElseThrow().seq()).isEqualTo(4);
        assertThatThrownBy(() -> LedgerBook.of(swapped)).isInstanceOf(InputException.class);
    }

    @Test
    void the_first_format_has_no_times_and_is_followed_by_the_second() {
        PostingSet old = new PostingSet(
                "test", "r1", Optional.empty(), set("r1", "A", 5, "B", -5).postings());
        LedgerEntry first = LedgerEntry.after(LedgerEntry.GENESIS, 1, OptionalLong.empty(), old);
        assertThat(first.body()).isEqualTo("1\n1\ntest\nr1\nA\t5\tCNY\nB\t-5\tCNY\n");
        LedgerBook book = LedgerBook.of(List.of(first));
        LedgerEntry second = book.append(set("r2", "A", 5, "B", -5), 9);
        assertThat(second.body()).isEqualTo("2\n2\ntest\nr2\n9\n2025-04-03\nA\t5\tCNY\nB\t-5\tCNY\n");
        assertThat(LedgerBook.verify(book.entries())).isEmpty();
        assertThatThrownBy(() -> LedgerEntry.after(first.hash(), 2, OptionalLong.of(9), old))
                .hasMessageContaining("only one of its two times");
    }

    @Test
    void an_entry_is_never_recorded_before_the_one_before_it() {
        LedgerBook book = new LedgerBook();
        book.append(set("r1", "A", 5, "B", -5), 9);
        assertThat(book.append(set("r2", "A", 5, "B", -5), 4).recordedAtMillis())
                .hasValue(9);
        LedgerEntry early =
                LedgerEntry.after(book.entries().getFirst().hash(), 2, OptionalLong.of(4), set("r2", "A", 5, "B", -5));
        assertThat(LedgerBook.verify(List.of(book.entries().getFirst(), early))
                        .orElseThrow()
                        .seq())
                .isEqualTo(2);
    }

    private static PostingSet set(String reference, Object... accountsAndFen) {
        List<Posting> postings = new ArrayList<>();
        for (int i = 0; i < accountsAndFen.length; i += 2) {
            long fen = ((Number) accountsAndFen[i + 1]).longValue();
            postings.add(new Posting((String) accountsAndFen[i], Money.ofFen(fen)));
        }
        return new PostingSet("test", reference, Optional.of(DAY), postings);
    }
}
