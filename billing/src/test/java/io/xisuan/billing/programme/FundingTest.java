package io.xisuan.billing.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import java.util.List;
import org.junit.jupiter.api.Test;

class FundingTest {
    private static final Rate THIRD = new Rate(Rational.of(1, 3));

    @Test
    void an_odd_fen_goes_to_the_level_named_first() {
        Funding half = new Funding(List.of(part("province", Rate.percent(50)), part("city", Rate.percent(50))));

        assertThat(half.split(Money.ofFen(101)))
                .containsExactly(
                        new Funding.Part("province", Money.ofFen(51)), new Funding.Part("city", Money.ofFen(50)));
    }

    @Test
    void the_largest_remainder_is_served_first() {
        Funding shares = new Funding(List.of(part("nation", Rate.percent(10)), part("province", Rate.percent(90))));

        assertThat(shares.split(Money.ofFen(8)))
                .containsExactly(
                        new Funding.Part("nation", Money.ofFen(1)), new Funding.Part("province", Money.ofFen(7)));
    }

    @Test
    void the_parts_of_every_amount_sum_to_it() {
        Funding thirds = new Funding(List.of(part("nation", THIRD), part("province", THIRD), part("city", THIRD)));
        for (long fen = 0; fen < 1_000; fen++) {
            assertThat(thirds.split(Money.ofFen(fen)).stream()
                            .map(Funding.Part::amount)
                            .reduce(Money.ZERO, Money::plus))
                    .isEqualTo(Money.ofFen(fen));
        }
    }

    @Test
    void levels_that_do_not_bear_all_are_refused() {
        assertThatThrownBy(() -> new Funding(List.of(part("province", THIRD), part("city", THIRD))))
                .hasMessage("The shares of the levels of government come to 2/3, not to 1");
        assertThatThrownBy(() -> new Funding(List.of(part("city", Rate.percent(50)), part("city", Rate.percent(50)))))
                .hasMessage("A level of government is named twice");
    }

    private static FundingShare part(String level, Rate share) {
        return new FundingShare(level, share);
    }
}
