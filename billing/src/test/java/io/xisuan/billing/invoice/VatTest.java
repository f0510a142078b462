package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VatTest {
    /** 960.00 x 6 / 106 = 54.3396...; 0.01 + 0.01 + 960.00 at 6 % are 54.3407...: the cent parts get nothing. */
    @Test
    void vat_is_contained_in_the_gross_and_shared_by_largest_remainder() {
        assertThat(Vat.contained(Money.parseYuan("960.00"), Rate.percent(6))).isEqualTo(Money.parseYuan("54.34"));
        assertThat(Vat.shared(List.of(Money.ofFen(1), Money.ofFen(1), Money.parseYuan("960")), Rate.percent(6)))
                .containsExactly(Money.ZERO, Money.ZERO, Money.parseYuan("54.34"));
    }

    @Test
    void shares_sum_to_the_whole_and_differ_from_their_own_by_less_than_a_fen() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Rate rate = Rate.percent(1 + random.nextInt(20));
            List<Money> gross = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                gross.add(Money.ofFen(random.nextLong(100_000)));
            }
            List<Money> shares = Vat.shared(gross, rate);
            Money total = gross.stream().reduce(Money.ZERO, Money::plus);
            assertThat(shares.stream().reduce(Money.ZERO, Money::plus))
                    .as("seed %d", seed)
                    .isEqualTo(Vat.contained(total, rate));
            for (int i = 0; i < gross.size(); i++) {
                long own = Vat.contained(gross.get(i), rate).fen();
                assertThat(Math.abs(shares.get(i).fen() - own)).isLessThanOrEqualTo(1);
            }
        }
    }
}
